package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// isSetIn reports whether the function around pos sets the holder's field of target itself, in a literal or by
// an assignment, whenever it comes to pos.
func (f *fixer) isSetIn(h *holder, target string, pos token.Pos) bool {
	decl := f.enclosing(pos)
	return decl != nil && slices.ContainsFunc(f.writes(h.named), func(w write) bool {
		if !w.sets(h.field) || w.taken || f.enclosing(w.node().Pos()) != decl {
			return false
		}
		path := f.pathTo(w.node())
		root, text := f.target(w, path)
		return root != nil && text == target && f.Visible(root, pos) && isPassed(path, pos, root.Name())
	})
}

// node returns what a write is in the source.
func (w write) node() ast.Expr {
	if w.lit != nil {
		return w.lit
	}
	return w.lhs
}

// target returns the value whose field a write sets, as the source names it, and the variable that the name
// starts from: nil for a value without a name. path leads upwards from the write.
func (f *fixer) target(w write, path []ast.Node) (root *types.Var, text string) {
	if w.lit == nil {
		x := w.lhs.X
		for {
			sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
			if !ok {
				return f.variable(x), types.ExprString(w.lhs.X)
			}
			x = sel.X
		}
	}
	var value ast.Node = w.lit
	for _, n := range path[1:] {
		switch n := n.(type) {
		case *ast.ParenExpr:
			value = n
			continue
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				value = n
				continue
			}
		case *ast.AssignStmt:
			if i := slices.IndexFunc(n.Rhs, func(x ast.Expr) bool { return x == value }); i >= 0 && len(n.Lhs) == len(n.Rhs) {
				return f.variable(n.Lhs[i]), types.ExprString(n.Lhs[i])
			}
		case *ast.ValueSpec:
			if i := slices.IndexFunc(n.Values, func(x ast.Expr) bool { return x == value }); i >= 0 && len(n.Names) == len(n.Values) {
				return f.variable(n.Names[i]), n.Names[i].Name
			}
		}
		break
	}
	return nil, ""
}

// isPassed reports whether the statement that path leads up from is run whenever control comes to pos: before
// it, or after it with no way out between that hands on the variable of a name.
func isPassed(path []ast.Node, pos token.Pos, name string) bool {
	var list ast.Node
	for _, n := range path {
		switch n.(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.IfStmt, *ast.SwitchStmt:
			list = n
		}
		if list != nil {
			break
		}
	}
	if list == nil || pos < list.Pos() || list.End() <= pos {
		return false
	}
	leaves := false
	if path[0].Pos() > pos {
		ast.Inspect(list, func(n ast.Node) bool {
			if ret, ok := n.(*ast.ReturnStmt); ok && pos < ret.Pos() && ret.Pos() < path[0].Pos() {
				leaves = leaves || len(ret.Results) == 0 || mentions(ret, name)
			}
			return !leaves
		})
	}
	return !leaves
}
