package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// elsewhere reports whether the call that came back with the answer is now one of other functions: a step that
// the one before it named.
func (w *walk) elsewhere(st *state, call *ssa.Call) bool {
	if w.under == nil || call.Call.StaticCallee() != nil {
		return false
	}
	ts, complete := w.targets(st, call)
	return complete && len(ts) > 0 && !slices.ContainsFunc(ts, func(t target) bool { return sourceOf(t.fn) == sourceOf(w.under) })
}

// changes reports whether the call is one of a function value that steps set as they go, and that can be another
// than the one that came back with the answer.
func (w *walk) changes(call *ssa.Call) bool {
	if w.under == nil || call.Call.StaticCallee() != nil || call.Call.IsInvoke() {
		return false
	}
	load, ok := call.Call.Value.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	fns, _ := w.e.callees(call)
	return len(fns) > 1 && slices.ContainsFunc(w.e.fields[fieldOf(fa)], func(st *ssa.Store) bool {
		return st.Parent() == call.Parent() && w.within(st.Block()) || w.e.leadTo(fns, st.Parent(), 3)
	})
}

// leadTo reports whether one of the functions is fn, or calls it.
func (e *Engine) leadTo(fns []*ssa.Function, fn *ssa.Function, depth int) bool {
	if slices.Contains(fns, fn) {
		return true
	}
	if depth == 0 {
		return false
	}
	return slices.ContainsFunc(e.graph.calls[fn], func(c ssa.CallInstruction) bool { return e.leadTo(fns, c.Parent(), depth-1) })
}

// aStep reports whether the condition only asks whether there is a next step: a function, or what has one.
func (c *cond) aStep() bool {
	op, ok := c.at.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	x, isConst := op.Y.(*ssa.Const)
	return isConst && x.IsNil() && isStep(op.X.Type())
}

// isStep reports whether t is a function, or an interface that is no error.
func isStep(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return !isErrorType(t)
	}
	return false
}
