package medipimretry

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// failure joins 429 to a test of the send's error: an answer has come then, whose status is at hand.
func (j *joiner) failure(x *ast.BinaryExpr, err ast.Expr) *analysis.SuggestedFix {
	id, ok := ast.Unparen(err).(*ast.Ident)
	if !ok {
		return nil
	}
	status := j.statusBeside(id)
	if status == "" {
		return nil
	}
	switch {
	case x.Op == token.NEQ && !j.needsError(x, id):
		return j.put(x, token.LOR, "", " || "+status+" == "+j.statusName())
	case x.Op == token.EQL && !j.needsError(x, id):
		return j.put(x, token.LAND, "", " && "+status+" != "+j.statusName())
	}
	return nil
}

// statusBeside returns the status of the response that came together with an error, as the source
// writes it: resp.StatusCode after resp, err := c.Do(req). It is "" if that cannot be told.
func (j *joiner) statusBeside(err *ast.Ident) string {
	obj := j.Info.ObjectOf(err)
	var last *ast.AssignStmt
	for _, n := range j.around(err.Pos(), err.End()) {
		body, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(body, func(n ast.Node) bool {
			s, ok := n.(*ast.AssignStmt)
			if !ok || s.Pos() > err.Pos() {
				return true
			}
			for _, to := range s.Lhs {
				if j.object(to) == obj {
					last = s
				}
			}
			return true
		})
	}
	if obj == nil || last == nil || len(last.Lhs) != 2 || len(last.Rhs) != 1 || j.object(last.Lhs[1]) != obj {
		return ""
	}
	resp, ok := last.Lhs[0].(*ast.Ident)
	if !ok || resp.Name == "_" {
		return ""
	}
	v := j.Info.ObjectOf(resp)
	inner := j.Pass.Pkg.Scope().Innermost(err.Pos())
	if inner == nil {
		return ""
	}
	if _, found := inner.LookupParent(resp.Name, err.Pos()); found != v {
		return "" // shadowed
	}
	field, _, _ := types.LookupFieldOrMethod(v.Type(), true, j.Pass.Pkg, "StatusCode")
	switch field := field.(type) {
	case *types.Var:
		return resp.Name + ".StatusCode"
	case *types.Func:
		if field.Signature().Params().Len() == 0 {
			return resp.Name + ".StatusCode()"
		}
	}
	return ""
}

// needsError reports whether code that runs after the test x takes the error for one: other than in a
// test of its own it may not be nil there. A 429 has none.
func (j *joiner) needsError(x *ast.BinaryExpr, err *ast.Ident) bool {
	obj := j.Info.ObjectOf(err)
	needs := false
	path := j.around(x.Pos(), x.End())
	var fn ast.Node
	for _, n := range path {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			if fn == nil {
				fn = n
			}
		}
	}
	if fn == nil {
		return true
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			// if err != nil { … }: whatever it does, there is one.
			if b, ok := n.Cond.(*ast.BinaryExpr); ok && b != x && b.Op == token.NEQ && j.object(b.X) == obj && j.Info.Types[b.Y].IsNil() {
				if n.Init != nil {
					ast.Inspect(n.Init, func(ast.Node) bool { return true })
				}
				return n.Else != nil
			}
		case *ast.AssignStmt:
			for _, y := range n.Rhs {
				needs = needs || j.mentions(y, obj)
			}
			return false
		case *ast.BinaryExpr:
			return n != x
		case *ast.Ident:
			if j.Info.Uses[n] == obj && n.Pos() > x.End() {
				needs = true
			}
		}
		return true
	})
	return needs
}

// mentions reports whether x uses obj.
func (j *joiner) mentions(x ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && j.Info.Uses[id] == obj {
			found = true
		}
		return !found
	})
	return found
}
