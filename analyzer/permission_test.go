package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// TestPermission holds that resty v3 is allowed to send a request twice only where it does not by itself: a POST.
func TestPermission(t *testing.T) {
	if !complete() {
		t.Skip("part of the findings")
	}
	m := measure(t, libraries)
	name := filepath.Join("clients", "medipim", "restyv3", "library.go")
	source, err := os.ReadFile(filepath.Join(libraries, name))
	if err != nil {
		t.Fatal(err)
	}
	for function, wanted := range map[string]bool{"findWithoutCondition": false, "withoutPermission": true} {
		before, _, found := strings.Cut(string(source), "\nfunc "+function+"(")
		line := strings.Count(before, "\n") + 3 // the constructor stands on the first line of each
		checked := false
		for _, f := range fixture.Fixable(m.Findings) {
			if !found || !strings.HasSuffix(f.Pos.Filename, name) || f.Pos.Line != line {
				continue
			}
			checked = true
			text := ""
			for _, e := range f.Fixes[0].TextEdits {
				text += string(e.NewText)
			}
			if has := strings.Contains(text, "AllowNonIdempotent"); has != wanted {
				t.Errorf("%s: the fix gives the permission: %v, want %v", &f, has, wanted)
			}
		}
		if !checked {
			t.Errorf("no fix in %s", function)
		}
	}
}
