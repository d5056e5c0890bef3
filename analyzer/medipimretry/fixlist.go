package medipimretry

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
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

// intoList adds 429 to the literal that the list, or the map, x is.
func (j *joiner) intoList(x ast.Expr) *rule.Fix {
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
		most := j.most(lit)
		if most == nil {
			return nil
		}
		like, value = kv.Key, ": "+file.Text(most)
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
		j.imports = file.Imports(lit.Pos())
		text = j.statusLike(like)
	default:
		return nil
	}
	if !j.growable(lit, want) {
		return nil
	}
	if after := j.lastBelow(lit, want); after != nil {
		before := file.Between(lit.Lbrace, first.Pos())
		return j.fix(file.Insert(after.End(), strings.TrimSuffix(separator(before), " ")+lead(before)+text))
	}
	return j.fix(file.Insert(first.Pos(), text+value+separator(file.Between(lit.Lbrace, first.Pos()))))
}

// intoArguments joins 429 to the statuses that a library's option is given:
//
//	rehttp.RetryStatuses(502, 503)
func (j *joiner) intoArguments(call *ast.CallExpr) *rule.Fix {
	sig, ok := j.Info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok || !sig.Variadic() || len(call.Args) < sig.Params().Len() {
		return nil
	}
	given := call.Args[sig.Params().Len()-1:]
	if call.Ellipsis.IsValid() {
		return j.intoList(given[0])
	}
	limited := constant.MakeInt64(429)
	for _, x := range given {
		if v := j.Info.Types[x].Value; v == nil || v.Kind() != constant.Int || constant.Compare(v, token.LSS, constant.MakeInt64(400)) {
			return nil
		}
	}
	for _, x := range given {
		if constant.Compare(j.Info.Types[x].Value, token.GTR, limited) {
			return j.fix(j.file.Insert(x.Pos(), j.statusLike(x)+", "))
		}
	}
	last := given[len(given)-1]
	return j.fix(j.file.Insert(last.End(), ", "+j.statusLike(last)))
}

// statusLike returns 429 as the constant beside it is written: a number or a name.
func (j *joiner) statusLike(x ast.Expr) string {
	if _, bare := ast.Unparen(x).(*ast.BasicLit); bare {
		return "429"
	}
	return j.statusName()
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

// lead is what stands between a comma and an element on the same line.
func lead(before string) string {
	if strings.Contains(before, "\n") {
		return ""
	}
	return " "
}

// lastBelow returns the last element of a list in ascending order that want belongs behind; nil if it belongs to the
// front, or the list is in no order.
func (j *joiner) lastBelow(lit *ast.CompositeLit, want constant.Value) ast.Expr {
	var last ast.Expr
	var before constant.Value
	for _, x := range lit.Elts {
		v := j.Info.Types[x].Value
		if v == nil || before != nil && !constant.Compare(before, token.LSS, v) {
			return nil
		}
		if before = v; constant.Compare(v, token.LSS, want) {
			last = x
		}
	}
	return last
}

// most returns the value of a map's entries that 429 gets: theirs, or where they differ the longest delay. Nil if they
// differ in something else.
func (j *joiner) most(lit *ast.CompositeLit) ast.Expr {
	var most ast.Expr
	for _, x := range lit.Elts {
		kv, ok := x.(*ast.KeyValueExpr)
		if !ok {
			return nil
		}
		if most == nil || types.ExprString(kv.Value) == types.ExprString(most) {
			most = kv.Value
			continue
		}
		v, best := j.Info.Types[kv.Value].Value, j.Info.Types[most].Value
		switch {
		case v == nil || best == nil || v.Kind() != best.Kind():
			return nil
		case v.Kind() == constant.Bool:
			if constant.BoolVal(v) {
				most = kv.Value
			}
		case v.Kind() != constant.Int || !isDelay(j.Info.TypeOf(kv.Value)):
			return nil
		case constant.Compare(v, token.GTR, best):
			most = kv.Value
		}
	}
	return most
}

// isDelay reports whether t is time.Duration.
func isDelay(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Duration" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}

// growable reports whether a literal lists only errors, and not 429 so far.
func (j *joiner) growable(lit *ast.CompositeLit, want constant.Value) bool {
	for _, x := range lit.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			x = kv.Key
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
