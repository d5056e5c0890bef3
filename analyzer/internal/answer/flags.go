package answer

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// isFlag reports whether a test is no comparison but what one was kept in: a variable, or what a function of the
// package returns.
func isFlag(test ssa.Value) bool {
	switch x := test.(type) {
	case *ssa.Phi, *ssa.UnOp, *ssa.Parameter:
		return true
	case *ssa.Extract:
		return isFlag(x.Tuple)
	case *ssa.Call:
		fn := x.Call.StaticCallee()
		return fn != nil && len(fn.Blocks) > 0
	}
	return false
}

// mixed returns the conditions of t about the answer that come out both ways there, and one way in u: comparisons
// with one element of a list after the other.
func mixed(t, u *Trace) []*cond {
	var found []*cond
	for _, at := range t.order {
		c, d := t.Conds[at], u.Conds[at]
		if d == nil || c.outcome() != maybe || c.open || d.outcome() == maybe || c.tainted&carries == 0 {
			continue
		}
		e := *c
		e.other = d.outcome()
		found = append(found, &e)
	}
	slices.SortStableFunc(found, func(a, b *cond) int { return cmp.Compare(a.rank, b.rank) })
	return found
}

// setBy returns the condition that the flag c was set on, c itself if it is no flag or that is not known. t and u are
// the walks in which c comes out differently, run repeats t with the outcome of a condition laid down.
func (c *cond) setBy(t, u *Trace, run func(force map[*ssa.If]bool) *Trace) *Cond {
	at := c.cond()
	if !isFlag(at.Test) && c.tainted != 0 {
		return at
	}
	for _, m := range mixed(t, u) {
		forced := run(map[*ssa.If]bool{m.at: m.other == yes}).Conds[c.at]
		if forced != nil && forced.outcome() != c.outcome() && !isFlag(m.cond().Test) {
			return m.cond()
		}
	}
	return at
}
