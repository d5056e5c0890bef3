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
	taken  bool     // the field's address is taken, it is counted up, or a field in it is set
	within ast.Expr // what a field in it is set to, if that is all that is done
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
	if f.written == nil {
		f.written = map[*types.Named][]write{}
		f.noteWrites()
	}
	return f.written[named]
}

// noteWrites finds the writes to fields of the package's own types.
func (f *fixer) noteWrites() {
	note := func(named *types.Named, w write) { f.written[named] = append(f.written[named], w) }
	field := func(x ast.Expr) (*ast.SelectorExpr, *types.Named) {
		if addr := dereferenced(x); addr != nil {
			x = addr.X
		}
		sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
		if !ok {
			return nil, nil
		}
		selection := f.Info.Selections[sel]
		if selection == nil || selection.Kind() != types.FieldVal {
			return nil, nil
		}
		t := selection.Recv()
		for _, i := range selection.Index()[:len(selection.Index())-1] {
			st, ok := structUnder(t)
			if !ok {
				return nil, nil
			}
			t = st.Field(i).Type()
		}
		return sel, f.own(t)
	}
	// The structs that x, which is written to, is a field in: something in their fields is set.
	inside := func(x, to ast.Expr) {
		for {
			sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
			if !ok {
				return
			}
			if outer, named := field(sel.X); named != nil {
				note(named, write{lhs: outer, taken: true, within: to})
			}
			x = sel.X
		}
	}
	read := map[*ast.UnaryExpr]bool{} // addresses that nothing keeps
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if t := f.Info.TypeOf(n); t != nil {
					if named := f.own(t); named != nil {
						note(named, write{lit: n, st: named.Underlying().(*types.Struct)})
					}
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					var rhs ast.Expr
					if len(n.Lhs) == len(n.Rhs) {
						rhs = n.Rhs[i]
					}
					if sel, named := field(lhs); named != nil {
						note(named, write{assign: n, lhs: sel, rhs: rhs, taken: n.Tok != token.ASSIGN})
					}
					inside(lhs, rhs)
				}
			case *ast.IncDecStmt:
				if sel, named := field(n.X); named != nil {
					note(named, write{lhs: sel, taken: true})
				}
			case *ast.StarExpr:
				if addr := dereferenced(n); addr != nil {
					read[addr] = true
				}
			case *ast.UnaryExpr:
				if sel, named := field(n.X); named != nil && n.Op == token.AND && !read[n] {
					note(named, write{lhs: sel, taken: true})
				}
			case *ast.RangeStmt:
				for _, x := range []ast.Expr{n.Key, n.Value} {
					if x != nil {
						if sel, named := field(x); named != nil {
							note(named, write{lhs: sel, taken: true})
						}
					}
				}
			}
			return true
		})
	}
}

// dereferenced returns &x of *&x, nil if x is something else.
func dereferenced(x ast.Expr) *ast.UnaryExpr {
	if star, ok := ast.Unparen(x).(*ast.StarExpr); ok {
		if addr, ok := ast.Unparen(star.X).(*ast.UnaryExpr); ok && addr.Op == token.AND {
			return addr
		}
	}
	return nil
}
