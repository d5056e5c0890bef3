package medipimretry

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A report is what the model found, and the source that it is reported on.
type report struct {
	*answer.Report
	at analysis.Range
}

// A fixer makes the fixes of one package. Each stands alone, and all of them apply together: what
// several of them need (a helper, an import, an element of a list) is the same edit in each.
type fixer struct {
	*rule.Pass
	assigned assignments
}

// fixes returns the fix of each report that has one.
func fixes(p *rule.Pass, reports []report) []*rule.Fix {
	f := &fixer{Pass: p}
	out := make([]*rule.Fix, len(reports))
	f.missing(reports, out)
	f.resty(reports, out)
	for i, r := range reports {
		if !p.Reports(r.at) || f.file(r.at.Pos()) == nil {
			continue // a fix of another report may not touch it either
		}
		switch r.Category {
		case answer.Incomplete:
			if !r.Hurried { // a 429 that is sent again at once is no better
				out[i] = f.joinAll(r)
			}
		case answer.Unrewound:
			out[i] = f.rewind(r)
		}
	}
	return out
}

// syntax returns the file of pos.
func (f *fixer) syntax(pos token.Pos) *ast.File {
	for _, file := range f.Files {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return file
		}
	}
	return nil
}

// file returns the file of pos for editing, or nil if it cannot be edited: it is generated, or not
// what was parsed.
func (f *fixer) file(pos token.Pos) *edit.File {
	syntax := f.syntax(pos)
	if syntax == nil || ast.IsGenerated(syntax) {
		return nil
	}
	file, err := f.EditFile(pos)
	if err != nil {
		return nil
	}
	return file
}

// around returns the syntax from the node that spans pos to end upwards.
func (f *fixer) around(pos, end token.Pos) []ast.Node {
	syntax := f.syntax(pos)
	if syntax == nil {
		return nil
	}
	path := edit.Path(syntax, pos, end)
	return path
}
