package rule

import (
	"fmt"
	"go/ast"
	"go/token"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// EditFile returns the file that pos stands in, for editing. It is an error if the source is not what
// was parsed: what cgo rewrote cannot be edited.
func (p *Pass) EditFile(pos token.Pos) (*edit.File, error) {
	syntax := p.Syntax(pos)
	if syntax == nil {
		return nil, fmt.Errorf("no file at this position")
	}
	if f, ok := p.edits[syntax]; ok {
		return f, nil
	}
	src, err := p.ReadFile(p.Fset.File(syntax.FileStart).Name())
	if err != nil {
		return nil, err
	}
	f, err := edit.New(p.Fset, syntax, p.Pkg, p.Info, src)
	if err != nil {
		return nil, err
	}
	f.Pure = func(call *ast.CallExpr) bool { return p.OnlyReads(call, false) }
	if p.edits == nil {
		p.edits = map[*ast.File]*edit.File{}
	}
	p.edits[syntax] = f
	return f, nil
}
