package answer

import (
	"golang.org/x/tools/go/ssa"
)

// result follows a call's result to what the function returns.
func (t *tracing) result(v ssa.Value, call *ssa.Call, i, depth int) {
	fn := call.Call.StaticCallee()
	if fn == nil && !call.Call.IsInvoke() {
		t.made(v, call, i, depth)
		return
	}
	if fn == nil || len(fn.Blocks) == 0 {
		t.leaf(v)
		return
	}
	for in := t.in; in != nil; in = in.up {
		if in.call == call {
			return // recursion
		}
	}
	t.returned(within{call: call, fn: fn, up: t.in}, i, depth)
}

// made follows the result of a call of a function value to what the functions that it can be return.
func (t *tracing) made(v ssa.Value, call *ssa.Call, i, depth int) {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok || t.e.making[call] || len(t.e.making) > 8 {
		t.e.cycles++
		t.leaf(v)
		return
	}
	t.e.making[call] = true
	defer delete(t.e.making, call)
	known := false
	for _, src := range t.spots(call.Call.Value) {
		fn := functionOf(src.v)
		if _, ok := src.v.(*ssa.Const); ok {
			continue
		}
		if fn == nil || len(fn.Blocks) == 0 {
			t.leaf(v)
			continue
		}
		known = true
		t.returned(within{call: call, fn: fn, env: src.in, up: t.in}, i, depth)
	}
	if !known {
		t.leaf(v)
	}
}

// spots returns where v can come from, with the calls that the run is in.
func (t *tracing) spots(v ssa.Value) []spot {
	inner := &tracing{e: t.e, seen: map[sight]bool{}, in: t.in, each: true, recv: t.recv, self: t.self}
	inner.trace(v, 0)
	return inner.met()
}

// returned follows result i of what in calls.
func (t *tracing) returned(in within, i, depth int) {
	at := t.in
	if t.in.length() < maxWithin {
		at = t.e.within(in)
	}
	t.inside(at, func() {
		for _, b := range in.fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && i < len(ret.Results) && !at.dead(b) {
				t.trace(ret.Results[i], depth+1)
			}
		}
	})
}
