package analyzer_test

import (
	"flag"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

const clients = "../testdata/clients"

var (
	update      = flag.Bool("update", false, "rewrite the golden files of the fixtures")
	clientsDir  = flag.String("clients.dir", clients, "`folder` of the module of fixtures to measure; another than the project's has no goldens")
	clientsOnly = flag.String("clients.only", "", "comma-separated `analyzers` to measure (default all)")
)

// measured is the module of fixtures, loaded and analysed once for all tests.
var measured = sync.OnceValues(func() (*measurement, error) {
	set, err := fixture.Load(*clientsDir)
	if err != nil {
		return nil, err
	}
	m := &measurement{Set: set, Analyzers: analyzer.Suite}
	if *clientsOnly != "" {
		only := strings.Split(*clientsOnly, ",")
		m.Analyzers = slices.DeleteFunc(slices.Clone(m.Analyzers), func(a *analysis.Analyzer) bool {
			return !slices.Contains(only, a.Name)
		})
	}
	m.Findings, err = set.Findings(m.Analyzers)
	return m, err
})

type measurement struct {
	*fixture.Set
	Analyzers []*analysis.Analyzer
	Findings  []fixture.Finding
}

func measure(t *testing.T) *measurement {
	t.Helper()
	m, err := measured()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// complete reports whether all analyzers run over the project's own fixtures, which have goldens.
func complete() bool { return *clientsDir == clients && *clientsOnly == "" }

// TestClients holds what the rules report against the want comments of the fixtures, both ways.
//
//	go test ./analyzer -run TestClients -clients.dir=… -clients.only=medipimstatus,medipimcode
//
// measures other client code that has such comments.
func TestClients(t *testing.T) {
	m := measure(t)
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
	m := measure(t)
	goldens := m.Goldens(m.Findings)
	for _, dir := range slices.Sorted(maps.Keys(goldens)) {
		if err := fixture.Golden(filepath.Join(m.Dir, dir, fixture.GoldenName), goldens[dir], *update); err != nil {
			t.Error(err)
		}
	}
}

// TestSameEveryTime analyses the fixtures again, the last package first.
func TestSameEveryTime(t *testing.T) {
	m := measure(t)
	set, err := fixture.Load(*clientsDir)
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
