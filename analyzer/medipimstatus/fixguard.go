package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
)

// dropGuard takes the test from a condition that there is a status in the body at all:
//
//	if s, ok := e["status"].(float64); ok && s == 404
//
// The HTTP status is always there. The test stays where something else depends on it.
func (f *fixer) dropGuard(pl *plan) {
	id, ok := ast.Unparen(pl.at).(*ast.Ident)
	if !ok || pl.after == nil {
		return
	}
	for _, s := range successes {
		if pl.after(s) && f.canBe(pl, s) {
			return // it kept success out
		}
	}
	v := f.variable(id)
	if v == nil || len(pl.file.Uses(v)) != 1 {
		return
	}
	path := edit.Path(pl.file.Syntax, v.Pos(), v.Pos())
	var set *ast.AssignStmt
	for _, n := range path {
		if a, ok := n.(*ast.AssignStmt); ok {
			set = a
			break
		}
	}
	if set == nil || len(set.Lhs) != 2 || len(set.Rhs) != 1 || !f.isParse(set.Rhs[0]) {
		return
	}
	second, ok := set.Lhs[1].(*ast.Ident)
	if !ok {
		return
	}
	test := f.Info.Defs[second]
	if test == nil || len(pl.file.Uses(test)) != 1 {
		return
	}
	// The test is an operand of the && chain that the comparison ends.
	use := pl.file.Uses(test)[0]
	for _, n := range pl.path {
		and, ok := n.(*ast.BinaryExpr)
		if !ok || and.Op != token.LAND || and.X.End() > pl.Node.Pos() {
			continue
		}
		term, left := and.X, ast.Expr(nil)
		if chain, ok := term.(*ast.BinaryExpr); ok && chain.Op == token.LAND {
			term, left = chain.Y, chain.X
		}
		if !f.isTest(term, use) {
			continue
		}
		switch {
		case left == nil:
			ok = pl.cut(and.X.Pos(), and.Y.Pos(), "")
		default:
			ok = pl.cut(left.End(), term.End(), "")
		}
		if ok {
			pl.drop(term)
			pl.guard = term
		}
		return
	}
}

// isParse reports whether x, with two results, asks whether a value is a number: an assertion, a
// look into a map, a conversion of text.
func (f *fixer) isParse(x ast.Expr) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.TypeAssertExpr:
		return f.droppable(x.X)
	case *ast.IndexExpr:
		return f.droppable(x.X)
	case *ast.CallExpr:
		fn := f.Called(x)
		return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "strconv" || fn.Pkg().Path() == "encoding/json") && f.droppable(x)
	}
	return false
}

// isTest reports whether x is "ok" or "err == nil", of the variable that use names.
func (f *fixer) isTest(x ast.Expr, use *ast.Ident) bool {
	x = ast.Unparen(x)
	if x == ast.Expr(use) {
		return types.Identical(f.Info.TypeOf(use), types.Typ[types.Bool])
	}
	cmp, ok := x.(*ast.BinaryExpr)
	return ok && cmp.Op == token.EQL && cmp.X == ast.Expr(use) && f.Info.Types[cmp.Y].IsNil()
}
