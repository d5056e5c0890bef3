package answer

import (
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
		if v.open() && !e.passesThrough(n.fn()) && !e.second[s.Call] {
			reports = append(reports, &Report{Category: Missing, Call: m.site, Bare: v.handsUp})
		}
	}
	if n.repeatsBody() {
		reports = append(reports, &Report{Category: Unrewound, Call: s.Call})
	}
	for _, again := range n.repeatedOnce() {
		reports = append(reports, &Report{Category: Unrewound, Call: again})
	}
	for _, r := range reports {
		if r.Send == nil {
			r.Send = s
		}
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
	case handled, unclear:
		if n.level == 0 && n.ways.settled && len(n.ways.trippers) == 0 {
			if lib := n.byLibrary(); len(lib.reports) > 0 {
				return lib // of several clients, the one that lacks something
			}
		}
		return &verdict{fate: below}
	case reported:
		return &verdict{fate: below, reports: n.inside()}
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
	switch {
	case lib.fate == reported && v.open():
		v = lib
	case lib.fate == reported && v.fate == handled:
		v.reports = append(v.reports, n.lacking(v.opens, lib)...)
	}
	if v.fate != open && v.fate != dealt {
		n.settled()
	}
	return v
}

// lacking returns what is wrong with the clients that n's send goes through for the calls of n's function that do nothing
// about a 429 themselves. lib is what is wrong with any of them.
func (n *node) lacking(calls []ssa.CallInstruction, lib *verdict) []*Report {
	s := n.e.sends[n.send]
	i := slices.IndexFunc(n.fn().Params, func(p *ssa.Parameter) bool {
		load, ok := s.Client.(*ssa.UnOp)
		return s.Client == ssa.Value(p) || ok && spilled(load.X) == p
	})
	if i < 0 || s.Library != send.NetHTTP {
		if len(calls) == 0 {
			return nil
		}
		return lib.reports
	}
	var found []*Report
	for _, call := range calls {
		if args := call.Common().Args; !call.Common().IsInvoke() && i < len(args) {
			found = append(found, n.e.byClients(n.e.clientRoots(spot{args[i], nil}), s).reports...)
		}
	}
	return found
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
		if n.caught(t) {
			return &verdict{fate: unclear}
		}
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
	if own.private && !onlyTests {
		return n.judgePrivate(own)
	}
	if own.fate == open && told != nil && n.keeps() {
		return &verdict{fate: unclear}
	}
	if own.fate == open && told == nil {
		if v := n.judgeReceipts(); v != nil {
			return v
		}
	}
	if lent := n.judgeLent(own); lent != nil && !lent.open() {
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

// judgePrivate is judgeHere where nobody but the package can tell the error of a 429 from others: what it does not
// ask, on the way that the error takes, nobody asks.
func (n *node) judgePrivate(own *verdict) *verdict {
	if lent := n.judgeLent(own); lent != nil && !lent.open() {
		return lent
	}
	n.note(true)
	v := n.judgeCallers(&verdict{private: true}, false)
	if v.fate == open {
		if here := n.judgeIncomplete(); here != nil {
			return here
		}
		v.private = true
	}
	return v
}

// keeps reports whether something unseen is asked to keep what got a 429 for later, and for no other error.
func (n *node) keeps() bool {
	plainly, good := n.trace(plain).Later, n.trace(with(200)).Later
	for call := range n.trace(limited).Later {
		if !plainly[call] && !good[call] {
			return true
		}
	}
	return false
}

// found returns the verdict that consists of one report on a condition.
func (n *node) found(c Category, at *Cond) *verdict {
	return &verdict{fate: reported, reports: []*Report{{Category: c, Cond: at}}}
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
		default:
			someone = someone || u.private && !own.private
		}
	}
	if own.fate == dealt {
		return v
	}
	switch {
	case someone:
		v.fate = handled
		for i, u := range vs {
			if u.open() {
				v.opens = append(v.opens, ups[i].site)
			}
			if u.open() && own.bare && !n.e.second[ups[i].site] {
				v.reports = append(v.reports, &Report{Category: Missing, Call: ups[i].site})
			}
		}
	case len(v.reports) > 0:
		v.fate = reported
	}
	return v
}
