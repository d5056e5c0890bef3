package medipimunchecked

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// closes reports whether the function closes the body of resp behind pos, and nothing that was deferred
// before does: a return at pos has to.
func closes(p *rule.Pass, path []ast.Node, pos token.Pos, resp *types.Var) bool {
	i := slices.IndexFunc(path, isFunction)
	if i < 0 {
		return false
	}
	bodies := map[types.Object]bool{} // names for the body
	isBody := func(x ast.Expr) bool {
		switch x := ast.Unparen(x).(type) {
		case *ast.Ident:
			return bodies[p.Info.ObjectOf(x)]
		case *ast.SelectorExpr:
			id, ok := ast.Unparen(x.X).(*ast.Ident)
			return ok && x.Sel.Name == "Body" && p.Info.ObjectOf(id) == types.Object(resp)
		}
		return false
	}
	isResponse := func(x ast.Expr) bool {
		id, ok := ast.Unparen(x).(*ast.Ident)
		return ok && p.Info.ObjectOf(id) == types.Object(resp)
	}
	deferred, found := false, false
	ast.Inspect(path[i], func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for j, x := range n.Rhs {
				if id, ok := n.Lhs[j].(*ast.Ident); ok && len(n.Lhs) == len(n.Rhs) && isBody(x) {
					bodies[p.Info.ObjectOf(id)] = true
				}
			}
		case *ast.DeferStmt:
			deferred = deferred || n.Pos() < pos && mentions(p, n, resp)
		case *ast.CallExpr:
			if n.Pos() < pos {
				break
			}
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Close" && isBody(sel.X) {
				found = true
			}
			if slices.ContainsFunc(n.Args, func(x ast.Expr) bool { return isBody(x) || isResponse(x) }) {
				found = found || closesOne(p, calleeOf(p, n))
			}
		}
		return true
	})
	return found && !deferred
}

// closesOne reports whether a function of the package, which is handed a response or a body, closes one.
func closesOne(p *rule.Pass, fn *types.Func) bool {
	if fn == nil {
		return false
	}
	decl := p.Decl(fn)
	found := false
	if decl != nil {
		ast.Inspect(decl.Body, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			found = found || ok && sel.Sel.Name == "Close"
			return !found
		})
	}
	return found
}
