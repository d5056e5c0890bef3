package medipimunchecked

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A spot is where a check is put in: between the end of something and a statement.
type spot struct {
	after  token.Pos
	before ast.Stmt
}

// free reports whether a line can be put in there.
func (pl spot) free(f *edit.File) bool {
	next := f.NextLine(pl.after)
	return next <= f.LineStart(pl.before.Pos()) && next > pl.after && !f.InComment(next)
}

// spotFor returns where the check of d is put: behind the send's error test, and the line that defers
// the body's Close; else in front of the statement of d, and of the loops around it.
func spotFor(p *rule.Pass, d model.Data, path []ast.Node, resp *types.Var) (spot, bool) {
	lists := statements(path)
	for _, l := range lists {
		for i := range l.at {
			assign, ok := l.stmts[i].(*ast.AssignStmt)
			if !ok || !assigns(p, assign, resp) || !yields(d, assign) {
				continue
			}
			i++
			if yieldsError(p, assign) {
				n := slices.IndexFunc(l.stmts[i:l.at], func(stmt ast.Stmt) bool { return testsError(p, stmt, assign) })
				if n < 0 {
					return spot{}, false // there may be no response
				}
				i += n + 1
			}
			for i < l.at && defers(p, l.stmts[i], resp) {
				i++
			}
			return spot{l.stmts[i-1].End(), l.stmts[i]}, true
		}
	}
	if len(lists) == 0 {
		return spot{}, false
	}
	l := lists[0]
	for _, outer := range lists[1:] {
		if loop := outer.stmts[outer.at]; !loops(loop) || reassigned(p, loop, resp) || resp.Pos() > loop.Pos() {
			break
		}
		l = outer
	}
	if l.at > 0 {
		return spot{l.stmts[l.at-1].End(), l.stmts[l.at]}, true
	}
	return spot{l.start, l.stmts[0]}, true
}

// A list is a list of statements, one of which leads to what is reported.
type list struct {
	stmts []ast.Stmt
	at    int
	start token.Pos // where the text in front of the first one ends
}

// statements returns the lists of statements around the innermost node of path, within its function.
func statements(path []ast.Node) []list {
	var out []list
	for i, n := range path {
		var l list
		switch n := n.(type) {
		case *ast.BlockStmt:
			if i > 0 && isClause(path[i-1]) {
				continue // of a switch
			}
			l = list{stmts: n.List, start: n.Lbrace}
		case *ast.CaseClause:
			l = list{stmts: n.Body, start: n.Colon}
		case *ast.CommClause:
			l = list{stmts: n.Body, start: n.Colon}
		case *ast.FuncLit, *ast.FuncDecl:
			return out
		}
		if i == 0 || len(l.stmts) == 0 {
			continue
		}
		if stmt, ok := path[i-1].(ast.Stmt); ok {
			if l.at = slices.Index(l.stmts, stmt); l.at >= 0 {
				out = append(out, l)
			}
		}
	}
	return out
}

func isClause(n ast.Node) bool {
	switch n.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// assigns reports whether the statement gives v its value.
func assigns(p *rule.Pass, assign *ast.AssignStmt, v *types.Var) bool {
	return slices.ContainsFunc(assign.Lhs, func(x ast.Expr) bool {
		id, ok := x.(*ast.Ident)
		return ok && p.Info.ObjectOf(id) == types.Object(v)
	})
}

// yields reports whether the assignment's call is what yields the response of d.
func yields(d model.Data, assign *ast.AssignStmt) bool {
	x, ok := d.Answer.Holders[0].Value.(*ssa.Extract)
	if !ok || len(assign.Rhs) != 1 {
		return false
	}
	call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	return ok && call.Lparen == x.Tuple.Pos()
}

// yieldsError reports whether the assignment gives a variable an error.
func yieldsError(p *rule.Pass, assign *ast.AssignStmt) bool {
	return slices.ContainsFunc(assign.Lhs, func(x ast.Expr) bool {
		id, ok := x.(*ast.Ident)
		return ok && id.Name != "_" && types.Implements(p.Info.TypeOf(id), errorType)
	})
}

// testsError reports whether the statement is if err != nil { … }, for an error that assign yields; or if there
// is more that leads there.
func testsError(p *rule.Pass, stmt ast.Stmt, assign *ast.AssignStmt) bool {
	s, ok := stmt.(*ast.IfStmt)
	return ok && s.Init == nil && isFailed(p, s.Cond, assign)
}

// isFailed reports whether a condition holds whenever there is an error that assign yields.
func isFailed(p *rule.Pass, x ast.Expr, assign *ast.AssignStmt) bool {
	cond, ok := ast.Unparen(x).(*ast.BinaryExpr)
	if ok && cond.Op == token.LOR {
		return isFailed(p, cond.X, assign) || isFailed(p, cond.Y, assign)
	}
	if !ok || cond.Op != token.NEQ {
		return false
	}
	id, ok := cond.X.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := p.Info.ObjectOf(id).(*types.Var)
	return ok && assigns(p, assign, v) && types.Implements(v.Type(), errorType)
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// defers reports whether the statement is a defer that has to do with v.
func defers(p *rule.Pass, stmt ast.Stmt, v *types.Var) bool {
	s, ok := stmt.(*ast.DeferStmt)
	return ok && mentions(p, s, v)
}

func mentions(p *rule.Pass, n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && p.Info.ObjectOf(id) == types.Object(v)
		return !found
	})
	return found
}

// reassigned reports whether v is given a value in n.
func reassigned(p *rule.Pass, n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		found = found || ok && assigns(p, assign, v)
		return !found
	})
	return found
}

// loops reports whether the statement is a loop.
func loops(stmt ast.Stmt) bool {
	switch s := stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	case *ast.LabeledStmt:
		return loops(s.Stmt)
	}
	return false
}

// sendsAgain reports whether a loop around pos sends the request, and looks at the status of resp behind pos:
// what it does about one, another try say, would not be done any more.
func sendsAgain(p *rule.Pass, path []ast.Node, pos token.Pos, resp *types.Var) bool {
	for _, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			if n.Pos() < pos && reassigned(p, n, resp) && looks(p, n, pos, resp) {
				return true
			}
		}
	}
	return false
}

// looks reports whether a condition in n, behind pos, is about resp, or a number or truth that is set from it.
func looks(p *rule.Pass, n ast.Node, pos token.Pos, resp *types.Var) bool {
	found := false
	about := func(xs ...ast.Expr) {
		for _, x := range xs {
			found = found || x != nil && x.Pos() > pos && mentions(p, x, resp)
		}
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			about(n.Cond)
		case *ast.SwitchStmt:
			about(n.Tag)
		case *ast.CaseClause:
			about(n.List...)
		case *ast.AssignStmt:
			for _, x := range n.Rhs {
				if t, ok := p.Info.TypeOf(x).Underlying().(*types.Basic); ok && t.Info()&(types.IsBoolean|types.IsInteger) != 0 {
					about(x)
				}
			}
		}
		return !found
	})
	return found
}
