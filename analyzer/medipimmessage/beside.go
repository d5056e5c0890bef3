package medipimmessage

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A beside is a message and the code that is in the same value.
type beside struct {
	x     ast.Expr   // the message as the branch has it
	local *ast.Ident // the variable in x that the message was put into; nil if it was not
	root  *types.Var // what it was read from; nil if local is
	code  string     // the code in the same value, as an expression
}

// find returns the code beside the message x: a field, a variable that a field was put into, a key of a map, or a
// method of a type of the package that returns one. It is false if there is none, or if it is not the same any more.
func find(p *rule.Pass, file *edit.File, x ast.Expr) (beside, bool) {
	b := beside{x: x}
	if id, ok := ast.Unparen(x).(*ast.Ident); ok {
		b.local = id
		if x, b.root = assigned(p, file, id); x == nil {
			return b, false
		}
	}
	switch x := ast.Unparen(x).(type) {
	case *ast.SelectorExpr:
		if name := codeField(p, x); name != "" {
			b.code = file.Text(x.X) + "." + name
		}
	case *ast.CallExpr:
		b.code = getterCode(p, file, x)
	case *ast.IndexExpr, *ast.TypeAssertExpr:
		b.code = keyCode(p, file, x)
	}
	return b, b.code != ""
}

// assigned returns the message that the local variable id has, and the variable that it was read from, if that
// was done where id is declared, and the value is still the same, and has the same name, where id is used.
func assigned(p *rule.Pass, file *edit.File, id *ast.Ident) (ast.Expr, *types.Var) {
	obj, ok := p.Info.Uses[id].(*types.Var)
	if !ok || obj.Parent() == nil || obj.Parent() == p.Pkg.Scope() {
		return nil, nil
	}
	path := p.Enclosing(id.Pos())
	i := slices.IndexFunc(path, func(n ast.Node) bool { _, ok := n.(*ast.FuncDecl); return ok })
	if i < 0 {
		return nil, nil
	}
	around := path[i]
	var decl *ast.AssignStmt
	ast.Inspect(around, func(n ast.Node) bool {
		if n, ok := n.(*ast.AssignStmt); ok && n.Tok == token.DEFINE && len(n.Lhs) == 1 && len(n.Rhs) == 1 &&
			p.Info.Defs[identOf(n.Lhs[0])] == obj {
			decl = n
		}
		return true
	})
	if decl == nil || changed(p, around, obj, decl.End()) {
		return nil, nil
	}
	sel, ok := ast.Unparen(unfolded(p, decl.Rhs[0])).(*ast.SelectorExpr)
	if !ok {
		return nil, nil
	}
	root, ok := p.Info.Uses[rootOf(sel)].(*types.Var)
	if !ok || root.Parent() == p.Pkg.Scope() || changed(p, around, root, decl.End()) {
		return nil, nil
	}
	if !p.Visible(root, id.Pos()) {
		return nil, nil
	}
	return sel, root
}

// unfolded returns x without the calls that change its case or trim it.
func unfolded(p *rule.Pass, x ast.Expr) ast.Expr {
	for {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok || !folds(p, call) {
			return x
		}
		x = call.Args[0]
	}
}

// folds reports whether a call changes the case of its one argument, or trims it.
func folds(p *rule.Pass, call *ast.CallExpr) bool {
	fn := p.Called(call)
	if fn == nil {
		return false
	}
	switch fn.FullName() {
	case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace":
		return true
	}
	return false
}

// changed reports whether v, or a part of it, may be given another value in fn from pos on: it is assigned
// to, or its address is taken.
func changed(p *rule.Pass, fn ast.Node, v *types.Var, pos token.Pos) bool {
	is := func(x ast.Expr) bool {
		id := rootOf(x)
		return id != nil && (p.Info.Uses[id] == v || p.Info.Defs[id] == v)
	}
	var found bool
	ast.Inspect(fn, func(n ast.Node) bool {
		if n == nil || n.End() < pos {
			return false
		}
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				found = found || n.Pos() >= pos && is(x)
			}
		case *ast.IncDecStmt:
			found = found || is(n.X)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && n.Pos() >= pos && is(n.X)
		case *ast.RangeStmt:
			found = found || n.Pos() >= pos && (n.Key != nil && is(n.Key) || n.Value != nil && is(n.Value))
		}
		return true
	})
	return found
}

// getterCode returns the code beside the message that the method called returns: a field of its receiver.
func getterCode(p *rule.Pass, file *edit.File, call *ast.CallExpr) string {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 {
		return ""
	}
	method := p.Info.Selections[fun]
	if method == nil || method.Kind() != types.MethodVal || len(method.Index()) != 1 || types.IsInterface(method.Recv()) {
		return ""
	}
	fn := method.Obj().(*types.Func)
	decl := p.Decl(fn)
	if decl == nil || len(decl.Body.List) != 1 {
		return ""
	}
	ret, ok := decl.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return ""
	}
	sel, ok := ast.Unparen(unfolded(p, ret.Results[0])).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	root, name := rootOf(sel), codeField(p, sel)
	if name == "" || root == nil || p.Info.Uses[root] != fn.Signature().Recv() {
		return ""
	}
	inner, err := p.EditFile(sel.Pos())
	if err != nil {
		return ""
	}
	return inner.Between(sel.X.Pos(), root.Pos()) + file.Text(fun.X) + inner.Between(root.End(), sel.X.End()) + "." + name
}

// codeField returns the name of the field beside message that holds the code, or "".
func codeField(p *rule.Pass, message *ast.SelectorExpr) string {
	s := p.Info.Selections[message]
	if s == nil || s.Kind() != types.FieldVal || s.Obj().Pkg() != p.Pkg {
		return ""
	}
	st := structAround(s)
	if st == nil {
		return ""
	}
	for f := range st.Fields() {
		if b, ok := f.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.String || f == s.Obj() {
			continue
		}
		// A field of this name may be hidden by one nearer to the outside.
		if obj, _, _ := types.LookupFieldOrMethod(p.Info.TypeOf(message.X), true, p.Pkg, f.Name()); obj != f {
			continue
		}
		if isCode(p, p.Origins.Beside(message, f.Name())) {
			return f.Name()
		}
	}
	return ""
}

// keyCode returns the code beside the message at a key of a map, asserted to a type or not.
func keyCode(p *rule.Pass, file *edit.File, x ast.Expr) string {
	inner := x
	if assert, ok := x.(*ast.TypeAssertExpr); ok {
		inner = ast.Unparen(assert.X)
	}
	look, ok := inner.(*ast.IndexExpr)
	if !ok {
		return ""
	}
	key, ok := ast.Unparen(look.Index).(*ast.BasicLit)
	if !ok {
		return ""
	}
	const code = "code"
	if name, ok := p.StringConst(key); !ok || name != "message" || !isCode(p, p.Origins.BesideKey(look, code)) {
		return ""
	}
	return file.Between(x.Pos(), key.Pos()) + strconv.Quote(code) + file.Between(key.End(), x.End())
}

// isCode reports whether a value is the code of an error, or one that the program makes and the API does not have.
func isCode(p *rule.Pass, from origin.Set) bool {
	found := false
	for _, o := range from {
		switch {
		case o.Kind == origin.Const && o.Const.Value != nil && o.Const.Value.Kind() == constant.String:
			if own := constant.StringVal(o.Const.Value); own == "" || p.Catalog.Has(own) {
				return false
			}
		case o.Kind != origin.Body || o.Path != origin.PathCode || o.Part || o.Fold != 0:
			return false
		default:
			found = true
		}
	}
	return found
}

// structAround returns the struct that the selected field stands in.
func structAround(s *types.Selection) *types.Struct {
	t := s.Recv()
	var st *types.Struct
	for _, i := range s.Index() {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		var ok bool
		if st, ok = t.Underlying().(*types.Struct); !ok {
			return nil
		}
		t = st.Field(i).Type()
	}
	return st
}

// rootOf returns the variable that a chain of fields begins with, or nil.
func rootOf(x ast.Expr) *ast.Ident {
	for {
		switch y := x.(type) {
		case *ast.Ident:
			return y
		case *ast.SelectorExpr:
			x = y.X
		case *ast.ParenExpr:
			x = y.X
		case *ast.StarExpr:
			x = y.X
		default:
			return nil
		}
	}
}

func identOf(x ast.Expr) *ast.Ident {
	id, _ := x.(*ast.Ident)
	return id
}
