package model

import (
	"go/ast"
	"go/token"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/scope"
)

// InScope reports whether the package is Medipim client code, or uses some.
func (p *Package) InScope() bool { return p.Scope != scope.None || p.Uses }

// Carrier returns the smallest expression in x that holds a value as is says: inside conversions,
// arithmetic, and calls that only pass a value on.
func (p *Package) Carrier(x ast.Expr, is func(origin.Set) bool) ast.Expr {
	for {
		inner := p.inner(x, is)
		if inner == nil {
			return x
		}
		x = inner
	}
}

func (p *Package) inner(x ast.Expr, is func(origin.Set) bool) ast.Expr {
	holds := func(y ast.Expr) ast.Expr {
		if is(p.Origins.Expr(y)) {
			return y
		}
		return nil
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return x.X
	case *ast.UnaryExpr:
		if x.Op != token.ARROW && x.Op != token.AND {
			return holds(x.X)
		}
	case *ast.IndexExpr: // a text that is looked up by it
		if x.Index != nil && isText(p.Info.TypeOf(x)) && !isText(p.Info.TypeOf(x.Index)) {
			return holds(x.Index)
		}
	case *ast.BinaryExpr:
		if y := holds(x.X); y != nil {
			return y
		}
		return holds(x.Y)
	case *ast.CallExpr:
		if p.Info.Types[x.Fun].IsType() && len(x.Args) == 1 {
			return holds(x.Args[0])
		}
		if fn := p.Called(x); fn != nil && fn.Pkg() != nil && fn.Pkg() != p.pass.Pkg && len(p.Origins.CalleesAt(x)) == 0 {
			for _, arg := range x.Args {
				if y := holds(arg); y != nil {
					return y
				}
			}
		}
	}
	return nil
}
