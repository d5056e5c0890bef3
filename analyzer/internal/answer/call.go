package answer

import (
	"go/types"
	"maps"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// SendOf returns the send that call is, or nil.
func (e *Engine) SendOf(call ssa.CallInstruction) *send.Send { return e.sends[call] }

// call executes a call: it comes back at the send, ends the program, waits, goes into a function of the
// package, or yields what is known of a function outside.
func (w *walk) call(st *state, call *ssa.Call) *state {
	common := &call.Call
	if !w.sub && w.arrives(st, call) {
		return nil
	}
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "append":
			st.marks.queued = st.marks.queued || w.refills(call)
		case "delete":
			st.marks.removed = st.marks.removed || w.ranges(common.Args[0])
			w.remove(st, w.val(st, common.Args[0]), w.val(st, common.Args[1]))
		}
		st.set(call, w.builtin(st, b.Name(), common.Args))
		return st
	}
	if program.Ends(common) {
		if !w.sub {
			w.trace.Exits = append(w.trace.Exits, exit{call, st.marks})
		}
		return nil
	}
	if w.waits(st, common) {
		st.marks.delayed = true
	}
	st.marks.queued = st.marks.queued || w.pushesBack(common)
	if fn := program.Called(common); fn != nil && w.e.nameOf(fn) == "time.AfterFunc" {
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
	if w.e.SendOf(call) != nil {
		if !w.sub {
			w.trace.Puts = append(w.trace.Puts, put{at: call, value: opaque, marks: st.marks})
		}
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
	case here == w.site && w.elsewhere(st, call):
		return false
	case here == w.site && st.up == nil && st.depth == 0:
	case w.site == nil:
		return false
	case here != w.send && here != w.site && st.depth == 0 && sameCallee(here, w.site):
		if w.sendsAnother(st, call) {
			return false
		}
		// Another call of the same function may be the second try; the path goes on.
		w.trace.Backs = append(w.trace.Backs, back{
			marks: st.marks, other: true, again: true, call: call, second: call, env: maps.Clone(st.env), mem: maps.Clone(st.mem),
		})
		return false
	case here == w.send:
	case here == w.site:
	default:
		return false
	}
	if !(here == w.site && st.depth == 0) && w.sendsAnother(st, call) {
		return false
	}
	if here == w.site && w.changes(call) {
		st.marks.guess = true
	}
	w.trace.Backs = append(w.trace.Backs, back{
		marks: st.marks, other: !(here == w.site && st.depth == 0), call: call, second: w.secondCall(st), env: maps.Clone(st.env), mem: maps.Clone(st.mem),
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
	fn, recv, _ := program.Callee(c)
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
		if y.kind == list {
			if l := joined(x, y); l != nil {
				return l
			}
		}
		if x.kind == body || y.kind == body {
			return &value{kind: body}
		}
		return something.tainted(x.taint | y.taint)
	case "recover":
		return nilValue
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
