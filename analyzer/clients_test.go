package analyzer_test

import (
	"flag"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

const (
	clients   = "../testdata/clients"
	libraries = "../testdata/libraries"
)

var (
	update      = flag.Bool("update", false, "rewrite the golden files of the fixtures")
	clientsDir  = flag.String("clients.dir", "", "`folder` of a module of client code to measure instead of the project's own")
	clientsOnly = flag.String("clients.only", "", "comma-separated `analyzers` to measure (default all)")
)

// modules returns the modules of client code with expectations: the fixtures, which have goldens,
// whole programs by many hands, and clients on other libraries.
func modules(t *testing.T) []string {
	t.Helper()
	if *clientsDir != "" {
		return []string{*clientsDir}
	}
	programs, err := filepath.Glob("../testdata/programs/*")
	if err != nil || len(programs) == 0 {
		t.Fatalf("no programs (%v)", err)
	}
	return append([]string{clients, libraries, libraries + "/restybeta"}, programs...)
}

// eachModule runs test on every module of client code, loaded and analysed once for all tests.
func eachModule(t *testing.T, test func(*testing.T, *measurement)) {
	for _, dir := range modules(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) { test(t, measure(t, dir)) })
	}
}

var measured = map[string]*measurement{}

type measurement struct {
	*fixture.Set
	Analyzers []*analysis.Analyzer
	Findings  []fixture.Finding
}

func measure(t *testing.T, dir string) *measurement {
	t.Helper()
	if m := measured[dir]; m != nil {
		return m
	}
	set, err := fixture.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := &measurement{Set: set, Analyzers: analyzer.Suite}
	if *clientsOnly != "" {
		only := strings.Split(*clientsOnly, ",")
		m.Analyzers = slices.DeleteFunc(slices.Clone(m.Analyzers), func(a *analysis.Analyzer) bool {
			return !slices.Contains(only, a.Name)
		})
	}
	if m.Findings, err = set.Findings(m.Analyzers); err != nil {
		t.Fatal(err)
	}
	measured[dir] = m
	return m
}

// complete reports whether all analyzers run, and not on some code given by a flag.
func complete() bool { return *clientsDir == "" && *clientsOnly == "" }

// TestClients holds what the rules report against the want comments of the fixtures, both ways.
//
//	go test ./analyzer -run TestClients -clients.dir=… -clients.only=medipimstatus,medipimcode
//
// measures other client code that has such comments.
func TestClients(t *testing.T) { eachModule(t, testClients) }

func testClients(t *testing.T, m *measurement) {
	wants, err := m.Wants()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range m.Analyzers {
		names = append(names, a.Name)
	}
	result := fixture.Compare(m.Findings, wants, names)
	if !result.OK() {
		t.Errorf("%d missing, %d unexpected\n%s", len(result.Missing), len(result.Unexpected), result.Differences())
	}
	t.Logf("\n%s", result.Summary())
}

// TestMessages holds positions, messages and fixes of the findings against the goldens.
func TestMessages(t *testing.T) {
	if !complete() {
		t.Skip("part of the findings")
	}
	m := measure(t, clients)
	goldens := m.Goldens(m.Findings)
	for _, dir := range slices.Sorted(maps.Keys(goldens)) {
		if err := fixture.Golden(filepath.Join(m.Dir, dir, fixture.GoldenName), goldens[dir], *update); err != nil {
			t.Error(err)
		}
	}
}

// TestSameEveryTime analyses the fixtures again, the last package first.
func TestSameEveryTime(t *testing.T) {
	m := measure(t, clients)
	set, err := fixture.Load(clients)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(set.Packages)
	findings, err := set.Findings(m.Analyzers)
	if err != nil {
		t.Fatal(err)
	}
	first, again := m.Goldens(m.Findings), set.Goldens(findings)
	for _, dir := range slices.Sorted(maps.Keys(first)) {
		if first[dir] != again[dir] {
			t.Errorf("%s: first\n%s\nthen\n%s", dir, first[dir], again[dir])
		}
	}
}
