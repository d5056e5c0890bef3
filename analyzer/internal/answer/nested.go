package answer

import (
	"maps"

	"golang.org/x/tools/go/ssa"
)

// evalCall evaluates a call of fn apart from the path; nil if its results differ or are not known.
func (w *walk) evalCall(st *state, fn *ssa.Function, args []*value) *value {
	return w.evalTarget(st, target{fn: fn}, args)
}

func (w *walk) evalTarget(st *state, t target, args []*value) *value {
	if w.level > 3 || len(t.fn.Blocks) == 0 || st.onStack(t.fn) > 1 {
		return nil
	}
	sub := &walk{
		e: w.e, sc: w.sc, top: t.fn, fuel: min(w.fuel, 4000),
		trace: newTrace(), sub: true, level: w.level + 1,
	}
	in := &state{env: map[ssa.Value]*value{}, mem: maps.Clone(st.mem)}
	sub.push(in, t, args, "", nil)
	sub.begin(in)
	before := sub.fuel
	sub.run()
	w.fuel -= before - sub.fuel
	if sub.trace.Cut {
		return nil
	}
	var only *value
	for _, r := range sub.trace.Returns {
		v := frozen(r.mem, r.value)
		if only == nil {
			only = v
		} else if only.key(w.e.ids) != v.key(w.e.ids) {
			if only.truth() != maybe && only.truth() == v.truth() {
				continue
			}
			return nil
		}
	}
	return only
}

// predicate evaluates a function value that judges x.
func (w *walk) predicate(st *state, f, x *value) tri {
	if f.kind != function {
		return maybe
	}
	r := w.evalTarget(st, target{fn: f.fn, free: f.elems}, []*value{x})
	if r == nil {
		return maybe
	}
	return r.truth()
}
