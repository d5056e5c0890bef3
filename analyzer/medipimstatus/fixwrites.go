package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A write is where the source sets fields of a type: a composite literal, or an assignment.
type write struct {
	lit    *ast.CompositeLit
	st     *types.Struct
	assign *ast.AssignStmt
	lhs    *ast.SelectorExpr
	rhs    ast.Expr // nil if it is one result of several
	path   []ast.Node
	taken  bool // the field's address is taken, or it is counted up
}

// value returns what a write sets the field to, or nil.
func (w write) value(name string) ast.Expr {
	if w.lit == nil {
		if w.lhs.Sel.Name == name {
			return w.rhs
		}
		return nil
	}
	for i, elt := range w.lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == name {
				return kv.Value
			}
		} else if w.st.Field(i).Name() == name {
			return elt
		}
	}
	return nil
}

// sets reports whether a write sets the field.
func (w write) sets(name string) bool {
	return w.lit == nil && w.lhs.Sel.Name == name || w.value(name) != nil
}

// writes returns the writes to fields of a type, in source order.
func (f *fixer) writes(named *types.Named) []write {
	if ws, ok := f.written[named]; ok {
		return ws
	}
	var out []write
	field := func(x ast.Expr) *ast.SelectorExpr {
		sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		selection := f.Info.Selections[sel]
		if selection == nil || selection.Kind() != types.FieldVal {
			return nil
		}
		t := selection.Recv()
		for _, i := range selection.Index()[:len(selection.Index())-1] {
			st, ok := structUnder(t)
			if !ok {
				return nil
			}
			t = st.Field(i).Type()
		}
		if f.own(t) != named {
			return nil
		}
		return sel
	}
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if t := f.Info.TypeOf(n); t != nil && f.own(t) == named {
					out = append(out, write{lit: n, st: named.Underlying().(*types.Struct)})
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if sel := field(lhs); sel != nil {
						w := write{assign: n, lhs: sel, taken: n.Tok != token.ASSIGN}
						if len(n.Lhs) == len(n.Rhs) {
							w.rhs = n.Rhs[i]
						}
						out = append(out, w)
					}
				}
			case *ast.IncDecStmt:
				if sel := field(n.X); sel != nil {
					out = append(out, write{lhs: sel, taken: true})
				}
			case *ast.UnaryExpr:
				if sel := field(n.X); sel != nil && n.Op == token.AND {
					out = append(out, write{lhs: sel, taken: true})
				}
			case *ast.RangeStmt:
				for _, x := range []ast.Expr{n.Key, n.Value} {
					if x != nil {
						if sel := field(x); sel != nil {
							out = append(out, write{lhs: sel, taken: true})
						}
					}
				}
			}
			return true
		})
	}
	f.written[named] = out
	return out
}
