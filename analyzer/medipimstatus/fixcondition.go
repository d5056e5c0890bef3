package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
)

// conditionHolds reports whether the condition that the comparison is a part of has the same outcome
// before and after the fix when the API answers s, whatever else stands in it, with the fixes of the
// other comparisons in it. If it has another one without those, the fix is made with them.
func (f *fixer) conditionHolds(pl *plan, s int64) bool {
	c := &condition{fixer: f, status: s, of: pl, free: map[ast.Expr]int{}}
	terms := pl.condition()
	for _, x := range terms {
		c.value(x, false, false, 0) // count what is not known
	}
	if len(c.free) > 8 {
		return false
	}
	alone := true
	for bits := range 1 << len(c.free) {
		before := c.any(terms, false, false, bits)
		if c.any(terms, true, true, bits) != before {
			return false
		}
		alone = alone && c.any(terms, true, false, bits) == before
	}
	if !alone {
		pl.with = c.others
	}
	return !c.unknown
}

// condition returns the condition that the comparison is a part of. It has several terms, of which one
// suffices, in the case of a switch without a tag.
func (pl *plan) condition() []ast.Expr {
	top := pl.Node
	for i, n := range pl.path {
		x, ok := n.(ast.Expr)
		if ok && (x.Pos() > pl.Node.Pos() || x.End() < pl.Node.End()) {
			continue // within the comparison
		}
		switch x := n.(type) {
		case *ast.ParenExpr:
			top = x
			continue
		case *ast.UnaryExpr:
			if x.Op == token.NOT {
				top = x
				continue
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR || x == pl.Node {
				top = x
				continue
			}
		case *ast.CaseClause:
			if sw, ok := pl.path[i+2].(*ast.SwitchStmt); ok && sw.Tag == nil && slices.Contains(x.List, top) {
				return x.List
			}
		}
		break
	}
	return []ast.Expr{top}
}

// A condition is evaluated for one status.
type condition struct {
	*fixer
	status  int64
	of      *plan
	free    map[ast.Expr]int // what is not known, numbered
	others  []*plan          // of the other comparisons
	unknown bool             // what the fix at hand does
}

// any returns whether one of the terms holds.
func (c *condition) any(terms []ast.Expr, fixed, all bool, bits int) bool {
	return slices.ContainsFunc(terms, func(x ast.Expr) bool { return c.value(x, fixed, all, bits) })
}

// value returns the outcome of x. fixed applies the fix at hand, all the other ones too. bits are the
// outcomes of what is not known.
func (c *condition) value(x ast.Expr, fixed, all bool, bits int) bool {
	if x == c.of.guard {
		return fixed // no status in the body, no test of it in the fix
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return c.value(x.X, fixed, all, bits)
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			return !c.value(x.X, fixed, all, bits)
		}
	case *ast.BinaryExpr:
		switch x.Op {
		case token.LAND:
			a, b := c.value(x.X, fixed, all, bits), c.value(x.Y, fixed, all, bits)
			return a && b
		case token.LOR:
			a, b := c.value(x.X, fixed, all, bits), c.value(x.Y, fixed, all, bits)
			return a || b
		}
		if pl := c.plans[x]; pl != nil {
			if pl != c.of && !slices.Contains(c.others, pl) {
				c.others = append(c.others, pl)
			}
			before, known := pl.before(c.status)
			after, knownAfter := pl.outcome(c.status)
			switch {
			case !known || !knownAfter:
				c.unknown = c.unknown || pl == c.of
			case all || fixed && pl == c.of:
				return after
			default:
				return before
			}
		}
		if v, known := c.real(x); known {
			return v
		}
	}
	n, ok := c.free[x]
	if !ok {
		n = len(c.free)
		c.free[x] = n
	}
	return bits&(1<<n) != 0
}

// real returns the outcome of a comparison that no fix changes.
func (c *condition) real(x *ast.BinaryExpr) (value, known bool) {
	for _, v := range c.Origins.Values(x) {
		return c.success(c.status).holds(v)
	}
	return false, false
}

// isHalf reports whether the comparison is one bound of a range (>= 400 && < 500) whose other bound, in
// the same condition, gets no fix, or whether the two would leave nothing to decide.
func (f *fixer) isHalf(pl *plan) bool {
	if pl.Kind != model.Compare || !isBound(pl.Op) {
		return false
	}
	text := types.ExprString(pl.X)
	for _, term := range pl.condition() {
		half := false
		ast.Inspect(term, func(n ast.Node) bool {
			pair, ok := n.(*ast.BinaryExpr)
			if !ok || pair.Op != token.LAND && pair.Op != token.LOR {
				return true
			}
			other := pair.X
			if ast.Unparen(pair.X) == pl.Node {
				other = pair.Y
			} else if ast.Unparen(pair.Y) != pl.Node {
				return true
			}
			bound, ok := ast.Unparen(other).(*ast.BinaryExpr)
			if !ok || !isBound(bound.Op) || types.ExprString(bound.X) != text && types.ExprString(bound.Y) != text {
				return true
			}
			with := f.plans[bound]
			half = with == nil || pl.after != nil && with.after != nil && settled(pair.Op, pl.after, with.after)
			return false
		})
		if half {
			return true
		}
	}
	return false
}

func isBound(op token.Token) bool {
	return isComparison(op) && op != token.EQL && op != token.NEQ
}

// settled reports whether two tests, joined, have one outcome for every status.
func settled(op token.Token, a, b func(int64) bool) bool {
	outcome := func(s int64) bool {
		if op == token.LOR {
			return a(s) || b(s)
		}
		return a(s) && b(s)
	}
	for s := int64(200); s < 600; s++ {
		if outcome(s) != outcome(200) {
			return false
		}
	}
	return true
}
