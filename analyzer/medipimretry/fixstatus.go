package medipimretry

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// isStatus reports whether a value is the status of an answer, as it is, and not what was computed from it before.
func isStatus(set origin.Set) bool {
	status := append(set.HTTP(), set.Body(origin.PathStatus)...)
	return len(status) > 0 && !slices.ContainsFunc(status, func(o origin.Origin) bool { return o.Part })
}

// computes reports whether a number in x is computed from the status of an answer: its class, or what it was made.
func (j *joiner) computes(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		y, ok := n.(ast.Expr)
		if !ok || found {
			return !found
		}
		tv := j.Info.Types[y]
		if b, isBasic := tv.Type.(*types.Basic); isBasic && tv.IsValue() && tv.Value == nil && b.Info()&types.IsInteger != 0 {
			set := j.Origins.ResolveExpr(y)
			found = (len(set.HTTP()) > 0 || len(set.Body(origin.PathStatus)) > 0) && !isStatus(set)
		}
		return !found
	})
	return found
}
