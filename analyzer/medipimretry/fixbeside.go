package medipimretry

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// beside puts a test of 429 beside the condition x, whatever x asks: a list that is made elsewhere, a prefix of
// the status line, a range. It is nil where x does not show what holds the status.
func (j *joiner) beside(x ast.Expr, c *answer.Cond) *rule.Fix {
	if b, ok := j.Info.TypeOf(x).Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return nil // _, ok := list[status], which yields two values
	}
	excluded, known := c.LeavesOut()
	if pos := c.Test.Pos(); pos < x.Pos() || x.End() <= pos { // x is a variable, or hands the list to what asks
		excluded, known = c.Branches()
		if call, ok := x.(*ast.CallExpr); ok && (c.If == nil || c.If.Cond.Pos() != call.Lparen) {
			return nil
		}
	}
	status, name := j.carrier(x)
	switch {
	case !known || status == "":
		return nil
	case excluded:
		return j.wrap(x, token.LAND, status+" != "+name)
	}
	return j.wrap(j.whole(x, status), token.LOR, status+" == "+name)
}

// carrier returns what holds the answer's status, or its code, in the condition x, and what 429 is there; "" if
// nothing does.
func (j *joiner) carrier(x ast.Expr) (status, name string) {
	root := x
	if id, ok := x.(*ast.Ident); ok {
		if root = j.setFrom(id); root == nil || j.usesFound(id) {
			return "", ""
		}
	}
	ast.Inspect(root, func(n ast.Node) bool {
		y, ok := n.(ast.Expr)
		if !ok || status != "" {
			return status == ""
		}
		if tv := j.Info.Types[y]; tv.IsValue() && tv.Value == nil && repeatable(y) && j.visible(y, x.Pos()) {
			if b, isBasic := tv.Type.Underlying().(*types.Basic); isBasic {
				status, name = j.held(y, b)
			}
		}
		return status == ""
	})
	return status, name
}

// held returns y as what holds the status or the code, and what 429 is there; "" if it holds neither.
func (j *joiner) held(y ast.Expr, t *types.Basic) (status, name string) {
	set := j.Origins.ResolveExpr(y)
	if t.Info()&types.IsInteger != 0 {
		if isStatus(set) {
			return j.tested(y)
		}
		return j.computedFrom(y)
	}
	if t.Info()&types.IsString != 0 && len(set.Body(origin.PathCode)) > 0 {
		return j.file.Text(y), `"` + limited + `"`
	}
	if id, ok := y.(*ast.Ident); ok {
		if from, ok := j.setFrom(id).(*ast.SelectorExpr); ok && j.visible(from, id.Pos()) {
			y = from // line := resp.Status
		}
	}
	if sel, ok := y.(*ast.SelectorExpr); ok && sel.Sel.Name == "Status" && send.IsHTTPResponse(j.Info.TypeOf(sel.X)) {
		return j.file.Text(sel.X) + ".StatusCode", j.statusName()
	}
	return "", ""
}

// computedFrom returns the status that the variable y is set from, and what 429 is there: class := resp.StatusCode / 100;
// "" if it is not seen, or out of sight.
func (j *joiner) computedFrom(y ast.Expr) (status, name string) {
	id, ok := y.(*ast.Ident)
	if !ok {
		return "", ""
	}
	from := j.setFrom(id)
	if from == nil {
		return "", ""
	}
	ast.Inspect(from, func(n ast.Node) bool {
		if x, ok := n.(ast.Expr); ok && status == "" && repeatable(x) && isStatus(j.Origins.ResolveExpr(x)) && j.visible(x, y.Pos()) {
			status, name = j.tested(x)
		}
		return status == ""
	})
	return status, name
}

// usesFound reports whether the statement that sets ok keeps what was found, too: a 429 would find nothing.
func (j *joiner) usesFound(ok *ast.Ident) bool {
	m := j.commaOk(ok)
	if m == nil {
		return false
	}
	for _, n := range j.around(m.Pos(), m.End()) {
		if s, isAssign := n.(*ast.AssignStmt); isAssign {
			id, isIdent := s.Lhs[0].(*ast.Ident)
			return !isIdent || id.Name != "_"
		}
	}
	return true
}

// setFrom returns what the variable id is set from, last before it is used: i, found := slices.BinarySearch(l, s).
func (j *joiner) setFrom(id *ast.Ident) ast.Expr {
	obj := j.Info.ObjectOf(id)
	var found ast.Expr
	for _, n := range j.around(id.Pos(), id.End()) {
		fn, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			s, ok := n.(*ast.AssignStmt)
			if !ok || s.Pos() > id.Pos() {
				return true
			}
			for i, to := range s.Lhs {
				if j.object(to) == obj && obj != nil {
					found = s.Rhs[min(i, len(s.Rhs)-1)]
				}
			}
			return true
		})
	}
	return found
}

// visible reports whether the names in y mean the same at pos.
func (j *joiner) visible(y ast.Expr, pos token.Pos) bool {
	ok := true
	ast.Inspect(y, func(n ast.Node) bool {
		if id, isIdent := n.(*ast.Ident); isIdent {
			if v, isVar := j.Info.Uses[id].(*types.Var); isVar && !v.IsField() && !j.Visible(v, pos) {
				ok = false
			}
		}
		return true
	})
	return ok
}

// whole returns the condition that x is a part of where its other parts are about the status too: a range.
func (j *joiner) whole(x ast.Expr, status string) ast.Expr {
	path := j.around(x.Pos(), x.End())
	for i, n := range path {
		if n != ast.Node(x) {
			continue
		}
		for _, up := range path[i+1:] {
			and, ok := up.(*ast.BinaryExpr)
			if !ok || and.Op != token.LAND {
				return x
			}
			other := and.X
			if other.Pos() <= x.Pos() && x.End() <= other.End() {
				other = and.Y
			}
			if about, _ := j.carrier(other); about != status {
				return x
			}
			x = and
		}
	}
	return x
}
