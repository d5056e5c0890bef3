package model

import (
	"go/ast"
	"go/types"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// Consistency reports whether b compares its value with the HTTP status of an answer: a check of
// the one against the other, which decides nothing by the body alone.
func (p *Package) Consistency(b Branch) bool {
	other := p.Origins.ResolveExpr(b.Y)
	if len(other.Body(origin.PathStatus)) > 0 {
		return false
	}
	return len(other.HTTP()) > 0 || !other.Has(origin.Body) && p.numberBeside(b.X, b.Y)
}

// numberBeside reports whether y is another number of the value that x is read from. Where a package between the
// adapter and this one makes that value, of an HTTP status that it gets as a number, no origin tells it; but with
// what else would the body's status be compared?
func (p *Package) numberBeside(x, y ast.Expr) bool {
	from, of := readFrom(x), readFrom(y)
	if from == nil || of == nil || types.ExprString(from) != types.ExprString(of) || p.Info.Types[y].Value != nil {
		return false
	}
	t, ok := p.Info.TypeOf(y).Underlying().(*types.Basic)
	return ok && t.Info()&types.IsInteger != 0
}

// readFrom returns the value that the field or getter x is read from, or nil.
func readFrom(x ast.Expr) ast.Expr {
	x = ast.Unparen(x)
	if call, ok := x.(*ast.CallExpr); ok && len(call.Args) == 0 {
		x = call.Fun
	}
	if sel, ok := x.(*ast.SelectorExpr); ok {
		return ast.Unparen(sel.X)
	}
	return nil
}
