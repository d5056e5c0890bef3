package rule

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// Syntax returns the file of pos, or nil.
func (p *Pass) Syntax(pos token.Pos) *ast.File {
	for _, f := range p.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// Enclosing returns the nodes around a position, innermost first.
func (p *Pass) Enclosing(pos token.Pos) []ast.Node {
	file := p.Syntax(pos)
	if file == nil {
		return nil
	}
	path := edit.Path(file, pos, pos)
	return path
}

// Visible reports whether the name of v means v at pos.
func (p *Pass) Visible(v *types.Var, pos token.Pos) bool {
	scope := p.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(v.Name(), pos)
	return obj == types.Object(v)
}

// Decl returns the declaration, with a body, of a function of the package; nil if there is none.
func (p *Pass) Decl(fn *types.Func) *ast.FuncDecl {
	if p.decls == nil {
		p.decls = map[types.Object]*ast.FuncDecl{}
		for _, file := range p.Files {
			for _, decl := range file.Decls {
				if d, ok := decl.(*ast.FuncDecl); ok && d.Body != nil {
					p.decls[p.Info.Defs[d.Name]] = d
				}
			}
		}
	}
	return p.decls[fn]
}
