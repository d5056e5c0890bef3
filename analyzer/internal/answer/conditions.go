package answer

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// sorting returns the condition, in n's function or below it, that gives an answer of the scenario sc another
// result than a 429: the one that leaves 429 out where a caller retries on that result. Nil if there is none.
func (n *node) sorting(sc scenario) *Cond {
	if n == nil {
		return nil
	}
	if at := n.below.sorting(sc); at != nil {
		return at
	}
	want, have := n.shapes(limited), n.shapes(sc)
	if len(want) == 0 || maps.Equal(want, have) {
		return nil
	}
	c := n.first(sc, diverging(n.trace(sc), n.trace(limited)), func(t *Trace) bool { return maps.Equal(n.shapesOf(t), want) })
	if c == nil {
		return nil
	}
	return n.setBy(c, sc, limited)
}

// setBy returns the condition that c, which comes out differently in two scenarios, was set on.
func (n *node) setBy(c *cond, sc, other scenario) *Cond {
	return c.setBy(n.trace(sc), n.trace(other), func(force map[*ssa.If]bool) *Trace { return n.forced(sc, force) })
}

// decisive returns the first condition that comes out one way in the scenario sc and another way in the
// scenario other, and that changes what becomes of the answer: with its outcome laid down as it is in the
// other scenario, the walk satisfies changed. Nil if there is none.
func (n *node) decisive(sc, other scenario, changed func(*Trace) bool) *Cond {
	if c := n.first(sc, diverging(n.trace(sc), n.trace(other)), changed); c != nil {
		return n.setBy(c, sc, other)
	}
	return nil
}

// besides returns the conditions that must come out for a 429 as they do in the scenario sc, beside at, to make the walk
// satisfy retried.
func (n *node) besides(at *Cond, sc scenario, retried func(*Trace) bool) []*Cond {
	if at.If == nil || at.branch == maybe {
		return nil
	}
	there := n.trace(sc)
	force := map[*ssa.If]bool{at.If: at.branch == no}
	var also []*Cond
	for len(force) <= maxForced {
		t := n.forced(limited, maps.Clone(force))
		if retried(t) {
			return also
		}
		i := slices.IndexFunc(t.order, func(x *ssa.If) bool {
			_, laid := force[x]
			d := there.Conds[x]
			return !laid && d != nil && d.outcome() != maybe && t.Conds[x].outcome() == d.outcome().not()
		})
		if i < 0 {
			return nil
		}
		c := *t.Conds[t.order[i]]
		force[c.at] = c.outcome() == no
		c.other = c.outcome()
		also = append(also, c.cond())
	}
	return nil
}

// first returns the first of the conditions whose other outcome makes the walk satisfy changed; nil if none does.
func (n *node) first(sc scenario, conds []*cond, changed func(*Trace) bool) *cond {
	for _, c := range conds {
		if changed(n.forced(sc, map[*ssa.If]bool{c.at: c.outcome() == no || c.outcome() == maybe && c.other == yes})) {
			return c
		}
	}
	return nil
}

// diverging returns the conditions of t that come out otherwise in u, in the order of the walk. One that is
// open in t diverges too if it is settled in u.
func diverging(t, u *Trace) []*cond {
	var found []*cond
	for _, at := range t.order {
		c, d := t.Conds[at], u.Conds[at]
		if d == nil || d.outcome() == maybe || c.outcome() == d.outcome() || c.outcome() == maybe && !c.open {
			continue
		}
		e := *c
		e.other = d.outcome()
		found = append(found, &e)
	}
	slices.SortStableFunc(found, func(a, b *cond) int { return cmp.Compare(a.rank, b.rank) })
	return found
}

// leaning returns the conditions of t that are settled there and open in u, in the order of the walk.
func leaning(t, u *Trace) []*cond {
	var found []*cond
	for _, at := range t.order {
		c, d := t.Conds[at], u.Conds[at]
		if d != nil && d.outcome() == maybe && c.outcome() != maybe {
			e := *c
			e.other = maybe
			found = append(found, &e)
		}
	}
	slices.SortStableFunc(found, func(a, b *cond) int { return cmp.Compare(a.rank, b.rank) })
	return found
}

// cond returns the condition as it is reported: the comparison itself, be it in a predicate.
func (c *cond) cond() *Cond {
	test, truth := c.at.Cond, c.other
	if len(c.why) > 0 {
		test = c.why[len(c.why)-1]
		if c.inv && test != c.at.Cond {
			truth = truth.not()
		}
	}
	if lk, ok := test.(*ssa.Lookup); ok && lk.CommaOk && lk.Parent() == c.at.Parent() {
		test, truth = c.at.Cond, c.other // v, ok := table[status], and the condition is about ok
	}
	if call, ok := test.(*ssa.Call); ok && call.Parent() == c.at.Parent() {
		if _, several := call.Type().(*types.Tuple); several {
			test, truth = c.at.Cond, c.other // i, found := slices.BinarySearch(list, status)
		}
	}
	return &Cond{If: c.at, Test: test, limited: truth, branch: c.other}
}

// test returns the condition as it is reported where it is a test of something that was made for a 429:
// what decides the branch in its own function, not what a predicate does.
func (c *cond) test() *Cond {
	found := c.cond()
	if def, ok := found.Test.(ssa.Instruction); ok && def.Parent() != c.at.Parent() {
		found.Test = c.at.Cond
	}
	return found
}

// told returns the condition that tells a 429 apart from other errors, or nil.
func (n *node) told() *Cond { return n.chosen(n.naming()) }

// chosen returns the first of the conditions, one of n's own function before others.
func (n *node) chosen(conds []*cond) *Cond {
	for _, c := range conds {
		if c.at.Parent() == n.fn() {
			return c.test()
		}
	}
	for _, c := range conds {
		return c.test()
	}
	return nil
}

// naming returns the conditions that come out for a 429 as they do neither for another error, be it one of
// the network, nor for a 200.
func (n *node) naming() []*cond {
	t := n.trace(limited)
	others := []*Trace{n.trace(plain), n.trace(with(200)), n.trace(with(Failed))}
	var found []*cond
	for _, at := range t.order {
		c := t.Conds[at]
		if c.outcome() == maybe {
			continue
		}
		differs, same := false, false
		for _, u := range others {
			if d := u.Conds[at]; d != nil {
				switch d.outcome() {
				case maybe:
				case c.outcome():
					same = true
				default:
					differs = true
				}
			}
		}
		if differs && !same {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *cond) int { return cmp.Compare(a.rank, b.rank) })
	return found
}
