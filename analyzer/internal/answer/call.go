package answer

import (
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// sendOf returns the send that call is, or nil.
func (e *Engine) sendOf(call ssa.CallInstruction) *send.Send { return e.sends[call] }

// call executes a call: it comes back at the send, ends the program, waits, goes into a function of the
// package, or yields what is known of a function outside.
func (w *walk) call(st *state, call *ssa.Call) *state {
	common := &call.Call
	if !w.sub && w.arrives(st, call) {
		return nil
	}
	if b, ok := common.Value.(*ssa.Builtin); ok {
		st.set(call, w.builtin(st, b.Name(), common.Args))
		return st
	}
	if exits(common) {
		if !w.sub {
			w.trace.Exits = append(w.trace.Exits, exit{call, st.marks})
		}
		return nil
	}
	if w.waits(st, common) {
		st.marks.delayed = true
	}
	if fn := common.StaticCallee(); fn != nil && fullName(fn) == "time.AfterFunc" {
		w.later(st, common)
	}
	if common.IsInvoke() && common.Method.Name() == "Error" && isErrorType(common.Value.Type()) {
		switch x := w.val(st, common.Value); x.kind {
		case made:
			st.set(call, x.elems[0])
			return st
		case failure:
			st.set(call, &value{kind: text, elems: []*value{opaque}, taint: carries})
			return st
		}
	}
	if v := w.answerCall(st, common); v != nil {
		st.set(call, v)
		return st
	}
	if w.e.sendOf(call) != nil {
		st.set(call, w.otherAnswer(call))
		return st
	}
	if v := w.marked(st, call); v != nil {
		st.set(call, v)
		return st
	}
	if v := w.told(st, call); v != nil {
		st.set(call, v)
		return st
	}
	if v := w.known(st, call); v != nil {
		st.set(call, v)
		return st
	}
	targets, complete := w.targets(st, call)
	if len(targets) > 0 && w.worth(st, call, targets) {
		return w.into(st, call, targets, complete)
	}
	st.set(call, w.unseen(st, call, len(targets) > 0))
	return st
}

// arrives notes that the path came back at the send, and says whether it ends there.
func (w *walk) arrives(st *state, call *ssa.Call) bool {
	here := ssa.CallInstruction(call)
	switch {
	case here == w.site && st.up == nil && st.depth == 0:
	case w.site == nil:
		return false
	case here != w.send && here != w.site && st.depth == 0 && sameCallee(here, w.site):
		// Another call of the same function may be the second try; the path goes on.
		w.trace.Backs = append(w.trace.Backs, back{
			marks: st.marks, other: true, again: true, call: call, env: maps.Clone(st.env), mem: maps.Clone(st.mem),
		})
		return false
	case here == w.send:
	case here == w.site:
	default:
		return false
	}
	w.trace.Backs = append(w.trace.Backs, back{
		marks: st.marks, other: !(here == w.site && st.depth == 0), call: call, env: maps.Clone(st.env), mem: maps.Clone(st.mem),
	})
	return true
}

// sameCallee reports whether two calls in one function name the same function or method.
func sameCallee(a, b ssa.CallInstruction) bool {
	x, y := a.Common(), b.Common()
	if x.IsInvoke() != y.IsInvoke() {
		return false
	}
	if x.IsInvoke() {
		return x.Method == y.Method
	}
	f := x.StaticCallee()
	return f != nil && f == y.StaticCallee()
}

// otherAnswer is what another send yields: an answer that nothing is known of.
func (w *walk) otherAnswer(call *ssa.Call) *value {
	return blank(call.Type(), 0)
}

// blank returns a value of type t, or a tuple, of which nothing is known.
func blank(t types.Type, taints taint) *value {
	if tt, ok := t.(*types.Tuple); ok {
		elems := make([]*value, tt.Len())
		for i := range elems {
			elems[i] = opaque.tainted(taints)
		}
		return tupleOf(elems...)
	}
	return opaque.tainted(taints)
}

// answerCall evaluates a call of a method of the answer or its header.
func (w *walk) answerCall(st *state, c *ssa.CallCommon) *value {
	fn, recv, _ := calleeObject(c)
	if fn == nil || recv == nil {
		return nil
	}
	if static := c.StaticCallee(); static != nil && len(static.Blocks) > 0 {
		return nil
	}
	x := w.val(st, recv)
	if x.kind == boxed && x.elems[0].kind == response {
		x = x.elems[0]
	}
	if x.kind != response || send.IsHTTPResponse(recv.Type()) && fn.Name() != "Status" {
		return nil
	}
	return w.answerMethod(fn)
}

// builtin evaluates a builtin function.
func (w *walk) builtin(st *state, name string, args []ssa.Value) *value {
	switch name {
	case "len", "cap":
		x := w.val(st, args[0])
		switch x.kind {
		case konst:
			if s, ok := x.str(); ok {
				return intOf(int64(len(s))).tainted(x.taint)
			}
		case list:
			return intOf(int64(len(x.elems))).tainted(x.taint)
		case table:
			return intOf(int64(len(x.elems) / 2))
		case null:
			return intOf(0).tainted(x.taint)
		case body:
			return opaque.tainted(content)
		}
		return opaque.tainted(x.taint)
	case "append":
		x, y := w.val(st, args[0]), opaque
		if len(args) > 1 {
			y = w.val(st, args[1])
		}
		if (x.kind == list || x.kind == null) && y.kind == list && len(x.elems)+len(y.elems) < 64 {
			return &value{kind: list, elems: append(append([]*value{}, x.elems...), y.elems...)}
		}
		if x.kind == body || y.kind == body {
			return &value{kind: body}
		}
		return something.tainted(x.taint | y.taint)
	case "min", "max":
		x, y := w.val(st, args[0]), w.val(st, args[len(args)-1])
		xn, xok := x.num()
		yn, yok := y.num()
		if len(args) == 2 && xok && yok {
			if (name == "min") == (xn < yn) {
				return x
			}
			return y
		}
		if len(args) == 2 && name == "max" && (xok && xn > 0 || yok && yn > 0) {
			return opaque // above zero, in any case
		}
		return opaque.tainted(x.taint | y.taint)
	}
	return opaque
}

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
		ctx: st.ctx, up: st.up, depth: st.depth, call: call,
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
		ctx = ctx[:len(ctx)-1] + "+"
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
	w.work = append(w.work, states...)
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
	st.ctx, st.up = ctx, up
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
	w.work = append(w.work, in)
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
	w.work = append(w.work, in)
}

// unseen is the result of a call that the walk does not go into. What the call gets may have been
// changed by it; what it yields may depend on what it got.
func (w *walk) unseen(st *state, call *ssa.Call, boring bool) *value {
	c := &call.Call
	var taints taint
	var from *value // a part of the body that it gets
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	fn, _, plain := calleeObject(c)
	for _, a := range args {
		x := w.val(st, a)
		for x.kind == boxed {
			x = x.elems[0]
		}
		switch x.kind {
		case response:
			taints |= judged
		case body:
			taints |= content
			if from == nil {
				from = x
			}
		case made, failure:
			if isErrorType(a.Type()) {
				taints |= judged
			}
		case list:
			for _, el := range x.elems {
				for el.kind == boxed {
					el = el.elems[0]
				}
				if el.kind == response {
					taints |= judged
				}
			}
		}
		if x.taint&(judged|carries) != 0 {
			taints |= judged
		}
		taints |= x.taint & content
	}
	if reporting(c) {
		return blank(call.Type(), 0)
	}
	if taints&judged != 0 {
		st.marks.told = true // someone may look at it
	}
	for _, a := range args {
		if isWriter(a.Type()) {
			st.marks.served = true
		}
	}
	if !boring {
		w.fill(st, args, from)
	}
	if from == nil || taints&judged != 0 {
		return errorsTainted(call.Type(), taints)
	}
	// Something was read from the body: its results are what it read.
	if path, ok := w.gjsonPath(st, fn, plain); ok {
		from = &value{kind: body, path: joinPath(from.path, path)}
	}
	return w.readFrom(from, call.Type())
}

// errorsTainted returns a value of type t of which nothing is known but that it may say something of the status.
func errorsTainted(t types.Type, taints taint) *value {
	return blank(t, taints)
}

// readFrom returns results of type t that were read from a part of the body: no error.
func (w *walk) readFrom(from *value, t types.Type) *value {
	one := func(t types.Type) *value {
		if isErrorType(t) {
			return nilValue
		}
		return w.settle(from, t)
	}
	tt, ok := t.(*types.Tuple)
	if !ok {
		return one(t)
	}
	elems := make([]*value, tt.Len())
	for i := range elems {
		elems[i] = one(tt.At(i).Type())
	}
	return tupleOf(elems...)
}

// gjsonPath returns the path that a call like gjson.GetBytes(body, "error.code") reads.
func (w *walk) gjsonPath(st *state, fn *types.Func, args []ssa.Value) (string, bool) {
	if fn == nil || !strings.HasPrefix(fn.Name(), "Get") {
		return "", false
	}
	var keys []string
	for _, a := range args {
		x := w.val(st, a)
		if x.kind == list {
			for _, el := range x.elems {
				if s, ok := el.str(); ok {
					keys = append(keys, s)
				}
			}
		}
		if s, ok := x.str(); ok {
			keys = append(keys, s)
		}
	}
	return strings.ToLower(strings.Join(keys, ".")), len(keys) > 0
}

// fill marks the memory that an unseen call got the address of: decoded from the body, or not known any more.
func (w *walk) fill(st *state, args []ssa.Value, from *value) {
	for _, a := range args {
		x := w.val(st, a)
		for x.kind == boxed {
			x = x.elems[0]
		}
		if x.kind != pointer || x.base == nil {
			continue
		}
		if from != nil {
			w.store(st, place{x.base, x.path}, from)
		} else if _, ok := x.base.(*ssa.Alloc); ok {
			w.forget(st, place{x.base, x.path})
		}
	}
}

// isWriter reports whether t is http.ResponseWriter: an answer to a client of the program's own.
func isWriter(t types.Type) bool { return isNamed(t, "net/http", "ResponseWriter") }

// evalCall evaluates a call of fn apart from the path; nil if its results differ or are not known.
func (w *walk) evalCall(st *state, fn *ssa.Function, args []*value) *value {
	return w.evalTarget(st, target{fn: fn}, args)
}

func (w *walk) evalTarget(st *state, t target, args []*value) *value {
	if w.level > 3 || len(t.fn.Blocks) == 0 || st.onStack(t.fn) > 1 {
		return nil
	}
	sub := &walk{
		e: w.e, sc: w.sc, top: t.fn, fuel: min(w.fuel, 4000), seen: map[string]bool{}, tally: map[string]int{},
		trace: newTrace(), sub: true, level: w.level + 1,
	}
	in := &state{env: map[ssa.Value]*value{}, mem: maps.Clone(st.mem)}
	sub.push(in, t, args, "", nil)
	sub.work = []*state{in}
	before := sub.fuel
	sub.run()
	w.fuel -= before - sub.fuel
	if sub.trace.Cut {
		return nil
	}
	var only *value
	for _, r := range sub.trace.Returns {
		if only == nil {
			only = r.value
		} else if only.key(w.e.ids) != r.value.key(w.e.ids) {
			if only.truth() != maybe && only.truth() == r.value.truth() {
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
