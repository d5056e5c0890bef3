package medipimretry

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// assignments knows what the variables, fields and parameters of the package are set to.
type assignments map[types.Object][]ast.Expr

func (f *fixer) assignments() assignments {
	if f.assigned != nil {
		return f.assigned
	}
	a := assignments{}
	f.assigned = a
	set := func(to, x ast.Expr) {
		if obj := f.object(to); obj != nil {
			a[obj] = append(a[obj], x)
		}
	}
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if len(n.Names) == len(n.Values) {
						set(name, n.Values[i])
					}
				}
			case *ast.AssignStmt:
				for i, to := range n.Lhs {
					if len(n.Lhs) == len(n.Rhs) {
						set(to, n.Rhs[i])
					}
				}
			case *ast.CompositeLit:
				f.assignFields(a, n)
			case *ast.CallExpr:
				fn, _ := f.object(n.Fun).(*types.Func)
				if fn == nil || fn.Signature().Variadic() {
					break
				}
				for i, x := range n.Args {
					if i < fn.Signature().Params().Len() {
						v := fn.Origin().Signature().Params().At(i)
						a[v] = append(a[v], x)
					}
				}
			}
			return true
		})
	}
	return a
}

// assignFields notes the values of a struct literal.
func (f *fixer) assignFields(a assignments, lit *ast.CompositeLit) {
	st, ok := f.Info.TypeOf(lit).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, x := range lit.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			if obj := f.object(kv.Key); obj != nil {
				a[obj] = append(a[obj], kv.Value)
			}
		} else if i < st.NumFields() {
			a[st.Field(i)] = append(a[st.Field(i)], x)
		}
	}
}

// object returns the variable, field or function that x names.
func (f *fixer) object(x ast.Expr) types.Object {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return f.Info.ObjectOf(x)
	case *ast.SelectorExpr:
		return f.Info.Uses[x.Sel]
	}
	return nil
}

// literal returns the one literal in the package that the list or map x can be, or nil.
func (f *fixer) literal(x ast.Expr, depth int) *ast.CompositeLit {
	x = ast.Unparen(x)
	if s, ok := x.(*ast.SliceExpr); ok {
		x = ast.Unparen(s.X)
	}
	if lit, ok := x.(*ast.CompositeLit); ok {
		return lit
	}
	obj := f.object(x)
	if obj == nil || depth > 5 {
		return nil
	}
	var found *ast.CompositeLit
	for _, y := range f.assignments()[obj] {
		if f.Info.Types[y].IsNil() {
			continue
		}
		lit := f.literal(y, depth+1)
		if lit == nil || found != nil && lit != found {
			return nil
		}
		found = lit
	}
	return found
}

// rangedOver returns the list that an operand of a comparison is an element of: for _, s := range list.
func (j *joiner) rangedOver(x *ast.BinaryExpr) ast.Expr {
	for _, y := range []ast.Expr{x.X, x.Y} {
		id, ok := ast.Unparen(y).(*ast.Ident)
		if !ok {
			continue
		}
		obj := j.Info.Uses[id]
		for _, n := range j.around(x.Pos(), x.End()) {
			if loop, ok := n.(*ast.RangeStmt); ok && loop.Value != nil && obj != nil && j.object(loop.Value) == obj {
				return loop.X
			}
		}
	}
	return nil
}

// commaOk returns the lookup that ok tells the outcome of: _, ok := m[status].
func (j *joiner) commaOk(ok *ast.Ident) *ast.IndexExpr {
	obj := j.Info.ObjectOf(ok)
	var found *ast.IndexExpr
	for _, n := range j.around(ok.Pos(), ok.End()) {
		if _, isFunc := n.(*ast.FuncDecl); !isFunc {
			continue
		}
		ast.Inspect(n, func(n ast.Node) bool {
			if s, isAssign := n.(*ast.AssignStmt); isAssign && len(s.Lhs) == 2 && len(s.Rhs) == 1 && obj != nil && j.object(s.Lhs[1]) == obj {
				found, _ = ast.Unparen(s.Rhs[0]).(*ast.IndexExpr)
			}
			return true
		})
	}
	return found
}

// search joins 429 to the list that a status is searched in.
func (j *joiner) search(call *ast.CallExpr) *analysis.SuggestedFix {
	fn, _ := j.object(call.Fun).(*types.Func)
	if ix, ok := call.Fun.(*ast.IndexExpr); ok {
		fn, _ = j.object(ix.X).(*types.Func)
	}
	if fn != nil && fn.Pkg() == j.Pass.Pkg {
		return j.handed(call)
	}
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "slices" || len(call.Args) < 2 {
		return nil
	}
	switch fn.Name() {
	case "Contains", "Index":
		return j.intoList(call.Args[0])
	}
	return nil
}

// handed joins 429 to the one list that a function of the package is handed, to look into it.
func (j *joiner) handed(call *ast.CallExpr) *analysis.SuggestedFix {
	args := slices.Clone(call.Args)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && j.Info.Selections[sel] != nil {
		args = append(args, sel.X)
	}
	var list ast.Expr
	for _, x := range args {
		switch j.Info.TypeOf(x).Underlying().(type) {
		case *types.Slice, *types.Map, *types.Array:
			if list != nil {
				return nil
			}
			list = x
		}
	}
	if list == nil {
		return nil
	}
	return j.intoList(list)
}

// intoList adds 429 to the literal that the list, or the map, x is.
func (j *joiner) intoList(x ast.Expr) *analysis.SuggestedFix {
	lit := j.literal(x, 0)
	if lit == nil || len(lit.Elts) == 0 {
		return nil
	}
	file := j.fixer.file(lit.Pos())
	if file == nil {
		return nil
	}
	first := lit.Elts[0]
	like, value := first, ""
	if kv, ok := first.(*ast.KeyValueExpr); ok {
		like, value = kv.Key, ": "+file.Text(kv.Value)
	}
	if t, ok := j.Info.TypeOf(lit).Underlying().(*types.Array); ok && value == "" {
		if at, ok := lit.Type.(*ast.ArrayType); !ok || at.Len == nil || t.Len() < 0 {
			return nil
		} else if _, open := at.Len.(*ast.Ellipsis); !open {
			return nil // as many as it has
		}
	}
	want := constant.MakeInt64(429)
	text := "429"
	switch v := j.Info.Types[like].Value; {
	case v == nil:
		return nil
	case v.Kind() == constant.String && v.ExactString() >= `"1`:
		want, text = constant.MakeString(limited), `"`+limited+`"`
		if s := constant.StringVal(v); len(s) == len("429") && s[0] >= '0' && s[0] <= '9' {
			want, text = constant.MakeString("429"), `"429"`
		}
	case v.Kind() == constant.Int:
		if _, bare := like.(*ast.BasicLit); !bare {
			im := file.Imports(lit.Pos())
			j.imports = im
			text = j.statusName()
		}
	default:
		return nil
	}
	if !j.growable(lit, want) {
		return nil
	}
	return j.fix(file.Insert(first.Pos(), text+value+separator(file.Between(lit.Lbrace, first.Pos()))))
}

// separator returns what follows a new first element, given what stands before the old one.
func separator(before string) string {
	for i := len(before) - 1; i >= 0; i-- {
		if before[i] == '\n' {
			return "," + before[i:]
		}
		if before[i] != ' ' && before[i] != '\t' {
			break
		}
	}
	return ", "
}

// growable reports whether a literal lists only errors, not 429 so far, and of a map the same value for each.
func (j *joiner) growable(lit *ast.CompositeLit, want constant.Value) bool {
	value := ""
	for i, x := range lit.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			text := types.ExprString(kv.Value)
			if i > 0 && text != value {
				return false
			}
			x, value = kv.Key, text
		}
		v := j.Info.Types[x].Value
		if v == nil || v.Kind() != want.Kind() || constant.Compare(v, token.EQL, want) {
			return false
		}
		if v.Kind() == constant.Int && constant.Compare(v, token.LSS, constant.MakeInt64(400)) {
			return false
		}
	}
	return true
}
