package answer

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A set is a list, an array or a map of plain values: what a status or a code is looked up in. The walk keeps
// what is in a set in memory, at the place of what made it: other containers hold what the program works on, and
// their content does not decide on a retry.

const (
	contents = "#" // the path of what is in a list or map, below what made it
	maxSet   = 1024
	maxMixed = 64 // elements of a list that are not all constants
)

// isSet reports whether t is the type of a set.
func isSet(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return isPlain(u.Key()) && isPlain(u.Elem())
	case *types.Slice:
		return isPlain(u.Elem()) && !isByte(u.Elem())
	case *types.Array:
		return isPlain(u.Elem()) && !isByte(u.Elem()) && u.Len() <= maxSet
	}
	return false
}

// isPlain reports whether a value of type t is a number, a text, a truth value, or a struct of such.
func isPlain(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsConstType != 0
	case *types.Struct:
		for f := range u.Fields() {
			if !isPlain(f.Type()) {
				return false
			}
		}
		return !isTypeParam(t)
	}
	return false
}

func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8
}

// current returns x as it is on the path: a list or a map with what is in it now.
func current(mem map[place]*value, x *value) *value {
	if (x.kind == table || x.kind == list) && x.base != nil {
		if now, ok := mem[place{x.base, contents}]; ok {
			return now
		}
	}
	return x
}

// frozen returns v as it is in mem, for use where mem is not known: lists and maps with what is in them.
func frozen(mem map[place]*value, v *value) *value {
	v = current(mem, v)
	if v.kind != tuple && v.kind != structure && v.kind != boxed {
		return v
	}
	for i, el := range v.elems {
		if now := frozen(mem, el); now != el {
			w := *v
			w.id = ""
			w.elems = slices.Clone(v.elems)
			w.elems[i] = now
			v = &w
		}
	}
	return v
}

// makeSet executes the making of a map or a slice; nil if it is no set, or its length is not known.
func (w *walk) makeSet(st *state, v ssa.Value) *value {
	if !isSet(v.Type()) {
		return nil
	}
	made := &value{kind: table, base: v}
	if sl, ok := v.(*ssa.MakeSlice); ok {
		t, isSlice := v.Type().Underlying().(*types.Slice)
		if !isSlice {
			return nil // a type parameter
		}
		n, known := w.val(st, sl.Len).num()
		if !known || n < 0 || n > maxSet {
			return nil
		}
		made.kind = list
		for range n {
			made.elems = append(made.elems, zeroOf(t.Elem()))
		}
	}
	st.mem[place{v, contents}] = made
	return made
}

// insert executes m[k] = v.
func (w *walk) insert(st *state, up *ssa.MapUpdate) {
	if m := w.val(st, up.Map); m.kind == table && m.base != nil && isSet(up.Map.Type()) {
		st.mem[place{m.base, contents}] = w.e.entered(m, w.val(st, up.Key), w.val(st, up.Value))
	}
}

// entered returns the map m with an entry added or replaced.
func (e *Engine) entered(m, k, v *value) *value {
	now := &value{kind: table, base: m.base}
	for i := 0; i+1 < len(m.elems); i += 2 {
		if m.elems[i].kind == k.kind && (k.kind != konst || e.equal(m.elems[i], k) == yes) {
			continue
		}
		now.elems = append(now.elems, m.elems[i], m.elems[i+1])
	}
	if k.kind != konst || len(now.elems) >= 2*maxSet {
		k, v = opaque, opaque
	}
	now.elems = append(now.elems, k, v)
	return now
}

// remove executes delete(m, k).
func (w *walk) remove(st *state, m, k *value) {
	if m.kind != table || m.base == nil {
		return
	}
	now := &value{kind: table, base: m.base}
	for i := 0; i+1 < len(m.elems); i += 2 {
		switch w.e.equal(m.elems[i], k) {
		case no:
			now.elems = append(now.elems, m.elems[i], m.elems[i+1])
		case maybe:
			now.elems = append(now.elems, opaque, opaque)
		}
	}
	st.mem[place{m.base, contents}] = now
}

// replace executes l[i] = v where l is a list or an array of which the walk knows what is in it.
func (w *walk) replace(st *state, at *ssa.IndexAddr, v *value) {
	l, i := w.val(st, at.X), w.val(st, at.Index)
	n, known := i.num()
	switch {
	case l.kind == list && l.base != nil && isSet(at.X.Type()):
		now := something
		if known && n >= 0 && int(n) < len(l.elems) {
			now = &value{kind: list, base: l.base, elems: slices.Clone(l.elems)}
			now.elems[n] = v
		}
		st.mem[place{l.base, contents}] = now
	case l.kind == pointer && l.base != nil && !known && isSet(deref(at.X.Type())):
		w.forget(st, place{l.base, l.path})
	}
}

// array returns the elements of the array of type t at p; nil if it is no set, or nothing is known of it.
func (w *walk) array(st *state, p place, t types.Type) *value {
	arr, ok := t.Underlying().(*types.Array)
	if !ok || !isSet(t) {
		return nil
	}
	l := &value{kind: list, elems: make([]*value, arr.Len())}
	for i := range l.elems {
		l.elems[i] = w.load(st, place{p.base, p.path + "[" + strconv.Itoa(i)}, arr.Elem())
		if l.elems[i].kind == unknown && l.elems[i].taint == 0 {
			return nil
		}
	}
	return l
}

// part returns l[low:high], nil if that is not known.
func (w *walk) part(st *state, v *ssa.Slice, l *value) *value {
	low, high := int64(0), int64(len(l.elems))
	for _, b := range []struct {
		v  ssa.Value
		to *int64
	}{{v.Low, &low}, {v.High, &high}} {
		if b.v == nil {
			continue
		}
		n, ok := w.val(st, b.v).num()
		if !ok || n < 0 || n > int64(len(l.elems)) {
			return nil
		}
		*b.to = n
	}
	if low > high {
		return nil
	}
	if low == 0 && high == int64(len(l.elems)) {
		return l
	}
	return &value{kind: list, elems: l.elems[low:high], taint: l.taint}
}

// next executes one step of a loop over a map of which the walk knows what is in it.
func (w *walk) next(st *state, v *ssa.Next) *value {
	rest := w.val(st, v.Iter)
	if rest.kind != list {
		return opaque
	}
	if len(rest.elems) < 2 {
		return tupleOf(boolOf(false), opaque, opaque)
	}
	k, x := rest.elems[0], rest.elems[1]
	st.set(v.Iter, &value{kind: list, elems: rest.elems[2:]})
	return tupleOf(boolOf(true), k, x)
}

// over returns the entries that a loop over m has before it.
func over(m *value) *value {
	if m.kind != table || m.base == nil || slices.ContainsFunc(m.elems, func(el *value) bool { return el.kind == unknown }) {
		return opaque
	}
	return &value{kind: list, elems: m.elems}
}

// at returns the element of the list v, or the field of one, that the path rest leads to; nil if there is none.
func (v *value) at(rest string) *value {
	index, field, deeper := strings.Cut(strings.TrimPrefix(rest, "["), ".")
	i, err := strconv.Atoi(index)
	if err != nil || i >= len(v.elems) {
		return nil
	}
	el := v.elems[i]
	if !deeper || el.kind == zero {
		return el
	}
	if n, err := strconv.Atoi(field); err == nil && el.kind == structure && n < len(el.elems) {
		return el.elems[n]
	}
	return nil
}
