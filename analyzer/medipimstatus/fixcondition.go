package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// conditionHolds reports whether the condition that the comparison is a part of has the same outcome
// before and after the fix when the API answers s, with the fixes of the other comparisons in it or
// without them, whatever else stands in it.
func (f *fixer) conditionHolds(pl *plan, s int64) bool {
	top := pl.Node
	for _, n := range pl.path {
		x, ok := n.(ast.Expr)
		if !ok || x.Pos() > pl.Node.Pos() || x.End() < pl.Node.End() {
			if ok {
				continue // within the comparison
			}
			break
		}
		switch x := x.(type) {
		case *ast.ParenExpr:
			top = x
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
		}
		if x != top {
			break
		}
	}
	c := &condition{fixer: f, status: s, of: pl, free: map[ast.Expr]int{}}
	c.value(top, false, false, 0) // count what is not known
	if len(c.free) > 8 {
		return false
	}
	for bits := range 1 << len(c.free) {
		before := c.value(top, false, false, bits)
		if c.value(top, true, false, bits) != before || c.value(top, true, true, bits) != before {
			return false
		}
	}
	return true
}

// A condition is evaluated for one status.
type condition struct {
	*fixer
	status int64
	of     *plan
	free   map[ast.Expr]int // what is not known, numbered
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
		if pl := c.plans[x]; pl != nil && pl.before != nil {
			if all || fixed && pl == c.of {
				return pl.after(c.status)
			}
			return pl.before(0)
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

// real returns the outcome of a comparison of the HTTP status with a constant.
func (c *condition) real(x *ast.BinaryExpr) (value, known bool) {
	for _, v := range c.Origins.Values(x) {
		return c.outcome(v, c.status)
	}
	return false, false
}

// chosen returns the number of the clause of a switch that the value s of the carrier leads to: -1
// for none, or for the default.
func (f *fixer) chosen(pl *plan, s int64) int {
	sw := pl.enclosingSwitch()
	x, ok := f.arithmetic(pl.X, pl.at, s)
	if sw == nil || !ok {
		return -1
	}
	for i, clause := range sw.Body.List {
		for _, c := range clause.(*ast.CaseClause).List {
			n, ok := f.constInt(c)
			if ok && (n == x || n == 0 && s < 400) {
				return i
			}
		}
	}
	return -1
}

// found reports whether a search of the strings package finds y in x.
func found(name, x, y string) bool {
	switch name {
	case "HasPrefix":
		return strings.HasPrefix(x, y)
	case "HasSuffix":
		return strings.HasSuffix(x, y)
	case "EqualFold":
		return x == y
	case "Contains":
		return strings.Contains(x, y)
	}
	return false
}

// calleeIndifferent reports whether a function of the package that gets the status does the same for
// s as for no status, as far as its comparisons with constants tell.
func (f *fixer) calleeIndifferent(pl *plan, s int64) bool {
	call, ok := pl.Node.(*ast.CallExpr)
	if !ok {
		return true
	}
	fns := map[*ssa.Function]bool{}
	for _, fn := range f.Origins.CalleesAt(call) {
		fns[fn] = true
	}
	for _, b := range f.Branches {
		of := false
		for _, o := range f.Origins.Expr(b.X) {
			of = of || o.Kind == origin.Param && fns[o.Param.Parent()]
		}
		if !of {
			continue
		}
		switch b.Kind {
		case model.Compare:
			y, known := f.constInt(b.Y)
			x := b.X
			if quo, ok := ast.Unparen(x).(*ast.BinaryExpr); ok {
				x = quo.X
			}
			zero, ok := f.arithmetic(b.X, x, 0)
			real, _ := f.arithmetic(b.X, x, s)
			if known && ok && compare(zero, b.Op, y) != compare(real, b.Op, y) {
				return false
			}
		case model.Switch:
			for _, c := range b.Cases {
				if n, known := f.constInt(c); known && (n == 0 || n == s) {
					return false
				}
			}
		}
	}
	return true
}

func compare(x int64, op token.Token, y int64) bool {
	return constant.Compare(constant.MakeInt64(x), op, constant.MakeInt64(y))
}
