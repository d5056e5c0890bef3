package medipimstatus

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// alike reports whether a branch that is not a comparison goes the same way for its operand's value
// before the fix and after it, where the API answers s. pl is nil for a branch in a function that the
// value is handed to.
func (f *fixer) alike(b model.Branch, pl *plan, before, after, s int64, depth int) bool {
	switch b.Kind {
	case model.Switch:
		was, ok := f.clause(b, func(c ast.Expr, n int64) bool { return n == before })
		is, ok2 := f.clause(b, func(c ast.Expr, n int64) bool {
			if pl != nil && f.isAbsent(pl, c) {
				return s < 400
			}
			return n == after
		})
		return ok && ok2 && was == is
	case model.Index:
		t, ok := f.tableOf(b.Y)
		return ok && t.misses(before) && t.misses(after)
	case model.Member:
		t, ok := f.tableOf(b.Y)
		return ok && t.misses(before) && t.misses(after) && (!strings.Contains(b.Func.Name(), "Search") || t.below(before) == t.below(after))
	case model.Text:
		return f.textAlike(b, before, after)
	case model.Arg:
		return f.calleeAlike(b, before, after, s, depth)
	}
	return f.compareAlike(b, before, after, s)
}

// compareAlike is alike for a comparison.
func (f *fixer) compareAlike(b model.Branch, before, after, s int64) bool {
	ys, known := []int64(nil), false
	if y, ok := f.constInt(b.Y); ok {
		ys, known = []int64{y}, true
	}
	for _, v := range f.Origins.Values(b.Y) {
		if !known {
			ys, known = f.success(s).numbers(v)
		}
	}
	was, ok := compareAll([]int64{before}, b.Op, ys)
	is, ok2 := compareAll([]int64{after}, b.Op, ys)
	return known && ok && ok2 && was == is
}

// clause returns the number of the first case of a switch that is chosen, -1 for none or the default.
// ok is false if one cannot be told.
func (f *fixer) clause(b model.Branch, chosen func(c ast.Expr, n int64) bool) (int, bool) {
	path := f.pathTo(b.X)
	for _, node := range path {
		sw, ok := node.(*ast.SwitchStmt)
		if !ok {
			continue
		}
		for i, clause := range sw.Body.List {
			for _, c := range clause.(*ast.CaseClause).List {
				n, ok := f.constInt(c)
				if !ok {
					return 0, false
				}
				if chosen(c, n) {
					return i, true
				}
			}
		}
		return -1, true
	}
	return 0, false
}

// textAlike tells whether a search finds its text in none of two numbers, or in both.
func (f *fixer) textAlike(b model.Branch, before, after int64) bool {
	if b.Func.Name() == "Compare" {
		y, ok := f.constInt(b.Y)
		return ok && isNumber(f.Info.TypeOf(b.X)) && cmp.Compare(before, y) == cmp.Compare(after, y)
	}
	y, ok := f.StringConst(b.Y)
	find := searches[b.Func.Name()]
	if !ok || find == nil || b.Func.Pkg().Path() != "strings" {
		return false
	}
	was := find(strconv.FormatInt(before, 10), y)
	return (before != 0 || find("", y) == was) && find(strconv.FormatInt(after, 10), y) == was
}

// searches are the functions of the strings package whose outcome is known.
var searches = map[string]func(x, y string) bool{
	"HasPrefix":   strings.HasPrefix,
	"HasSuffix":   strings.HasSuffix,
	"EqualFold":   strings.EqualFold,
	"Contains":    strings.Contains,
	"ContainsAny": strings.ContainsAny,
	"Index":       strings.Contains,
	"LastIndex":   strings.Contains,
	"Count":       strings.Contains,
}

// calleeAlike reports whether the functions of the package that get the value go the same way for both.
func (f *fixer) calleeAlike(b model.Branch, before, after, s int64, depth int) bool {
	call, ok := b.Node.(*ast.CallExpr)
	if !ok || depth > 3 {
		return false
	}
	fns := f.Origins.CalleesAt(call)
	if len(fns) == 0 {
		return s != 200 // of another package: for those who let 200 get there it cannot be told
	}
	for _, inner := range f.Branches {
		of := map[*ssa.Parameter]bool{}
		for _, o := range f.Origins.Expr(inner.X) {
			if o.Kind == origin.Param && slices.Contains(fns, o.Param.Parent()) && passes(call, b.X, o.Param) {
				of[o.Param] = true
			}
		}
		if len(of) == 0 || inner.Kind == model.Arg && !inner.Value {
			continue
		}
		was, is := f.success(s), f.success(s)
		was.bound, is.bound = map[*ssa.Parameter][]int64{}, map[*ssa.Parameter][]int64{}
		for prm := range of {
			was.bound[prm], is.bound[prm] = []int64{before}, []int64{after}
		}
		for _, v := range f.Origins.Values(inner.X) {
			x, ok := was.numbers(v)
			y, ok2 := is.numbers(v)
			if !ok || !ok2 {
				return false
			}
			for _, x := range x {
				for _, y := range y {
					if !f.alike(inner, nil, x, y, s, depth+1) {
						return false
					}
				}
			}
		}
	}
	return true
}

// passes reports whether a call hands x on as the parameter.
func passes(call *ast.CallExpr, x ast.Expr, prm *ssa.Parameter) bool {
	fn := prm.Parent()
	i := slices.IndexFunc(call.Args, func(arg ast.Expr) bool { return arg.Pos() <= x.Pos() && x.End() <= arg.End() })
	if fn.Signature.Recv() != nil {
		i++
	}
	return fn.Params[min(i, len(fn.Params)-1)] == prm
}

// A table is the keys of a map, or the elements of a list, in a literal that nothing adds to.
type table struct {
	keys []int64
	size int64 // of an array, else -1
}

// misses reports whether n is no key, and may be asked for.
func (t table) misses(n int64) bool {
	return !slices.Contains(t.keys, n) && (t.size < 0 || 0 <= n && n < t.size)
}

// below counts the elements less than n.
func (t table) below(n int64) (count int) {
	for _, k := range t.keys {
		if k < n {
			count++
		}
	}
	return count
}

// tableOf returns the table that x is: a literal, or a variable that only one is ever assigned to.
func (f *fixer) tableOf(x ast.Expr) (table, bool) {
	lit, ok := ast.Unparen(x).(*ast.CompositeLit)
	if !ok {
		v := f.variable(x)
		if v == nil || v.IsField() || v.Exported() && v.Parent() == f.Pass.Pkg.Scope() {
			return table{}, false
		}
		if lit = f.onlyLiteral(v); lit == nil {
			return table{}, false
		}
	}
	t := table{size: -1}
	kind := f.Info.TypeOf(lit).Underlying()
	if array, ok := kind.(*types.Array); ok {
		t.size = array.Len()
	}
	_, isSlice := kind.(*types.Slice)
	next := int64(0)
	for _, elt := range lit.Elts {
		kv, keyed := elt.(*ast.KeyValueExpr)
		key, ok := next, true
		switch {
		case keyed:
			key, ok = f.constInt(kv.Key)
		case isSlice:
			key, ok = f.constInt(elt) // a list that is searched
		}
		if !ok || keyed && isSlice {
			return table{}, false
		}
		t.keys = append(t.keys, key)
		next = key + 1
	}
	return t, true
}

// onlyLiteral returns the literal that a variable is declared with, if nothing else is assigned to it or
// its elements, and it is handed to no one who might.
func (f *fixer) onlyLiteral(v *types.Var) (lit *ast.CompositeLit) {
	ok := true
	for _, file := range f.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			id, isIdent := n.(*ast.Ident)
			switch {
			case !isIdent:
			case f.Info.Defs[id] == types.Object(v):
				lit = f.declaredAs(id)
			case f.Info.Uses[id] == types.Object(v):
				ok = ok && f.onlyLooked(id)
			}
			return ok
		})
	}
	if !ok {
		return nil
	}
	return lit
}

// declaredAs returns the literal that a declaration gives a variable, or nil.
func (f *fixer) declaredAs(id *ast.Ident) *ast.CompositeLit {
	var values []ast.Expr
	i := -1
	path := f.pathTo(id)
	if len(path) < 2 {
		return nil
	}
	switch decl := path[1].(type) {
	case *ast.ValueSpec:
		i, values = slices.Index(decl.Names, id), decl.Values
		if len(decl.Names) != len(values) {
			return nil
		}
	case *ast.AssignStmt:
		i, values = slices.Index(decl.Lhs, ast.Expr(id)), decl.Rhs
		if len(decl.Lhs) != len(values) {
			return nil
		}
	}
	if i < 0 {
		return nil
	}
	lit, _ := ast.Unparen(values[i]).(*ast.CompositeLit)
	return lit
}

// onlyLooked reports whether the use of a map or list is one that only looks into it.
func (f *fixer) onlyLooked(id *ast.Ident) bool {
	path := f.pathTo(id)
	if len(path) < 3 {
		return false
	}
	switch n := path[1].(type) {
	case *ast.IndexExpr:
		if n.X != ast.Expr(id) {
			return true
		}
		switch outer := path[2].(type) {
		case *ast.AssignStmt:
			return !slices.Contains(outer.Lhs, ast.Expr(n))
		case *ast.IncDecStmt, *ast.SelectorExpr, *ast.SliceExpr:
			return false
		case *ast.UnaryExpr:
			return outer.Op != token.AND
		}
		return true
	case *ast.RangeStmt:
		return n.X == ast.Expr(id)
	case *ast.CallExpr:
		if builtin, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && f.Info.Types[builtin].IsBuiltin() {
			return builtin.Name == "len"
		}
		return slices.ContainsFunc(f.Branches, func(b model.Branch) bool { return b.Kind == model.Member && b.Node == ast.Expr(n) })
	}
	return false
}
