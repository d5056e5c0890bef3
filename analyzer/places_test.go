package analyzer_test

import (
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// TestPlaces puts a client for each fix into each awkward place: it is reported there, and the fixes stand, alone and
// together. Which cells have a fix, and what the reports of the others say to do, is in the golden.
func TestPlaces(t *testing.T) {
	if !complete() {
		t.Skip("part of the findings")
	}
	dir := t.TempDir()
	cells := writePlaces(t, dir)
	set, err := fixture.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := set.Findings(analyzer.Suite)
	if err != nil {
		t.Fatal(err)
	}
	m := &measurement{Set: set, Analyzers: analyzer.Suite, Findings: findings}
	if err := fixture.Golden("../testdata/places.golden", tabulate(t, cells, findings), *update); err != nil {
		t.Error(err)
	}
	t.Run("alone", func(t *testing.T) { testFixesAlone(t, m) })
	t.Run("together", func(t *testing.T) { testFixesTogether(t, m) })
	t.Run("comments", func(t *testing.T) { testCommentsStay(t, m) })
}

// writePlaces writes a module with a package for each client in each place, and returns the folders by place and client.
func writePlaces(t *testing.T, dir string) map[[2]string]string {
	t.Helper()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/medipim\n\ngo 1.26\n")
	cells := map[[2]string]string{}
	for _, p := range awkwardPlaces {
		for _, c := range placedClients {
			files, err := p.make(c)
			if err != nil {
				t.Fatal(err)
			}
			if files == nil {
				continue
			}
			cell := folder(p.name) + "/" + c.name
			cells[[2]string{p.name, c.name}] = cell
			for name, text := range files {
				write(cell+"/"+name, text)
			}
		}
	}
	return cells
}

// folder makes a name of a folder of the name of a place.
func folder(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		case r == ' ':
			return '_'
		}
		return -1
	}, name)
}

// tabulate returns a line for each place and a column for each client: whether the report there carries a fix. The
// messages of those that do not are below.
func tabulate(t *testing.T, cells map[[2]string]string, findings []fixture.Finding) string {
	var table, told strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "place")
	for _, c := range placedClients {
		fmt.Fprintf(w, "\t%s", c.name)
	}
	fmt.Fprintln(w)
	for _, p := range awkwardPlaces {
		fmt.Fprint(w, p.name)
		for _, c := range placedClients {
			dir, ok := cells[[2]string{p.name, c.name}]
			if !ok {
				fmt.Fprint(w, "\t-")
				continue
			}
			fixed, all := 0, 0
			for _, f := range findings {
				if !strings.HasPrefix(f.File, dir+"/") || f.Rule() != c.rule {
					continue
				}
				all++
				if len(f.Fixes) > 0 {
					fixed++
				} else if !slices.Contains(unfixing, c.name) {
					fmt.Fprintf(&told, "%s, %s: %s\n", p.name, c.name, f.Message)
				}
			}
			switch {
			case all == 0:
				t.Errorf("%s: no %s is reported", dir, c.rule)
				fmt.Fprint(w, "\t?")
			case fixed == all:
				fmt.Fprint(w, "\tfixed")
			case fixed == 0:
				fmt.Fprint(w, "\ttold")
			default:
				fmt.Fprintf(w, "\t%d of %d fixed", fixed, all)
			}
		}
		fmt.Fprintln(w)
	}
	w.Flush()
	return table.String() + "\n" + told.String()
}

// unfixing are the clients of rules that have no fix.
var unfixing = []string{"pair"}

// testCommentsStay holds the comments of the files that all fixes change against those of the result.
func testCommentsStay(t *testing.T, m *measurement) {
	contents, err := m.Apply(fixture.Fixable(m.Findings))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range contents {
		before, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		count := map[string]int{}
		for _, c := range commentsOf(before) {
			count[c]++
		}
		for _, c := range commentsOf(content) {
			count[c]--
		}
		for c, n := range count {
			if n > 0 {
				t.Errorf("%s: %d of %q are lost:\n%s", name, n, c, content)
			}
		}
	}
}

func commentsOf(src []byte) []string {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(src)), src, nil, scanner.ScanComments)
	var out []string
	for {
		_, tok, lit := s.Scan()
		switch tok {
		case token.EOF:
			return out
		case token.COMMENT:
			out = append(out, lit)
		}
	}
}
