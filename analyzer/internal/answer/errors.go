package answer

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// madeError returns the error that errors.New, fmt.Errorf or errors.Join makes at call: its text first,
// then what it wraps.
func (e *Engine) madeError(call *ssa.Call, ctx string, args []ssa.Value, get func(ssa.Value) *value) *value {
	err := &value{kind: made, base: call, path: ctx, elems: []*value{opaque}}
	switch call.Call.StaticCallee().Name() {
	case "New":
		err.elems[0] = get(args[0])
		err.taint |= err.elems[0].taint
	case "Errorf":
		err.elems[0] = e.format("Sprintf", args, get)
		verbs := ""
		if s, ok := get(args[0]).str(); ok {
			verbs = s
		}
		if operands := get(args[1]); operands.kind == list && strings.Contains(verbs, "%w") {
			for _, op := range operands.elems {
				if mayBeError(op) {
					err.elems = append(err.elems, op)
				}
			}
		}
		err.taint |= err.elems[0].taint
	case "Join":
		parts := get(args[0])
		if parts.kind != list {
			return opaque.tainted(parts.taint)
		}
		all := yes
		for _, op := range parts.elems {
			switch op.isNil() {
			case no:
				all = no
				err.elems = append(err.elems, op)
			case maybe:
				if all == yes {
					all = maybe
				}
				err.elems = append(err.elems, op)
			}
			err.taint |= op.taint
		}
		if all == yes {
			return nilValue
		}
		if all == maybe {
			return opaque.tainted(err.taint)
		}
	}
	return err
}

// wrappers are the functions of libraries like package errors that put an error into another one, nil into none.
var wrappers = map[string]bool{
	"Wrap": true, "Wrapf": true, "WithStack": true, "WithMessage": true, "WithMessagef": true, "Trace": true, "Annotate": true, "Annotatef": true,
}

// likeErrors evaluates a call of fn, a function of a library like package errors; nil if it is none that is known.
func (w *walk) likeErrors(st *state, call *ssa.Call, fn *types.Func, args []ssa.Value) *value {
	if !origin.LikeErrors(fn) || fn.Signature().Recv() != nil || len(args) == 0 {
		return nil
	}
	x := w.val(st, args[0])
	switch name := fn.Name(); {
	case name == "New" && len(args) == 1, name == "Errorf" && len(args) == 2:
		return w.e.madeError(call, st.ctx, args, func(v ssa.Value) *value { return w.val(st, v) })
	case name == "Cause":
		for x.kind == made && len(x.elems) == 2 && wraps(x.base) {
			x = x.elems[1]
		}
		return x
	case wrappers[name] && x.isNil() == no:
		return &value{kind: made, base: call, path: st.ctx, elems: []*value{opaque, x}, taint: x.taint}
	case wrappers[name]:
		return x
	}
	return nil
}

// wraps reports whether v is the result of a wrapper.
func wraps(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn := program.Called(&call.Call)
	return fn != nil && origin.LikeErrors(fn) && wrappers[fn.Name()]
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// methodOf returns the method of the dynamic type of the boxed value v, if the package has its body.
func (w *walk) methodOf(v *value, name string) *ssa.Function {
	if v.kind != boxed {
		return nil
	}
	return w.e.lookupMethod(v.typ, name)
}

func (e *Engine) lookupMethod(t types.Type, name string) *ssa.Function {
	sel := e.methods.MethodSet(t).Lookup(e.pkg, name)
	if sel == nil || types.IsInterface(t) {
		return nil
	}
	obj, ok := sel.Obj().(*types.Func)
	if !ok || len(e.funcs) == 0 {
		return nil
	}
	prog := e.funcs[0].Prog
	if obj.Pkg() != e.pkg {
		return nil
	}
	fn := prog.MethodValue(sel)
	if fn == nil || len(fn.Blocks) == 0 {
		return nil
	}
	return fn
}

// unwrap returns the errors that err wraps; one opaque value if that is not known.
func (w *walk) unwrap(st *state, err *value) []*value {
	switch err.kind {
	case made:
		return err.elems[1:]
	case boxed:
		if fn := w.methodOf(err, "Unwrap"); fn != nil {
			r := w.evalCall(st, fn, []*value{err.elems[0]})
			if r == nil {
				return []*value{opaque}
			}
			if r.kind == list {
				return r.elems
			}
			if r.kind == null {
				return nil
			}
			return []*value{r}
		}
		if obj := namedOf(err.typ); obj != nil && obj.Pkg() != w.e.pkg {
			return []*value{opaque}
		}
		return nil
	case null, failure:
		return nil
	}
	return []*value{opaque.tainted(err.taint)}
}

func namedOf(t types.Type) *types.TypeName {
	if named, ok := types.Unalias(deref(types.Unalias(t))).(*types.Named); ok {
		return named.Obj()
	}
	return nil
}

// errorsIs evaluates errors.Is.
func (w *walk) errorsIs(st *state, err, target *value, depth int) tri {
	if err.kind == null {
		return triOf(target.kind == null)
	}
	if depth > 6 {
		return maybe
	}
	result := w.e.equal(err, target)
	if result == yes {
		return yes
	}
	if err.kind == failure {
		if _, foreign := target.base.(*ssa.Global); target.kind == made && !foreign {
			return no
		}
		return maybe
	}
	if fn := w.methodOf(err, "Is"); fn != nil && len(fn.Params) == 2 {
		r := w.evalCall(st, fn, []*value{err.elems[0], target})
		if r == nil {
			return maybe
		}
		switch r.truth() {
		case yes:
			return yes
		case maybe:
			result = maybe
		}
	}
	if err.kind == unknown || err.kind == nonNil {
		return maybe
	}
	for _, inner := range w.unwrap(st, err) {
		switch w.errorsIs(st, inner, target, depth+1) {
		case yes:
			return yes
		case maybe:
			result = maybe
		}
	}
	return result
}

// find returns the first error in err's chain that is of type t; found says whether there is one.
func (w *walk) find(st *state, err *value, t types.Type, depth int) (v *value, found tri) {
	if err.kind == null {
		return nil, no
	}
	if depth > 6 {
		return nil, maybe
	}
	found = no
	switch err.kind {
	case boxed:
		if types.Identical(err.typ, t) {
			return err.elems[0], yes
		}
		if iface, ok := t.Underlying().(*types.Interface); ok && types.Implements(err.typ, iface) {
			return err, yes
		}
	case unknown, nonNil:
		return nil, maybe
	case failure:
		if obj := namedOf(t); obj != nil && obj.Pkg() == w.e.pkg {
			return nil, no
		}
		return nil, maybe
	}
	for _, inner := range w.unwrap(st, err) {
		v, t := w.find(st, inner, t, depth+1)
		if t == yes {
			return v, yes
		}
		if t == maybe {
			found = maybe
		}
	}
	return nil, found
}

// errorsAs evaluates errors.As, and sets the target.
func (w *walk) errorsAs(st *state, call *ssa.Call, err, target *value, arg ssa.Value) *value {
	if mi, ok := arg.(*ssa.MakeInterface); ok {
		target = w.val(st, mi.X)
		arg = mi.X
	}
	ptr, ok := arg.Type().Underlying().(*types.Pointer)
	if !ok {
		return opaque.tainted(err.taint).because(call)
	}
	v, found := w.find(st, err, ptr.Elem(), 0)
	if target.kind == pointer {
		switch found {
		case yes:
			w.store(st, place{target.base, target.path}, v)
		case maybe:
			w.store(st, place{target.base, target.path}, opaque.tainted(err.taint))
		}
	}
	return found.value(err.taint).because(call)
}

// errorsAsType evaluates errors.AsType.
func (w *walk) errorsAsType(st *state, call *ssa.Call, err *value) *value {
	results, ok := call.Type().(*types.Tuple)
	if !ok {
		return nil
	}
	t := results.At(0).Type()
	v, found := w.find(st, err, t, 0)
	if v == nil {
		v = zeroOf(t)
		if found == maybe {
			v = opaque.tainted(err.taint)
		}
	}
	return tupleOf(v, found.value(err.taint).because(call))
}
