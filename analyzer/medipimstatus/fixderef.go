package medipimstatus

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
)

// staysSet reports whether nothing follows a pointer to the body's status that a test for nil was meant for, once
// that test asks for the HTTP status: what reads it for another branch has a fix as well, which is made with this one.
//
//	if e.Status != nil { log.Print(*e.Status) }
func (f *fixer) staysSet(pl *plan, plans []*plan) bool {
	decl := f.enclosing(pl.at.Pos())
	if pl.Kind != model.Compare || decl == nil || !f.Info.Types[pl.Y].IsNil() {
		return true
	}
	ok := true
	pointer := types.ExprString(ast.Unparen(pl.X))
	ast.Inspect(decl, func(n ast.Node) bool {
		star, isStar := n.(*ast.StarExpr)
		if !isStar || star.Pos() < pl.Node.End() || types.ExprString(ast.Unparen(star.X)) != pointer || !f.Info.Types[star].IsValue() {
			return true
		}
		for _, x := range f.reads(pl, star, nil) {
			i := slices.IndexFunc(plans, func(other *plan) bool {
				return other != pl && other.at.Pos() <= x.Pos() && x.End() <= other.at.End()
			})
			switch {
			case i < 0:
				ok = false
			case !slices.Contains(pl.with, plans[i]):
				pl.with = append(pl.with, plans[i])
			}
		}
		return true
	})
	return ok
}

// reads returns where x, the value behind a pointer, is read: there, or where the variable is that it is put into, and
// so on.
func (f *fixer) reads(pl *plan, x ast.Expr, through []*types.Var) []ast.Expr {
	var to ast.Expr
	switch set := f.pathTo(x)[1].(type) {
	case *ast.AssignStmt:
		if len(set.Lhs) == 1 {
			to = set.Lhs[0]
		}
	case *ast.ValueSpec:
		if len(set.Names) == 1 {
			to = set.Names[0]
		}
	}
	v := f.variable(to)
	if v == nil || v.IsField() || v.Parent() == f.Pass.Pkg.Scope() || slices.Contains(through, v) {
		return []ast.Expr{x}
	}
	var out []ast.Expr
	for _, use := range pl.file.Uses(v) {
		if use != to {
			out = append(out, f.reads(pl, use, append(slices.Clip(through), v))...)
		}
	}
	return out
}
