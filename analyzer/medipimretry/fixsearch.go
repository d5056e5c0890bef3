package medipimretry

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

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

// lookedUp returns the map that x is looked up in, or was: d := delays[status]. Nil if it is no such value.
func (j *joiner) lookedUp(x ast.Expr) ast.Expr {
	x = ast.Unparen(x)
	if id, ok := x.(*ast.Ident); ok {
		x = j.setFrom(id)
	}
	ix, ok := x.(*ast.IndexExpr)
	if !ok {
		return nil
	}
	if _, isMap := j.Info.TypeOf(ix.X).Underlying().(*types.Map); !isMap {
		return nil
	}
	return ix.X
}

// searchedIn returns the sorted list that an operand of a comparison is an element, or the length, of:
// i < len(list) && list[i] == status, with i from sort.SearchInts.
func (j *joiner) searchedIn(x *ast.BinaryExpr) ast.Expr {
	for _, y := range []ast.Expr{x.X, x.Y} {
		var list, index ast.Expr
		switch y := ast.Unparen(y).(type) {
		case *ast.IndexExpr:
			list, index = y.X, y.Index
		case *ast.CallExpr:
			if id, ok := y.Fun.(*ast.Ident); ok && id.Name == "len" && len(y.Args) == 1 {
				list, index = y.Args[0], x.X
			}
		}
		id, ok := index.(*ast.Ident)
		if !ok {
			continue
		}
		call, ok := j.setFrom(id).(*ast.CallExpr)
		if !ok || len(call.Args) != 2 || j.object(call.Args[0]) == nil || j.object(call.Args[0]) != j.object(list) {
			continue
		}
		if fn, ok := j.object(call.Fun).(*types.Func); ok && fn.Pkg() != nil && (fn.Pkg().Path() == "sort" || fn.Pkg().Path() == "slices") {
			return list
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
func (j *joiner) search(call *ast.CallExpr) *rule.Fix {
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
	case "Contains", "Index", "BinarySearch":
		return j.intoList(call.Args[0])
	case "ContainsFunc", "IndexFunc":
		if comparesElements(call.Args[1]) {
			return j.intoList(call.Args[0])
		}
	}
	return nil
}

// comparesElements reports whether f is a function literal that only compares its parameter with something.
func comparesElements(f ast.Expr) bool {
	lit, ok := ast.Unparen(f).(*ast.FuncLit)
	if !ok || len(lit.Body.List) != 1 {
		return false
	}
	ret, ok := lit.Body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	eq, ok := ast.Unparen(ret.Results[0]).(*ast.BinaryExpr)
	if !ok || eq.Op != token.EQL || len(lit.Type.Params.List[0].Names) == 0 {
		return false
	}
	el := lit.Type.Params.List[0].Names[0].Name
	for _, side := range []ast.Expr{eq.X, eq.Y} {
		if id, ok := ast.Unparen(side).(*ast.Ident); ok && id.Name == el {
			return true
		}
	}
	return false
}

// handed joins 429 to the one list that a function of the package is handed, to look into it.
func (j *joiner) handed(call *ast.CallExpr) *rule.Fix {
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
