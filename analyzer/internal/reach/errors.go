package reach

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// errorsIs evaluates errors.Is.
func errorsIs(x, target *value) *value {
	if x.kind == failure {
		return overAll(x.elems, func(err *value) *value { return errorsIs(err, target) })
	}
	switch {
	case x.kind == null:
		return boolOf(target.kind == null)
	case x.kind != made || target.kind != made || target.base == nil || hasIs(x.typ):
		return unknownFrom(x.judged || x.kind == made)
	case x.base == target.base:
		return boolOf(true)
	}
	result := boolOf(false)
	for _, in := range x.elems {
		is := errorsIs(in, target)
		if yes, no := is.truth(); yes && !no {
			return is
		} else if yes {
			result = is
		}
	}
	return result
}

// hasIs reports whether t has a method Is of its own.
func hasIs(t types.Type) bool {
	if t == nil {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Is")
	return obj != nil
}

// errorsAs evaluates errors.As.
func (r *run) errorsAs(x *value, target ssa.Value) *value {
	if m, ok := target.(*ssa.MakeInterface); ok {
		target = m.X
	}
	ptr, ok := target.Type().Underlying().(*types.Pointer)
	if !ok || types.IsInterface(ptr.Elem()) {
		return unknownFrom(x.judged)
	}
	return asType(x, ptr.Elem())
}

func asType(x *value, t types.Type) *value {
	if x.kind == null {
		return boolOf(false)
	}
	if x.kind == failure {
		return overAll(x.elems, func(err *value) *value { return asType(err, t) })
	}
	if x.kind != made || x.typ == nil && x.base == nil {
		return unknownFrom(x.judged || x.kind == made)
	}
	if x.typ != nil && types.Identical(x.typ, t) {
		return boolOf(true)
	}
	if _, sentinel := x.base.(*ssa.Global); sentinel {
		return anything
	}
	result := boolOf(false)
	for _, in := range x.elems {
		as := asType(in, t)
		if yes, no := as.truth(); yes && !no {
			return as
		} else if yes {
			result = as
		}
	}
	return result
}
