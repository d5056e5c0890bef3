package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// onlySets plans for a branch that only sets an absent status from the response:
//
//	if e.Status == 0 { e.Status = resp.StatusCode }
//
// The bare assignment remains.
func (f *fixer) onlySets(pl *plan) bool {
	if pl.Kind != model.Compare || !f.IsZero(pl.Y) || pl.Op != token.EQL && pl.Op != token.LEQ {
		return false
	}
	var branch *ast.IfStmt
	var parent ast.Node
	for i, n := range pl.path {
		if stmt, ok := n.(*ast.IfStmt); ok {
			branch, parent = stmt, pl.path[i+1]
			break
		}
	}
	if branch == nil || branch.Else != nil || len(branch.Body.List) != 1 {
		return false
	}
	set, ok := branch.Body.List[0].(*ast.AssignStmt)
	if !ok || set.Tok != token.ASSIGN || len(set.Lhs) != 1 || len(set.Rhs) != 1 {
		return false
	}
	for _, o := range f.Origins.Expr(set.Rhs[0]) {
		if o.Kind != origin.HTTP || o.Hidden {
			return false
		}
	}
	if len(f.Origins.Expr(set.Rhs[0])) == 0 || types.ExprString(set.Lhs[0]) != types.ExprString(ast.Unparen(pl.X)) {
		return false
	}
	pl.message = "Set " + types.ExprString(set.Lhs[0]) + " from the response in any case"
	if ast.Unparen(branch.Cond) != pl.Node {
		return f.dropTerm(pl, branch)
	}
	if branch.Init != nil {
		return false
	}
	pl.drop(branch.Cond)
	if outer, ok := parent.(*ast.IfStmt); ok && outer.Else == ast.Stmt(branch) {
		return pl.cut(branch.Pos(), branch.Body.Pos(), "")
	}
	if _, ok := parent.(*ast.LabeledStmt); ok || pl.file.HasComment(branch.Pos(), branch.Body.Lbrace) {
		return false
	}
	body := pl.file.Between(branch.Body.Lbrace+1, branch.Body.Rbrace)
	body = strings.ReplaceAll(strings.TrimSpace(body), "\n\t", "\n")
	pl.edits = append(pl.edits, pl.file.Replace(branch.Pos(), branch.End(), body))
	return true
}

// dropTerm takes the comparison from the && that it is an operand of.
func (f *fixer) dropTerm(pl *plan, branch *ast.IfStmt) bool {
	and, ok := ast.Unparen(branch.Cond).(*ast.BinaryExpr)
	if !ok || and.Op != token.LAND {
		return false
	}
	switch pl.Node {
	case ast.Unparen(and.X):
		return pl.cut(and.X.Pos(), and.Y.Pos(), "") && pl.drop(and.X)
	case ast.Unparen(and.Y):
		return pl.cut(and.X.End(), and.Y.End(), "") && pl.drop(and.Y)
	}
	return false
}
