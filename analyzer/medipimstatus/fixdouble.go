package medipimstatus

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A chain is what a condition joins with && or ||, or the list of a case.
type chain struct {
	op       token.Token
	operands []ast.Expr
	within   ast.Node // what the condition, or the case, stands in
}

// simplify makes one fix of two where the test of one says nothing beside that of the other once it asks for an
// error instead of a status in the body: of != 0 && != 404, which become >= 400 && != 404, both are needed, but not of
// != 0 && == 404. One such test goes from a condition.
func (f *fixer) simplify(plans []*plan, fixes map[*report]*rule.Fix) {
	kept := map[ast.Expr]*plan{}
	for _, pl := range plans {
		if pl.Kind == model.Compare && pl.after != nil && pl.guard == nil && fixes[pl.report] != nil {
			kept[pl.Node] = pl
		}
	}
	for _, pl := range plans {
		if kept[pl.Node] != pl {
			continue
		}
		c := chainOf(pl)
		for _, x := range c.operands {
			d := &double{kept: kept, text: pl.status.text}
			test, ok := d.test(x)
			if x == pl.Node || !ok || !slices.ContainsFunc(append(d.plans, pl), f.asksPresence) || !c.implies(pl.after, test) {
				continue
			}
			if removal := c.remove(pl, x); removal != nil {
				f.together(pl, d.plans, x, removal, fixes)
				for _, gone := range append(d.plans, pl) {
					delete(kept, gone.Node)
				}
				break
			}
		}
	}
}

// asksPresence reports whether a plan's comparison is one for a status in the body at all.
func (f *fixer) asksPresence(pl *plan) bool {
	_, ok := f.presence(pl)
	return ok
}

// chainOf returns the chain that a plan's comparison is an operand of, without operands if it is of none.
func chainOf(pl *plan) *chain {
	c := &chain{}
	i := slices.IndexFunc(pl.path, func(n ast.Node) bool { return n == ast.Node(pl.Node) })
	if i < 0 {
		return c
	}
	top := pl.Node
	for _, n := range pl.path[i+1:] {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Op != token.LAND && b.Op != token.LOR || c.op != 0 && b.Op != c.op {
			c.within = n
			break
		}
		c.op, top = b.Op, b
	}
	if clause, ok := c.within.(*ast.CaseClause); ok && c.op == 0 && slices.Contains(clause.List, top) {
		c.op, c.operands = token.LOR, clause.List
	} else if c.op != 0 {
		c.operands = operands(top, c.op)
	}
	return c
}

// operands returns what x joins with op, from left to right.
func operands(x ast.Expr, op token.Token) []ast.Expr {
	if b, ok := x.(*ast.BinaryExpr); ok && b.Op == op {
		return append(operands(b.X, op), operands(b.Y, op)...)
	}
	return []ast.Expr{x}
}

// implies reports whether beside the test of an operand that of another one changes nothing.
func (c *chain) implies(one, other func(int64) bool) bool {
	for s := int64(100); s < 600; s++ {
		if c.op == token.LAND && one(s) && !other(s) || c.op == token.LOR && other(s) && !one(s) {
			return false
		}
	}
	return true
}

// remove returns the edits that take the operand x away beside that of pl, with parentheses around the two; nil if a
// comment would go.
func (c *chain) remove(pl *plan, x ast.Expr) []analysis.TextEdit {
	i := slices.Index(c.operands, x)
	from, to := c.operands[max(i-1, 0)].End(), x.End()
	if i < slices.Index(c.operands, pl.Node) {
		from, to = x.Pos(), c.operands[i+1].Pos()
	}
	if pl.file.HasComment(from, to) {
		return nil
	}
	edits := []analysis.TextEdit{pl.file.Replace(from, to, "")}
	if paren, ok := c.within.(*ast.ParenExpr); ok && len(c.operands) == 2 && joins(pl.path, paren) {
		edits = append(edits, pl.file.Replace(paren.Lparen, paren.Lparen+1, ""), pl.file.Replace(paren.Rparen, paren.Rparen+1, ""))
	}
	return edits
}

// joins reports whether an expression in parentheses is an operand of && or ||.
func joins(path []ast.Node, paren *ast.ParenExpr) bool {
	i := slices.Index(path, ast.Node(paren))
	b, ok := path[i+1].(*ast.BinaryExpr)
	return ok && (b.Op == token.LAND || b.Op == token.LOR)
}

// together gives the plans one fix: that of pl, and what takes the operand x of the others away.
func (f *fixer) together(pl *plan, others []*plan, x ast.Expr, removal []analysis.TextEdit, fixes map[*report]*rule.Fix) {
	gone := &plan{}
	gone.drop(x)
	edits := append(slices.Clone(pl.edits), removal...)
	drops := append(slices.Clone(pl.drops), gone.drops...)
	for _, p := range append(others, pl) {
		fixes[p.report] = &rule.Fix{
			Message: pl.message,
			Edits:   edits,
			Imports: []*edit.Imports{pl.imports},
			Drops:   drops,
			Kept:    pl.kept,
		}
	}
}

// A double is an operand that may say nothing beside another one.
type double struct {
	kept  map[ast.Expr]*plan
	text  string  // the status that is tested
	plans []*plan // of the comparisons in it
}

// test returns the outcome of an operand once it is fixed. It is false if that does not depend on the status alone.
func (d *double) test(x ast.Expr) (func(int64) bool, bool) {
	switch y := ast.Unparen(x).(type) {
	case *ast.UnaryExpr:
		inner, ok := d.test(y.X)
		return func(s int64) bool { return !inner(s) }, ok && y.Op == token.NOT
	case *ast.BinaryExpr:
		if pl := d.kept[y]; pl != nil && pl.status.text == d.text {
			d.plans = append(d.plans, pl)
			return pl.after, true
		}
		if y.Op != token.LAND && y.Op != token.LOR {
			return nil, false
		}
		a, ok := d.test(y.X)
		b, ok2 := d.test(y.Y)
		if y.Op == token.LAND {
			return func(s int64) bool { return a(s) && b(s) }, ok && ok2
		}
		return func(s int64) bool { return a(s) || b(s) }, ok && ok2
	}
	return nil, false
}
