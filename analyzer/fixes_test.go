package analyzer_test

import (
	"os"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// TestFixesAlone applies each fix of the fixtures by itself.
func TestFixesAlone(t *testing.T) { eachModule(t, testFixesAlone) }

func testFixesAlone(t *testing.T, m *measurement) {
	if err := m.CheckAlone(m.Findings, fixture.Fixable(m.Findings), m.Analyzers, t.TempDir()); err != nil {
		t.Error(err)
	}
}

// TestFixesTogether applies all fixes of the fixtures in one pass: the result is formatted, passes go
// vet, has nothing left to fix, and is the one in the goldens.
func TestFixesTogether(t *testing.T) { eachModule(t, testFixesTogether) }

func testFixesTogether(t *testing.T, m *measurement) {
	fixable := fixture.Fixable(m.Findings)
	contents, err := m.Apply(fixable)
	if err != nil {
		t.Error(err) // the packages without conflicts are checked all the same
	}
	for name, content := range contents {
		before, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := fixture.CheckFormat(before, content); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if complete() && m == measured[clients] {
		goldenResults(t, m, contents)
	}

	dir := t.TempDir()
	if err := m.Copy(dir, contents); err != nil {
		t.Fatal(err)
	}
	set, err := fixture.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	after, err := set.Findings(m.Analyzers)
	if err != nil {
		t.Fatal(err)
	}
	if err := fixture.Leftover(m.Findings, fixable, after); err != nil {
		t.Error(err)
	}
	for _, f := range fixture.Fixable(after) {
		t.Errorf("fixable after all fixes: %s", &f)
	}
	if testing.Short() {
		return // go vet builds the module
	}
	if err := fixture.Vet(dir); err != nil {
		t.Error(err)
	}
}

// goldenResults compares each changed file with its golden beside it. A golden of a file that no fix
// changes is left over from an earlier one.
func goldenResults(t *testing.T, m *measurement, contents map[string][]byte) {
	for _, pkg := range m.Packages {
		for _, name := range pkg.GoFiles {
			if err := fixture.Golden(name+".golden", string(contents[name]), *update); err != nil {
				t.Error(err)
			}
		}
	}
}
