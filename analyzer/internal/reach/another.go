package reach

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// another reports whether v is read from a value of its own, which the function was given beside the one of
// the same type that the question is about: two answers, although both come from one place.
func (r *run) another(v ssa.Value) bool {
	p := placeOf(v)
	if p.path == "" {
		return false
	}
	other := false
	for q := range r.sc.in.places {
		if q.root == p.root {
			return false
		}
		other = other || apart(p.root, q.root)
	}
	return other
}

// apart reports whether v and w are two parameters of one type, or what one function yields for different
// arguments.
func apart(v, w ssa.Value) bool {
	if v.Parent() != w.Parent() || !types.Identical(v.Type(), w.Type()) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		_, ok := w.(*ssa.Parameter)
		return ok
	case *ssa.Call:
		w, ok := w.(*ssa.Call)
		return ok && yieldApart(v, w)
	case *ssa.Extract:
		w, ok := w.(*ssa.Extract)
		if !ok || v.Index != w.Index {
			return false
		}
		first, ok1 := v.Tuple.(*ssa.Call)
		second, ok2 := w.Tuple.(*ssa.Call)
		return ok1 && ok2 && yieldApart(first, second)
	}
	return false
}

func yieldApart(v, w *ssa.Call) bool {
	return v.Call.Value == w.Call.Value && !slices.EqualFunc(v.Call.Args, w.Call.Args, sameArgument)
}

func sameArgument(v, w ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok {
		return placeOf(v) == placeOf(w)
	}
	d, ok := w.(*ssa.Const)
	return ok && c.RelString(nil) == d.RelString(nil)
}
