package answer

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// pending is a deferred call of a function that can change what its caller returns. It does not change.
type pending struct {
	target
	args []*value
	up   *pending // the one before
}

// postpone executes a defer statement.
func (w *walk) postpone(st *state, d *ssa.Defer) {
	if d.Call.IsInvoke() {
		return
	}
	t := target{fn: d.Call.StaticCallee(), free: w.free(st, d.Call.Value)}
	if t.fn == nil {
		x := w.val(st, d.Call.Value)
		if x.kind != function {
			return
		}
		t = target{fn: x.fn, free: x.elems}
	}
	if !w.e.matters(t.fn) || st.depth >= maxDepth {
		return
	}
	args := make([]*value, len(d.Call.Args))
	for i, a := range d.Call.Args {
		args[i] = w.argument(st, a)
	}
	st.defers = &pending{target: t, args: args, up: st.defers}
}

// postponed executes the defer statements on every way to the call at which the walk starts.
func (w *walk) postponed(st *state, site ssa.CallInstruction) {
	var found []*ssa.Defer
	for _, b := range site.Parent().Blocks {
		for i, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if ok && (b != site.Block() && b.Dominates(site.Block()) || b == site.Block() && i < indexOf(site)) {
				found = append(found, d)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *ssa.Defer) int {
		if a.Block() != b.Block() && b.Block().Dominates(a.Block()) {
			return 1
		}
		return 0
	})
	for _, d := range found {
		w.postpone(st, d)
	}
}

// unwind executes the last of the function's deferred calls, and comes back for the others.
func (w *walk) unwind(st *state) *state {
	d := st.defers
	if d == nil {
		return st
	}
	up := &caller{
		fn: st.fn, env: maps.Clone(st.env), block: st.block, pred: st.pred, next: st.next - 1,
		ctx: st.ctx, up: st.up, depth: st.depth, defers: d.up, repeats: true,
	}
	w.push(st, d.target, d.args, st.ctx+"/d"+itoa(w.e.ids.of(d.fn)), up)
	return st
}

// matters reports whether a deferred call of fn can make a difference: it sets a variable of its caller's, sends,
// waits or ends the program.
func (e *Engine) matters(fn *ssa.Function) bool {
	if len(fn.Blocks) == 0 {
		return false
	}
	if e.traitsOf(fn).any() {
		return true
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok {
				switch st.Addr.(type) {
				case *ssa.FreeVar, *ssa.Parameter:
					return true
				}
			}
		}
	}
	return false
}

// caught reports whether a panic on the walk is caught by a function around n's.
func (n *node) caught(t *Trace) bool {
	panics := slices.ContainsFunc(t.Exits, func(x exit) bool { _, ok := x.at.(*ssa.Panic); return ok })
	return panics && n.e.recovers(n.fn(), 0)
}

// recovers reports whether fn, or what calls it, has a deferred function that recovers.
func (e *Engine) recovers(fn *ssa.Function, depth int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok {
				continue
			}
			fns, _ := e.callees(d)
			if slices.ContainsFunc(fns, callsRecover) {
				return true
			}
		}
	}
	return depth < maxLevels && slices.ContainsFunc(e.callersOf(fn), func(c ssa.CallInstruction) bool {
		return e.recovers(c.Parent(), depth+1)
	})
}

func callsRecover(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
					return true
				}
			}
		}
	}
	return false
}
