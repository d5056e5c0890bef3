package medipimstatus

import (
	"go/ast"
	"go/types"
	"slices"
)

// carried is how a value travelled to where it is read: in a field of one of the package's types.
type carried struct {
	base  ast.Expr     // the struct, or a pointer to it
	text  string       // its source, or as much of it as is left of an implicit field
	named *types.Named // its type
	way   []string     // the fields from there to the body's status
	v     *types.Var   // the variable that base starts from, if x is a copy of the field
}

// carriers returns the ways to read x as a field of one of the package's types, the innermost type
// first.
func (f *fixer) carriers(x ast.Expr) []carried {
	switch x := ast.Unparen(x).(type) {
	case *ast.StarExpr:
		if addr := dereferenced(x); addr != nil {
			return f.carriers(addr.X)
		}
		return f.carriers(x.X)
	case *ast.CallExpr:
		return f.throughGetter(x)
	case *ast.SelectorExpr:
		return f.throughFields(x)
	case *ast.Ident:
		return f.throughCopy(x)
	}
	return nil
}

// throughFields splits x.y.z after each struct of a type of the package.
func (f *fixer) throughFields(x *ast.SelectorExpr) []carried {
	var out []carried
	var way []string
	var e ast.Expr = x
	for {
		sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
		if !ok {
			return out
		}
		selection := f.Info.Selections[sel]
		if selection == nil || selection.Kind() != types.FieldVal {
			return out
		}
		// The fields that sel names, embedded ones included, from its left side on.
		var fields []*types.Var
		t := f.Info.TypeOf(sel.X)
		for _, i := range selection.Index() {
			st, ok := structUnder(t)
			if !ok {
				return out
			}
			fields = append(fields, st.Field(i))
			t = st.Field(i).Type()
		}
		for i := len(fields) - 1; i >= 0; i-- {
			way = slices.Insert(way, 0, fields[i].Name())
			owner := f.Info.TypeOf(sel.X)
			if i > 0 {
				owner = fields[i-1].Type()
			}
			if named := f.own(owner); named != nil {
				out = append(out, carried{base: sel.X, text: f.text(sel.X), named: named, way: slices.Clone(way)})
			}
		}
		e = sel.X
	}
}

// throughGetter looks into a method that only returns a field.
func (f *fixer) throughGetter(call *ast.CallExpr) []carried {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 {
		return nil
	}
	fn := f.Called(call)
	if fn == nil || fn.Signature().Recv() == nil || types.IsInterface(fn.Signature().Recv().Type()) {
		return nil
	}
	decl := f.Decl(fn)
	if decl == nil || len(decl.Body.List) != 1 || len(decl.Recv.List[0].Names) != 1 {
		return nil
	}
	ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return nil
	}
	inner, ok := ast.Unparen(ret.Results[0]).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	recv := f.Info.Defs[decl.Recv.List[0].Names[0]]
	selection := f.Info.Selections[sel]
	if selection == nil || len(selection.Index()) != 1 {
		return nil // promoted through an embedded struct
	}
	for _, c := range f.throughFields(inner) {
		if id, ok := ast.Unparen(c.base).(*ast.Ident); ok && f.Info.Uses[id] == recv && f.own(recv.Type()) == c.named {
			c.base, c.text = sel.X, f.text(sel.X)
			return []carried{c}
		}
	}
	return nil
}

// throughCopy finds the field that a local variable is a copy of.
func (f *fixer) throughCopy(x *ast.Ident) []carried {
	places := f.places(x)
	if len(places) != 1 || places[0].IsAddr {
		return nil
	}
	at := places[0]
	for _, ref := range f.refs(at.Parent()).sources[at.X] {
		if _, isIdent := ref.Expr.(*ast.Ident); isIdent {
			continue
		}
		var out []carried
		for _, c := range f.carriers(ref.Expr) {
			v := f.variable(c.base)
			base := f.refs(at.Parent()).at[ast.Unparen(c.base)]
			if v == nil || base == nil || base.IsAddr || !f.Visible(v, x.Pos()) || !f.holds(v, base.X, at, nil) {
				continue
			}
			c.v = v
			out = append(out, c)
		}
		return out
	}
	return nil
}

// own returns the struct type of this package that t is, or points to, without its type arguments; nil for
// others.
func (f *fixer) own(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() != f.Pass.Pkg {
		return nil
	}
	named = named.Origin()
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	return named
}

func structUnder(t types.Type) (*types.Struct, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return st, ok
}

// fieldAnswer returns how the HTTP status is read where x, a field of one of the package's types or a
// copy of it, is read: from another field of that type.
func (f *fixer) fieldAnswer(x ast.Expr) (hand, *holder, bool) {
	for _, fresh := range []bool{false, true} { // a field that is there is preferred
		for _, c := range f.carriers(x) {
			h := f.holder(c.named, c.way, fresh)
			if h == nil {
				continue
			}
			to := hand{base: c.v, text: c.text + "." + h.field}
			if _, ok := ast.Unparen(c.base).(*ast.CallExpr); ok {
				to.of = c.base
			}
			return to, h, true
		}
	}
	return hand{}, nil, false
}
