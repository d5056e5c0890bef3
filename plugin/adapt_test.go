package plugin

import (
	"go/token"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestFixesThatReachIntoAnotherFileAreWithheld(t *testing.T) {
	fset := token.NewFileSet()
	here, there := fset.AddFile("here.go", -1, 100), fset.AddFile("there.go", -1, 100)
	report := func(edits ...token.Pos) []analysis.SuggestedFix {
		d := analysis.Diagnostic{Pos: here.Pos(10), SuggestedFixes: []analysis.SuggestedFix{{}}}
		for _, pos := range edits {
			d.SuggestedFixes[0].TextEdits = append(d.SuggestedFixes[0].TextEdits, analysis.TextEdit{Pos: pos, End: pos})
		}
		var got []analysis.SuggestedFix
		rule := &analysis.Analyzer{Run: func(pass *analysis.Pass) (any, error) {
			pass.Report(d)
			return nil, nil
		}}
		adapt(rule)
		if _, err := rule.Run(&analysis.Pass{Fset: fset, Report: func(d analysis.Diagnostic) { got = d.SuggestedFixes }}); err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := report(here.Pos(10), here.Pos(20)); len(got) != 1 {
		t.Errorf("a fix within the file: %d fixes, want 1", len(got))
	}
	if got := report(here.Pos(10), there.Pos(5)); len(got) != 0 {
		t.Errorf("a fix that reaches out: %d fixes, want none", len(got))
	}
}
