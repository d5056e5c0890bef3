package answer

import (
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// slice evaluates s[a:b] of a string, a list or an array.
func (w *walk) slice(st *state, v *ssa.Slice) *value {
	x := w.val(st, v.X)
	switch x.kind {
	case konst, body, text, oneOf:
		return w.substring(st, v, x)
	case pointer:
		if x.base == nil {
			break
		}
		if l := w.array(st, place{x.base, x.path}, deref(v.X.Type())); l != nil {
			if l = w.part(st, v, l); l != nil {
				return l
			}
		}
	case list:
		if l := w.part(st, v, x); l != nil {
			return l
		}
	}
	return w.e.literal(v, func(x ssa.Value) *value { return w.val(st, x) })
}

// substring evaluates s[a:b] of a string.
func (w *walk) substring(st *state, v *ssa.Slice, x *value) *value {
	s, ok := x.str()
	if !ok {
		return x
	}
	low, high := 0, len(s)
	for _, b := range []struct {
		v  ssa.Value
		to *int
	}{{v.Low, &low}, {v.High, &high}} {
		if b.v == nil {
			continue
		}
		n, ok := w.val(st, b.v).num()
		if !ok || n < 0 || int(n) > len(s) {
			return opaque.tainted(x.taint)
		}
		*b.to = int(n)
	}
	if low > high {
		return opaque.tainted(x.taint)
	}
	return stringOf(s[low:high]).tainted(x.taint)
}

// box puts x into an interface.
func (w *walk) box(x *value, t types.Type) *value {
	if x.kind == body {
		return x
	}
	return &value{kind: boxed, typ: t, elems: []*value{x}, taint: x.taint}
}

func (w *walk) field(x *value, v *ssa.Field) *value {
	t := v.Type()
	switch x.kind {
	case structure:
		if v.Field < len(x.elems) {
			return w.settle(x.elems[v.Field], t)
		}
	case zero:
		return zeroOf(t)
	case body:
		if s, ok := v.X.Type().Underlying().(*types.Struct); ok {
			key := fieldKey(s, v.Field)
			if key == "-" {
				return zeroOf(t)
			}
			return w.settle(&value{kind: body, path: joinPath(x.path, key)}, t)
		}
	}
	return opaque.tainted(x.taint)
}

// element evaluates x[i]; for an IndexAddr the result stands for the address and the element at once.
func (w *walk) element(st *state, x, i *value, v ssa.Value) *value {
	n, ok := i.num()
	if x.kind == list && ok && n >= 0 && int(n) < len(x.elems) {
		return x.elems[n].address(v)
	}
	if x.kind == pointer && x.base != nil {
		if arr, isArr := deref(typeAt(x.base.Type(), x.path)).Underlying().(*types.Array); isArr && ok && n >= 0 && n < arr.Len() {
			return &value{kind: pointer, base: x.base, path: x.path + "[" + strconv.FormatInt(n, 10)}
		}
	}
	if x.kind == konst {
		if s, isStr := x.str(); isStr && ok && n >= 0 && int(n) < len(s) {
			return intOf(int64(s[n])).tainted(x.taint)
		}
	}
	if x.kind == body {
		return &value{kind: body, path: joinPath(x.path, "[]")}
	}
	return opaque.tainted(x.taint)
}

// address returns v, an element of a known list, as the address v of it.
func (v *value) address(at ssa.Value) *value {
	if _, ok := at.(*ssa.IndexAddr); !ok {
		return v
	}
	return &value{kind: pointer, base: at, elems: []*value{v}}
}

func (w *walk) unary(st *state, v *ssa.UnOp) *value {
	x := w.val(st, v.X)
	switch v.Op {
	case token.MUL:
		return w.deref(st, x, v)
	case token.ARROW:
		if w.receives(st, v.X, true) {
			st.marks.delayed = true
		}
		if v.CommaOk {
			return tupleOf(opaque, opaque)
		}
		return opaque
	}
	return unop(v.Op, x)
}

// deref loads through the pointer x.
func (w *walk) deref(st *state, x *value, v *ssa.UnOp) *value {
	switch x.kind {
	case pointer:
		if len(x.elems) == 1 && x.path == "" {
			return w.settle(x.elems[0], v.Type()) // an element of a known list
		}
		return w.load(st, place{x.base, x.path}, v.Type())
	case body:
		return w.settle(x, v.Type())
	case response:
		return x
	case unknown:
		if x.base != nil && x.off == 0 {
			return w.load(st, place{x.base, x.path}, v.Type())
		}
		if x.base == nil && local(v.X) {
			return opaque.tainted(x.taint)
		}
	}
	return opaque.tainted(x.taint)
}

// find1 evaluates a map lookup.
func (w *walk) find1(st *state, v *ssa.Lookup) *value {
	m, k := w.val(st, v.X), w.val(st, v.Index)
	var el, ok *value
	mt, isMap := v.X.Type().Underlying().(*types.Map)
	switch {
	case m.kind == header && isMap:
		el = w.headerValue(m, k, "Values")
		ok = triOf(el.kind != null).value(0)
		if el.kind == unknown {
			ok = opaque
		}
	case m.kind == body && isMap:
		key, known := k.str()
		if !known {
			key = "?"
		}
		el = w.settle(&value{kind: body, path: joinPath(m.path, key)}, mt.Elem())
		ok = triOf(el.kind != null).value(carries)
		if el.kind == unknown {
			ok = opaque.tainted(content)
		}
	case m.kind == table && isMap:
		found := no
		el = zeroOf(mt.Elem())
		for i := 0; i+1 < len(m.elems); i += 2 {
			switch w.e.equal(m.elems[i], k) {
			case yes:
				el, found = m.elems[i+1], yes
			case maybe:
				if found == no {
					el, found = opaque, maybe
				}
			}
			if found == yes {
				break
			}
		}
		ok = found.value(k.taint)
		if k.taint != 0 {
			ok = ok.because(v)
			if el.truth() != maybe {
				el = el.tainted(carries).because(v)
			} else if el.kind != unknown {
				el = el.because(v)
			}
		}
	default:
		el, ok = opaque.tainted(m.taint|k.taint), opaque.tainted(m.taint|k.taint)
	}
	if v.CommaOk {
		return tupleOf(el, ok)
	}
	return el
}

// assert evaluates a type assertion.
func (w *walk) assert(v *ssa.TypeAssert, x *value) *value {
	found, result := maybe, opaque.tainted(x.taint)
	iface, toInterface := v.AssertedType.Underlying().(*types.Interface)
	switch x.kind {
	case null:
		found, result = no, zeroOf(v.AssertedType)
	case boxed:
		switch {
		case toInterface:
			found, result = triOf(types.Implements(x.typ, iface)), x
		default:
			found, result = triOf(types.Identical(x.typ, v.AssertedType)), x.elems[0]
		}
		if found == no {
			result = zeroOf(v.AssertedType)
		}
	case made, failure:
		if obj := namedOf(v.AssertedType); obj != nil && obj.Pkg() == w.e.pkg && !toInterface {
			found, result = no, zeroOf(v.AssertedType)
		}
		if toInterface && x.kind == made {
			found, result = triOf(iface.NumMethods() == 1 && iface.Method(0).Name() == "Error"), x
			if iface.NumMethods() == 1 && iface.Method(0).Name() == "Unwrap" {
				found = maybe
			}
		}
	case body:
		result = w.settle(x, v.AssertedType)
		found = yes
		if result.kind == null || x.path == "" {
			found = maybe
		}
		if result.kind == unknown {
			found = maybe
		}
	}
	if !v.CommaOk {
		return result
	}
	return tupleOf(result, found.value(x.taint).because(v))
}
