package answer

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// way returns the calls that lead from n's function down to the send, the innermost first; nil where that is n's site.
func (n *node) way(up *within) *within {
	for m := n; m.below != nil; m = m.below {
		call, ok := m.site.(*ssa.Call)
		if !ok {
			return up
		}
		up = n.e.within(within{call: call, fn: m.below.fn(), up: up})
	}
	return up
}

// path returns the calls that the path st is in, the innermost first.
func (w *walk) path(st *state) *within {
	var up func(fn *ssa.Function, c *caller) *within
	up = func(fn *ssa.Function, c *caller) *within {
		if c == nil {
			return nil
		}
		outer := up(c.fn, c.up)
		call, ok := c.call.(*ssa.Call)
		if !ok {
			return outer
		}
		return w.e.within(within{call: call, fn: fn, up: outer})
	}
	return up(st.fn, st.up)
}

// sendsAnother reports whether the path, which came to call, a send, or to what leads to one, by another way than at
// first, sends another request there than the one that was answered: no retry, but the next step, or another way to
// the same end. What says that the request is at fault is not sent again as it is, as far as that can be told.
func (w *walk) sendsAnother(st *state, call *ssa.Call) bool {
	n := w.node
	if n == nil {
		return false
	}
	first, second := n.e.sends[n.send], n.e.sends[n.send]
	in := w.path(st)
	switch {
	case call == n.send:
	case n.below == nil: // a send of its own
		second = n.e.sends[call]
	default:
		in = n.e.within(within{call: call, fn: n.below.fn(), up: in})
		in = n.below.way(in)
	}
	if first == nil || second == nil || first.Library != second.Library {
		return false
	}
	c := comparison{e: n.e}
	switch c.sends(first, second, n.way(nil), in) {
	case yes:
		return true
	case maybe:
		return w.is(func(s Status) bool { return slices.Contains(atFault, s) })
	}
	return false
}

// atFault are the answers that say that the request itself is wrong.
var atFault = []Status{404, 400, 422, 405}

// secondCall returns the call, on the path st, that calls once more what the site called; nil if that is the site itself.
func (w *walk) secondCall(st *state) ssa.CallInstruction {
	if w.under == nil {
		return nil
	}
	for in := w.path(st); in != nil; in = in.up {
		if in.fn == w.under && in.call != w.site {
			return in.call
		}
	}
	return nil
}
