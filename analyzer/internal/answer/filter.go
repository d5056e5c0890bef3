package answer

import (
	"maps"

	"golang.org/x/tools/go/ssa"
)

// filteredOut returns the condition in the filter that call gives its library (RetryIf) on which the error of a
// 429 comes out otherwise than that of an answer that is retried; nil if there is none.
func (n *node) filteredOut(call *ssa.Call) *Cond {
	for _, o := range pick(n.e.callOptions(call), "RetryIf", "HandleIf") {
		for _, src := range n.e.sources(o.args[0]) {
			fn := functionOf(src)
			if fn == nil || len(fn.Blocks) == 0 {
				continue
			}
			f := target{fn: fn, free: n.e.static(src).elems}
			for _, left := range n.filtered(f, limited, nil) {
				if left.truth == no {
					if at := n.leavesOut(f, left); at != nil {
						return at
					}
				}
			}
		}
	}
	return nil
}

// leavesOut returns the condition in the filter fn that leaves out what left was asked about.
func (n *node) leavesOut(fn target, left asked) *Cond {
	for _, s := range retried {
		if s == Failed {
			continue
		}
		for _, other := range n.filtered(fn, with(s), nil) {
			if other.truth != yes {
				continue
			}
			for _, c := range diverging(other.trace, left.trace) {
				for _, forced := range n.filtered(fn, with(s), map[*ssa.If]bool{c.at: c.other == yes}) {
					if forced.truth != yes {
						return c.cond()
					}
				}
			}
			if c := left.cond(); c != nil {
				return c
			}
		}
	}
	return nil
}

// filtered evaluates the filter fn for each error that n's function returns in a scenario.
func (n *node) filtered(f target, sc scenario, force map[*ssa.If]bool) []asked {
	var out []asked
	for _, ret := range n.trace(sc).Returns {
		err := lastError(n.fn(), ret.value)
		if err == nil || err.kind == null && len(f.fn.Params) == 1 {
			continue
		}
		w := &walk{
			e: n.e, sc: sc, top: f.fn, fuel: maxSteps / 4, force: force, trace: newTrace(),
		}
		st := &state{env: map[ssa.Value]*value{}, mem: maps.Clone(ret.mem)}
		w.push(st, f, failing(f.fn, err), "", nil)
		st.depth = 0
		w.begin(st)
		w.run()
		a := asked{trace: w.trace}
		for i, r := range w.trace.Returns {
			switch {
			case w.trace.Cut:
			case i == 0:
				a.truth = r.value.truth()
			case a.truth != r.value.truth():
				a.truth = maybe
			}
			if len(r.value.why) > 0 {
				a.why, a.inv = r.value.why, r.value.inv
			}
		}
		out = append(out, a)
	}
	return out
}
