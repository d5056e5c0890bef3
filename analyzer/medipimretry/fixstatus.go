package medipimretry

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
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

// tested returns what a new test for 429 compares where the condition compares x, and with what: x itself, but the
// status of the response in the place of one that came in its body, if a variable holds the response there.
func (j *joiner) tested(x ast.Expr) (status, name string) {
	var body origin.Set
	for _, v := range j.Origins.Values(x) {
		body = append(body, j.Origins.Here(v).Body(origin.PathStatus)...)
	}
	if len(body) == 0 || slices.ContainsFunc(body, func(o origin.Origin) bool { return o.Answer == nil || o.Answer != body[0].Answer }) {
		return j.file.Text(x), j.name(x)
	}
	var last *ast.Ident // the nearest before x
	for id, obj := range j.Info.Uses {
		v, ok := obj.(*types.Var)
		if !ok || v.IsField() || !send.IsHTTPResponse(v.Type()) || id.Pos() >= x.Pos() || !j.Visible(v, x.Pos()) {
			continue
		}
		if last == nil || last.Pos() < id.Pos() {
			last = id
		}
	}
	if last == nil || !slices.Contains(j.Origins.Values(last), body[0].Answer) {
		return j.file.Text(x), j.name(x)
	}
	j.kept = append(j.kept, j.Info.Uses[last])
	return last.Name + ".StatusCode", j.statusName()
}
