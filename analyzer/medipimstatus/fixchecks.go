package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// pointersTo returns the pointers on the way to what a decoding fills, in a variable of that name.
func pointersTo(base string, fill origin.Fill) []string {
	var out []string
	for _, n := range fill.Nil {
		out = append(out, strings.Join(append([]string{base}, fill.Fields[:n]...), "."))
	}
	return out
}

// unchecked returns the pointers that may be nil where none of the conditions holds.
func unchecked(pointers []string, conditions []ast.Expr) []string {
	return slices.DeleteFunc(slices.Clone(pointers), func(p string) bool { return excluded(conditions, p) })
}

// excluded reports whether one of the conditions has the operand "target == nil", so that target is
// not nil where it does not hold.
func excluded(conditions []ast.Expr, target string) bool {
	for _, cond := range conditions {
		cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
		if !ok {
			continue
		}
		if cmp.Op == token.LOR && excluded([]ast.Expr{cmp.X, cmp.Y}, target) {
			return true
		}
		if cmp.Op == token.EQL && types.ExprString(cmp) == target+" == nil" {
			return true
		}
	}
	return false
}

// required reports whether a condition has the operand "target != nil", without which it does not hold.
func required(cond ast.Expr, target string) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if cmp.Op == token.LAND {
		return required(cmp.X, target) || required(cmp.Y, target)
	}
	return cmp.Op == token.NEQ && types.ExprString(cmp) == target+" != nil"
}

// isConfined reports whether the variable that has a name at a statement is read in that alone, and not in its
// else.
func (f *fixer) isConfined(name string, stmt *ast.IfStmt) bool {
	decl := f.enclosing(stmt.Pos())
	if decl == nil {
		return false
	}
	confined := true
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return confined
		}
		if v, isVar := f.Info.Uses[id].(*types.Var); isVar && id.Name == name && f.Visible(v, stmt.Pos()) {
			confined = confined && stmt.Pos() <= id.Pos() && id.End() <= stmt.Body.End()
		}
		return confined
	})
	return confined
}

// ends reports whether a block always leaves what stands around it.
func ends(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch last := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	case *ast.ExprStmt:
		call, ok := last.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		id, ok := call.Fun.(*ast.Ident)
		return ok && id.Name == "panic"
	}
	return false
}

// failed reports whether a condition holds whenever an error is set.
func (f *fixer) failed(cond ast.Expr) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if ok && cmp.Op == token.LOR {
		return f.failed(cmp.X) || f.failed(cmp.Y)
	}
	return ok && cmp.Op == token.NEQ && f.Info.Types[cmp.Y].IsNil()
}
