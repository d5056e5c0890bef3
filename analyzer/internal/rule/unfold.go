package rule

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// unfold adds to the fixes what gofmt would do to functions that get too long for one line.
func (p *Pass) unfold() {
	fixed := map[*ast.File][]int{} // by file, the findings with a fix there
	for i, f := range p.findings {
		if f.Fix == nil {
			continue
		}
		seen := map[*ast.File]bool{}
		for _, e := range f.Fix.TextEdits {
			if file := p.Syntax(e.Pos); file != nil && !seen[file] {
				seen[file] = true
				fixed[file] = append(fixed[file], i)
			}
		}
	}
	for _, syntax := range p.Files {
		indexes := fixed[syntax]
		if len(indexes) == 0 {
			continue
		}
		file, err := p.EditFile(syntax.FileStart)
		if err != nil {
			continue
		}
		fixes := make([][]analysis.TextEdit, len(indexes))
		for i, n := range indexes {
			fixes[i] = p.findings[n].Fix.TextEdits
		}
		for i, edits := range file.Unfold(fixes) {
			if len(edits) == 0 {
				continue
			}
			merged, err := edit.Merge(fixes[i], edits)
			if err != nil {
				continue
			}
			fix := *p.findings[indexes[i]].Fix
			fix.TextEdits = merged
			p.findings[indexes[i]].Fix = &fix
		}
	}
}
