package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// asSuccess reports whether v, result i of r, is an error that nothing is known of, which the function gets from the
// same call with the same arguments as after a 200: what acknowledges a message, say.
func (n *node) asSuccess(r *result, i int, v *value) bool {
	call := calledFor(r, i)
	if v.kind != unknown || v.taint != 0 || call == nil {
		return false
	}
	return slices.ContainsFunc(n.trace(with(200)).Returns, func(good *result) bool {
		other := calledFor(good, i)
		return other != nil && (other == call || sameCallee(call, other) && slices.EqualFunc(program.Arguments(&call.Call), program.Arguments(&other.Call), sameOperand))
	})
}

// calledFor returns the call whose result r returns as its result i; nil if that is not one call.
func calledFor(r *result, i int) *ssa.Call {
	if i >= len(r.at.Results) {
		return nil
	}
	v := r.at.Results[i]
	if load, ok := v.(*ssa.UnOp); ok { // what deferred functions can see is kept in memory
		for _, instr := range r.at.Block().Instrs {
			if st, ok := instr.(*ssa.Store); ok && st.Addr == load.X {
				v = st.Val
			}
		}
	}
	call, _ := v.(*ssa.Call)
	return call
}

// sameOperand reports whether a and b are one value, the same constant, or read from the same place.
func sameOperand(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch x := a.(type) {
	case *ssa.Const:
		y, ok := b.(*ssa.Const)
		return ok && x.String() == y.String()
	case *ssa.UnOp:
		y, ok := b.(*ssa.UnOp)
		return ok && x.Op == y.Op && sameOperand(x.X, y.X)
	case *ssa.FieldAddr:
		y, ok := b.(*ssa.FieldAddr)
		return ok && x.Field == y.Field && sameOperand(x.X, y.X)
	case *ssa.MakeInterface:
		y, ok := b.(*ssa.MakeInterface)
		return ok && sameOperand(x.X, y.X)
	}
	return false
}

// emptyMessage reports whether the interface v, result i, holds the empty value of a type that a 200 yields there, too:
// a list without products, in a program whose results are messages of several types.
func (n *node) emptyMessage(v *value, i int, mem map[place]*value) bool {
	switch x := v.elems[0]; x.kind {
	case pointer:
		if n.marked(x, mem) {
			return false
		}
	case structure:
		if slices.ContainsFunc(x.elems, func(el *value) bool { return isZeroValue(el) != yes }) {
			return false
		}
	case zero, null:
	default:
		return false
	}
	return slices.ContainsFunc(n.trace(with(200)).Returns, func(good *result) bool {
		u := good.value
		if u.kind == tuple && i < len(u.elems) {
			u = u.elems[i]
		}
		return u.kind == boxed && n.e.ids.typ(u.typ) == n.e.ids.typ(v.typ)
	})
}

// emptyJSON reports whether v is a document without anything in it, as bytes: a body that a function makes up.
func emptyJSON(v *value, t types.Type) bool {
	list, ok := t.Underlying().(*types.Slice)
	if !ok || !types.Identical(list.Elem(), types.Typ[types.Byte]) {
		return false
	}
	s, ok := v.str()
	return ok && slices.Contains([]string{"", "{}", "[]", "null"}, strings.Join(strings.Fields(s), ""))
}
