package answer

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// judgeRetry judges the ways that lead a 429 back to the send; nil if there are none.
func (n *node) judgeRetry() *verdict {
	backs := n.retries(Limited, n.trace(limited))
	if len(backs) == 0 {
		return nil
	}
	n.noteSeconds(backs)
	for _, b := range backs {
		if b.marks.delayed {
			return &verdict{fate: handled}
		}
	}
	for _, b := range backs {
		if b.marks.guess {
			return &verdict{fate: unclear}
		}
	}
	ends := func(t *Trace) bool { return len(n.retries(Limited, t)) == 0 }
	var at *cond
	for _, conds := range [][]*cond{n.naming(), diverging(n.trace(limited), n.trace(plain)), diverging(n.trace(limited), n.trace(with(200)))} {
		own := slices.DeleteFunc(slices.Clone(conds), func(c *cond) bool { return c.at.Parent() != n.fn() })
		if at = n.first(limited, append(own, conds...), ends); at != nil {
			if told := n.toldBelow(); told != nil && (at.aStep() || n.below.isBody()) {
				return n.found(Immediate, told)
			}
			return n.found(Immediate, at.test())
		}
	}
	if at := n.chosen(n.naming()); at != nil {
		return n.found(Immediate, at)
	}
	if at := n.toldBelow(); at != nil {
		return n.found(Immediate, at)
	}
	return &verdict{fate: unclear}
}

// noteSeconds notes the calls that are the second try of n's: what is wrong with them is wrong with that.
func (n *node) noteSeconds(backs []back) {
	for _, b := range backs {
		if b.second != nil {
			n.e.second[b.second] = true
		}
	}
}

// toldBelow returns the condition that tells a 429 apart in the functions that handed it up, or nil.
func (n *node) toldBelow() *Cond {
	for m := n.below; m != nil; m = m.below {
		if at := m.told(); at != nil {
			return at
		}
	}
	return nil
}

// retries returns the arrivals at the send in t, a walk with the status s, that are retries: no pagination,
// no polling, no next item of a list.
func (n *node) retries(s Status, t *Trace) []back {
	good := n.trace(with(200)).Backs
	other := Other4xx
	if s == Other4xx {
		other = 404
	}
	bad := n.trace(with(other)).Backs
	var found []back
	for _, b := range t.Backs {
		if b.again && (arrives(good, b) || arrives(bad, b)) {
			continue // the next request of a series
		}
		if stays(good, b) && !(s == Limited && b.marks.guess && onlyGuessed(good, b)) {
			// A 200 comes round as well. It is a retry if this status was told apart from other errors,
			// and the same request is sent again.
			// Or if it was put back into the queue that the loop is over.
			// Or if it was left in the map that the loop is over.
			// Or if the loop went back to the item that it was at.
			requeued := b.marks.queued && !queuedWithin(good, b) && !queuedWithin(bad, b) ||
				!b.marks.removed && removedWithin(good, b) && !arrives(bad, b) ||
				n.goesBack(b, good)
			if !requeued && (s == Failed || stays(bad, b) || n.item(b) == nextItem) {
				continue
			}
		}
		found = append(found, b)
	}
	return found
}

// stays reports whether one of the arrivals is at the same call as b, inside the loop that b stayed in.
func stays(backs []back, b back) bool {
	return slices.ContainsFunc(backs, func(x back) bool {
		return x.call == b.call && x.other == b.other && x.marks.out <= b.marks.out
	})
}

// onlyGuessed reports whether each of the arrivals at the same call as b depends on a test of the status that is not
// known: whether a 200 comes round, too, cannot be told.
func onlyGuessed(backs []back, b back) bool {
	return !slices.ContainsFunc(backs, func(x back) bool { return x.call == b.call && !x.marks.guess })
}

func arrives(backs []back, b back) bool {
	return slices.ContainsFunc(backs, func(x back) bool { return x.call == b.call })
}

func queuedWithin(backs []back, b back) bool {
	return slices.ContainsFunc(backs, func(x back) bool { return x.call == b.call && x.marks.queued })
}

// removedWithin reports whether each arrival at the same call as b took its item out of the map that the loop is over.
func removedWithin(backs []back, b back) bool {
	return !slices.ContainsFunc(backs, func(x back) bool { return x.call == b.call && !x.marks.removed })
}

// judgeHeader judges a retry that happens only if the answer has a Retry-After header; nil if there is none.
func (n *node) judgeHeader() *verdict {
	t := n.trace(limitedAfter)
	if t.Cut || len(n.retries(Limited, t)) == 0 {
		return nil
	}
	retries := func(t *Trace) bool { return len(n.retries(Limited, t)) > 0 }
	// A helper that finds a delay or none leaves it to its caller what then; a predicate decides itself.
	conds := append(diverging(n.trace(limited), t), leaning(n.trace(limited), t)...)
	deciding := slices.DeleteFunc(slices.Clone(conds), func(c *cond) bool { return !decides(c.at.Parent(), n.fn()) })
	at := n.first(limited, append(deciding, conds...), retries)
	if at == nil {
		if at := n.several(limited, limitedAfter, retries); at != nil {
			return n.found(Header, at)
		}
		return nil
	}
	found := at.cond()
	if def, ok := found.Test.(ssa.Instruction); ok && !decides(def.Parent(), n.fn()) {
		found = at.test()
	}
	return n.found(Header, found)
}

// decides reports whether a condition in fn decides what the function top, or a predicate that it asks, does.
func decides(fn, top *ssa.Function) bool {
	if fn == top {
		return true
	}
	results := fn.Signature.Results()
	return results.Len() == 0 || results.Len() == 1 && types.Identical(results.At(0).Type().Underlying(), types.Typ[types.Bool])
}

const maxForced = 4 // conditions that hang together: is there a header, is it a number, is it above 0

// several is decisive where several conditions together change what becomes of the answer: the first of them.
// Those behind it may be open in the other scenario.
func (n *node) several(sc, other scenario, changed func(*Trace) bool) *Cond {
	there := n.trace(other)
	firsts := diverging(n.trace(sc), there)
	if len(firsts) == 0 {
		return nil
	}
	force := map[*ssa.If]bool{firsts[0].at: firsts[0].other == yes}
	for len(force) < maxForced {
		t := n.forced(sc, maps.Clone(force))
		if changed(t) {
			return firsts[0].cond()
		}
		var next *cond
		for _, at := range t.order {
			c, d := t.Conds[at], there.Conds[at]
			if _, laid := force[at]; !laid && d != nil && c.outcome() != maybe && d.outcome() != c.outcome() && (next == nil || c.rank < next.rank) {
				next = c
			}
		}
		if next == nil {
			return nil
		}
		force[next.at] = next.outcome() == no
	}
	return nil
}

// judgeIncomplete judges a retry of other answers that leaves 429 out; nil if there is none.
func (n *node) judgeIncomplete() *verdict {
	for _, group := range [][]Status{{503, 502, 504, 500}, {Other4xx, 404, 400, 422, 405}, {Failed}} {
		var conds []*Cond
		also := map[*Cond][]*Cond{}
		waits := false
		for _, s := range group {
			sc := with(s)
			backs := n.retries(s, n.trace(sc))
			if len(backs) == 0 {
				continue
			}
			n.noteSeconds(backs)
			waits = waits || slices.ContainsFunc(backs, func(b back) bool { return b.marks.delayed || b.marks.guess })
			at := n.below.sorting(sc)
			if at == nil {
				if at = n.decisive(sc, limited, func(t *Trace) bool { return len(n.retries(s, t)) == 0 }); at != nil {
					also[at] = n.besides(at, sc, func(t *Trace) bool { return len(n.retries(Limited, t)) > 0 })
				}
			}
			if at != nil {
				conds = append(conds, at)
			}
		}
		if len(conds) > 0 {
			first := slices.MinFunc(conds, func(a, b *Cond) int { return cmp.Compare(a.Test.Pos(), b.Test.Pos()) })
			v := n.found(Incomplete, first)
			v.reports[0].Hurried, v.reports[0].Also = !waits, also[first]
			return v
		}
	}
	return nil
}
