package analyzer_test

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer"
	"github.com/medipimlint/medipimlint/analyzer/internal/fixture"
)

// Bazel's nogo (rules_go, go/tools/builders/nogo_main.go) hands a pass to the rules that has no ReadFile, no
// module and no versions of files. They find and repair the same with it.
func TestPassOfNogo(t *testing.T) {
	set, err := fixture.Load("../testdata/demo")
	if err != nil {
		t.Fatal(err)
	}
	found := func(suite []*analysis.Analyzer) []string {
		findings, err := set.Findings(suite)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, f := range findings {
			text := f.String()
			for _, fix := range f.Fixes {
				for _, e := range fix.TextEdits {
					text += fmt.Sprintf("\n\t%d-%d %q", e.Pos, e.End, e.NewText)
				}
			}
			all = append(all, text)
		}
		return all
	}
	want := found(analyzer.New(analyzer.Settings{}))
	if len(want) == 0 {
		t.Fatal("the demo has no findings")
	}

	suite := analyzer.New(analyzer.Settings{})
	shared := suite[0].Requires[0]
	for _, a := range append(slices.Clone(suite), shared, shared.Requires[0]) {
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			spare, info := *pass, *pass.TypesInfo
			info.FileVersions = nil
			spare.ReadFile, spare.Module, spare.TypesInfo = nil, nil, &info
			return run(&spare)
		}
	}
	if got := found(suite); !slices.Equal(got, want) {
		t.Errorf("with what nogo hands over:\n%q\nwant:\n%q", got, want)
	}
}
