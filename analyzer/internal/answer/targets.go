package answer

import (
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// target is a function that a call can reach, with its free variables.
type target struct {
	fn   *ssa.Function
	free []*value
	recv *value // replaces the first argument, where the call is an interface's
}

// targets returns the functions that the call reaches on this path, as far as they have a body.
func (w *walk) targets(st *state, call *ssa.Call) (ts []target, complete bool) {
	c := &call.Call
	if c.IsInvoke() {
		x := w.val(st, c.Value)
		if x.kind == boxed {
			if fn := w.e.lookupMethod(x.typ, c.Method.Name()); fn != nil {
				return []target{{fn: fn, recv: x.elems[0]}}, true
			}
			return nil, false
		}
		if x.kind == made || x.kind == failure || x.kind == response || x.kind == body {
			return nil, false
		}
	} else if fn := c.StaticCallee(); fn != nil {
		if len(fn.Blocks) == 0 {
			return nil, false
		}
		return []target{{fn: fn, free: w.free(st, c.Value)}}, true
	} else {
		x := w.val(st, c.Value)
		if x.kind == function {
			if len(x.fn.Blocks) == 0 {
				return nil, false
			}
			return []target{{fn: x.fn, free: x.elems}}, true
		}
	}
	fns, complete := w.e.callees(call)
	for _, fn := range fns {
		if len(fn.Blocks) > 0 {
			ts = append(ts, target{fn: fn})
		}
	}
	return ts, complete
}

// free returns the free variables of a closure that is called where it stands.
func (w *walk) free(st *state, v ssa.Value) []*value {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		return w.closure(st, mc).elems
	}
	return nil
}

// worth reports whether going into the targets can tell anything about the answer.
func (w *walk) worth(st *state, call *ssa.Call, targets []target) bool {
	if st.depth >= maxDepth || len(targets) > 8 {
		return false
	}
	for _, t := range targets {
		if st.onStack(t.fn) > 2 {
			return false
		}
		if w.e.traitsOf(t.fn).any() {
			return true
		}
	}
	if w.level > 0 {
		return true
	}
	for _, arg := range call.Call.Args {
		if telling(w.val(st, arg)) {
			return true
		}
	}
	if call.Call.IsInvoke() && telling(w.val(st, call.Call.Value)) {
		return true
	}
	for _, t := range targets {
		for _, f := range t.free {
			if telling(f) || f.kind == pointer {
				return true
			}
		}
	}
	return yieldsSomething(call)
}

// yieldsSomething reports whether the call has a result that a condition can be about.
func yieldsSomething(call *ssa.Call) bool {
	t, ok := call.Type().(*types.Tuple)
	return !ok || t.Len() > 0
}

// telling reports whether a value has anything to do with the answer, or is something to be called.
func telling(v *value) bool {
	switch v.kind {
	case response, header, body, made, failure, function, pointer, oneOf, text, request:
		return true
	case boxed:
		return true
	}
	return v.taint != 0
}

// into continues the path in each of the targets.
func (w *walk) into(st *state, call *ssa.Call, targets []target, complete bool) *state {
	up := &caller{
		fn: st.fn, env: maps.Clone(st.env), block: st.block, pred: st.pred, next: st.next,
		ctx: st.ctx, up: st.up, depth: st.depth, call: call, defers: st.defers,
		repeats: st.repeats() || w.e.flow(st.fn).cyclic,
	}
	args := make([]*value, len(call.Call.Args))
	for i, a := range call.Call.Args {
		args[i] = w.argument(st, a)
	}
	if call.Call.IsInvoke() {
		args = append([]*value{w.argument(st, call.Call.Value)}, args...)
	}
	ctx := st.ctx + "/" + itoa(w.e.ids.of(call))
	if strings.Count(ctx, "/") > maxDepth {
		ctx, up.repeats = ctx[:len(ctx)-1]+"+", true
	}
	var states []*state
	for i, t := range targets {
		in := st
		if i < len(targets)-1 || !complete {
			in = st.fork()
		}
		if len(targets) > 1 {
			in.marks.branch++
		}
		as := args
		if t.recv != nil {
			as = append([]*value{t.recv}, args[1:]...)
		}
		w.push(in, t, as, ctx, up)
		states = append(states, in)
	}
	if !complete {
		st.set(call, w.unseen(st, call, false))
		states = append(states, st)
	}
	if len(states) == 1 {
		return states[0]
	}
	w.follow(states...)
	return nil
}

// argument returns what is known of an argument; a pointer that nothing is known of still is itself.
func (w *walk) argument(st *state, v ssa.Value) *value {
	x := w.val(st, v)
	if x.kind == unknown && x.base == nil && isPointerLike(v.Type()) {
		y := *x
		y.base, y.id = v, ""
		return &y
	}
	return x
}

// push makes st start at the entry of t.
func (w *walk) push(st *state, t target, args []*value, ctx string, up *caller) {
	env := map[ssa.Value]*value{}
	for i, p := range t.fn.Params {
		if i < len(args) {
			env[p] = args[i]
		}
	}
	for i, fv := range t.fn.FreeVars {
		if i < len(t.free) {
			env[fv] = t.free[i]
		}
	}
	st.fn, st.env, st.block, st.pred, st.next = t.fn, env, t.fn.Blocks[0], nil, 0
	st.ctx, st.up, st.defers = ctx, up, nil
	st.depth++
}

// spawn follows a function that a go statement starts.
func (w *walk) spawn(st *state, c *ssa.CallCommon) {
	x := w.val(st, c.Value)
	fn := c.StaticCallee()
	var t target
	switch {
	case fn != nil && len(fn.Blocks) > 0:
		t = target{fn: fn, free: w.free(st, c.Value)}
	case x.kind == function && len(x.fn.Blocks) > 0:
		t = target{fn: x.fn, free: x.elems}
	default:
		return
	}
	if w.sub || !w.e.traitsOf(t.fn).sends || st.onStack(t.fn) > 1 || st.depth >= maxDepth {
		return
	}
	args := make([]*value, len(c.Args))
	for i, a := range c.Args {
		args[i] = w.argument(st, a)
	}
	in := st.fork()
	w.push(in, t, args, st.ctx+"/go"+itoa(w.e.ids.of(t.fn)), &caller{thread: true})
	w.follow(in)
}

// later follows the function that time.AfterFunc calls.
func (w *walk) later(st *state, c *ssa.CallCommon) {
	x := w.val(st, c.Args[1])
	if x.kind != function || len(x.fn.Blocks) == 0 || w.sub || st.onStack(x.fn) > 1 {
		return
	}
	later := !w.isZero(w.val(st, c.Args[0]))
	if queues(x.fn) {
		st.marks.told, st.marks.queued = true, true
		st.marks.delayed = st.marks.delayed || later
	}
	in := st.fork()
	in.marks.delayed = later
	w.push(in, target{fn: x.fn, free: x.elems}, nil, st.ctx+"/go"+itoa(w.e.ids.of(x.fn)), &caller{thread: true})
	w.follow(in)
}

// queues reports whether fn puts something into a channel.
func queues(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.Send); ok {
				return true
			}
		}
	}
	return false
}
