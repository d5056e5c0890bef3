package answer

import (
	"cmp"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

var (
	limited      = scenario{status: Limited}
	limitedAfter = scenario{status: Limited, retryAfter: true}
	plain        = scenario{status: Other4xx}
)

func with(s Status) scenario { return scenario{status: s} }

// retried are the answers that a retry is usually made for: a loop that goes round on one of them is a
// retry, and should go round on a 429.
var retried = []Status{503, 502, 504, 500, Failed, Other4xx, 404, 400, 422, 405}

// Judge returns what is wrong with what happens when the send s is answered with a 429.
func (e *Engine) Judge(s *send.Send) []*Report {
	e.fuel = maxFuel
	n := e.root(s.Call)
	var reports []*Report
	for _, m := range n.written() {
		v := m.judge(false)
		reports = append(reports, v.reports...)
		if v.fate == open && !e.passesThrough(n.fn()) && !e.second[s.Call] {
			reports = append(reports, &Report{Category: Missing, Call: m.site, Bare: v.handsUp})
		}
	}
	if n.repeatsBody() {
		reports = append(reports, &Report{Category: Unrewound, Send: s, Call: s.Call})
	}
	for _, r := range reports {
		r.Send = s
	}
	return sortReports(reports)
}

// written returns the nodes of the calls that stand in code that people wrote: n itself, or what leads to it
// from generated code.
func (n *node) written() []*node {
	if n.e.Generated == nil || !n.e.Generated(n.site.Pos()) {
		return []*node{n}
	}
	var found []*node
	for _, m := range n.callers() {
		found = append(found, m.written()...)
	}
	return found
}

// judge finds out what becomes of a 429 from n on. onlyTests is set where it was told apart below, and
// nothing but what is done about it on an explicit test is judged.
func (n *node) judge(onlyTests bool) *verdict {
	below := n.beneath()
	switch below {
	case handled, unclear, reported:
		return &verdict{fate: below} // what is wrong there is reported there
	case dealt:
		onlyTests = true
	}
	if n.dealt {
		onlyTests, below = true, dealt
	}
	lib := n.byLibrary()
	if lib.fate == handled || lib.fate == unclear {
		n.settled()
		return lib
	}
	v := n.judgeHere(onlyTests, below)
	if lib.fate == reported && v.fate == open {
		v = lib
	}
	if v.fate != open && v.fate != dealt {
		n.settled()
	}
	return v
}

// judgeHere is judge from n's function on.
func (n *node) judgeHere(onlyTests bool, below fate) *verdict {
	t := n.trace(limited)
	if t.Cut {
		return &verdict{fate: unclear}
	}
	if v := n.judgeRetry(); v != nil {
		return v
	}
	told := n.told()
	if len(t.Returns) == 0 && len(t.Backs) == 0 && len(t.Exits) > 0 && told != nil {
		return n.found(Fatal, told)
	}
	v := n.judgeHeader()
	own, swallows := n.judgeReturns(told)
	if below == dealt && swallows == nil {
		own.fate = dealt
	}
	if v != nil && own.fate != dealt && own.fate != unclear {
		return v
	}
	if own.fate == unclear {
		return own
	}
	if lent := n.judgeLent(own); lent != nil && lent.fate != open {
		return lent
	}
	if own.fate == open && !onlyTests && swallows == nil {
		if v := n.judgeIncomplete(); v != nil {
			return v
		}
	}
	n.note(onlyTests || own.fate == dealt)
	up := n.judgeCallers(own, onlyTests || own.fate == dealt)
	if swallows != nil && up.fate != handled && up.fate != unclear && up.fate != dealt {
		return n.found(Swallowed, swallows)
	}
	return up
}

// found returns the verdict that consists of one report on a condition.
func (n *node) found(c Category, at *Cond) *verdict {
	return &verdict{fate: reported, reports: []*Report{{Category: c, Cond: at}}}
}

// judgeRetry judges the ways that lead a 429 back to the send; nil if there are none.
func (n *node) judgeRetry() *verdict {
	backs := n.retries(Limited, n.trace(limited))
	if len(backs) == 0 {
		return nil
	}
	for _, b := range backs {
		if b.again {
			n.e.second[b.call] = true
		}
	}
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
			return n.found(Immediate, at.test())
		}
	}
	if at := n.chosen(n.naming()); at != nil {
		return n.found(Immediate, at)
	}
	return &verdict{fate: unclear}
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
		if stays(good, b) {
			// A 200 comes round as well. It is a retry if this status was told apart from other errors,
			// and the same request is sent again.
			// Or if it was put back into the queue that the loop is over.
			requeued := b.marks.queued && !queuedWithin(good, b) && !queuedWithin(bad, b)
			if !requeued && (s == Failed || stays(bad, b) || n.advanced(b)) {
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

func arrives(backs []back, b back) bool {
	return slices.ContainsFunc(backs, func(x back) bool { return x.call == b.call })
}

func queuedWithin(backs []back, b back) bool {
	return slices.ContainsFunc(backs, func(x back) bool { return x.call == b.call && x.marks.queued })
}

// judgeHeader judges a retry that happens only if the answer has a Retry-After header; nil if there is none.
func (n *node) judgeHeader() *verdict {
	t := n.trace(limitedAfter)
	if t.Cut || len(n.retries(Limited, t)) == 0 {
		return nil
	}
	at := n.decisive(limited, limitedAfter, func(t *Trace) bool {
		return len(n.retries(Limited, t)) > 0
	})
	if at == nil {
		return nil
	}
	return n.found(Header, at)
}

// judgeIncomplete judges a retry of other answers that leaves 429 out; nil if there is none.
func (n *node) judgeIncomplete() *verdict {
	for _, group := range [][]Status{{503, 502, 504, 500}, {Other4xx, 404, 400, 422, 405}, {Failed}} {
		var conds []*Cond
		for _, s := range group {
			sc := with(s)
			if len(n.retries(s, n.trace(sc))) == 0 {
				continue
			}
			at := n.below.sorting(sc)
			if at == nil {
				at = n.decisive(sc, limited, func(t *Trace) bool { return len(n.retries(s, t)) == 0 })
			}
			if at != nil {
				conds = append(conds, at)
			}
		}
		if len(conds) > 0 {
			first := slices.MinFunc(conds, func(a, b *Cond) int { return cmp.Compare(a.Test.Pos(), b.Test.Pos()) })
			return n.found(Incomplete, first)
		}
	}
	return nil
}

// sorting returns the condition, in n's function or below it, that gives an answer of the scenario sc another
// result than a 429: the one that leaves 429 out where a caller retries on that result. Nil if there is none.
func (n *node) sorting(sc scenario) *Cond {
	if n == nil {
		return nil
	}
	if at := n.below.sorting(sc); at != nil {
		return at
	}
	shapes := func(t *Trace) map[string]bool {
		m := map[string]bool{}
		for _, r := range t.Returns {
			m[n.shape(r)] = true
		}
		return m
	}
	want, have := shapes(n.trace(limited)), shapes(n.trace(sc))
	if len(want) == 0 || maps.Equal(want, have) {
		return nil
	}
	c := n.first(sc, diverging(n.trace(sc), n.trace(limited)), func(t *Trace) bool { return maps.Equal(shapes(t), want) })
	if c == nil {
		return nil
	}
	return c.cond()
}

// decisive returns the first condition that comes out one way in the scenario sc and another way in the
// scenario other, and that changes what becomes of the answer: with its outcome laid down as it is in the
// other scenario, the walk satisfies changed. Nil if there is none.
func (n *node) decisive(sc, other scenario, changed func(*Trace) bool) *Cond {
	if c := n.first(sc, diverging(n.trace(sc), n.trace(other)), changed); c != nil {
		return c.cond()
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

// cond returns the condition as it is reported: the comparison itself, be it in a predicate.
func (c *cond) cond() *Cond {
	test := c.at.Cond
	if len(c.why) > 0 {
		test = c.why[len(c.why)-1]
	}
	if lk, ok := test.(*ssa.Lookup); ok && lk.CommaOk && lk.Parent() == c.at.Parent() {
		test = c.at.Cond // v, ok := table[status], and the condition is about ok
	}
	return &Cond{If: c.at, Test: test}
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

// tells reports whether the callers of n's function can see a difference between a 429 and a 200.
func (n *node) tells() bool {
	starts := func(sc scenario) map[string]bool {
		keys := map[string]bool{}
		for _, r := range n.trace(sc).Returns {
			keys[r.value.key(n.e.ids)+memKey(r.mem, n.e.ids)] = true
		}
		return keys
	}
	bad, good := starts(limited), starts(with(200))
	if len(bad) != len(good) || hasAnswer(n.trace(limited)) {
		return true
	}
	for k := range bad {
		if !good[k] {
			return true
		}
	}
	return false
}

// hasAnswer reports whether the answer itself is handed up.
func hasAnswer(t *Trace) bool {
	return slices.ContainsFunc(t.Returns, func(r *result) bool {
		if hasResponse(r.value) {
			return true
		}
		for _, v := range r.mem {
			if hasResponse(v) {
				return true
			}
		}
		return false
	})
}

// judgeCallers judges what the callers do with what n's function hands them. own is what the function
// itself makes of a 429.
func (n *node) judgeCallers(own *verdict, onlyTests bool) *verdict {
	var ups []*node
	var vs []*verdict
	if n.tells() {
		for _, m := range n.callers() {
			ups = append(ups, m)
			vs = append(vs, m.judge(onlyTests))
		}
	}
	v := &verdict{fate: own.fate, bare: own.bare}
	if obj := object(n.fn()); obj != nil && reachable(obj) {
		v.handsUp = own.bare
	}
	someone := false
	for _, u := range vs {
		v.reports = append(v.reports, u.reports...)
		v.handsUp = v.handsUp || u.handsUp
		switch u.fate {
		case handled, dealt, unclear:
			someone = true
		}
	}
	if own.fate == dealt {
		return v
	}
	switch {
	case someone:
		v.fate = handled
		for i, u := range vs {
			if u.fate == open && own.bare {
				v.reports = append(v.reports, &Report{Category: Missing, Call: ups[i].site})
			}
		}
	case len(v.reports) > 0:
		v.fate = reported
	}
	return v
}
