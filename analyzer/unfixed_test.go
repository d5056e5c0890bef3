package analyzer_test

import (
	"path/filepath"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// TestUnfixed holds the findings without a fix against the lists that say why there is none: a fix
// that is lost turns it red.
func TestUnfixed(t *testing.T) { eachModule(t, testUnfixed) }

func testUnfixed(t *testing.T, m *measurement) {
	if !complete() {
		t.Skip("part of the findings")
	}
	if err := fixture.GoldenUnfixed(filepath.Join(m.Dir, fixture.UnfixedName), m.Unfixed(m.Findings), *update); err != nil {
		t.Error(err)
	}
}
