package model

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A target is what a body is decoded into: a pointer, or, where a function decodes into a variable of
// its own, the type of that.
type target struct {
	value ssa.Value
	typ   types.Type // with no value
}

// outside returns t, a target in fn, as the caller of fn sees it, that passes args in call.
func (t target) outside(fn *ssa.Function, call ssa.CallInstruction, args []ssa.Value) target {
	if t.value != nil {
		if i := slices.IndexFunc(fn.Params, func(p *ssa.Parameter) bool { return ssa.Value(p) == unboxed(t.value) }); i >= 0 && i < len(args) {
			return target{value: args[i]}
		}
	}
	return target{typ: chosen(t.decoded(), call)}
}

// chosen returns t, or, where it is a type parameter of the function that is called, the type that the call puts in
// its place: that may be a type parameter of the caller.
func chosen(t types.Type, call ssa.CallInstruction) types.Type {
	param, ok := types.Unalias(t).(*types.TypeParam)
	callee := call.Common().StaticCallee()
	if !ok || callee == nil || callee.Origin() == nil {
		return t
	}
	i := 0
	for tp := range callee.Origin().TypeParams().TypeParams() {
		if tp == param && i < len(callee.TypeArgs()) {
			return callee.TypeArgs()[i]
		}
		i++
	}
	return t
}

// decoded returns the type that is decoded into, nil if it is not known.
func (t target) decoded() types.Type {
	typ := t.typ
	if t.value != nil {
		ptr, ok := unboxed(t.value).Type().Underlying().(*types.Pointer)
		if !ok {
			return nil
		}
		typ = ptr.Elem()
	}
	if typ == nil {
		return nil
	}
	if ptr, ok := typ.Underlying().(*types.Pointer); ok {
		typ = ptr.Elem()
	}
	return typ
}

// unboxed returns what is in the interface v, if it is made there.
func unboxed(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// dataCalls returns the calls of fn that pass, for the target t, a parameter of it, something that is data;
// ok is false if there are calls, and none does.
func (p *Package) dataCalls(t target, fn *ssa.Function) (calls []ssa.CallInstruction, ok bool) {
	prm, isParam := unboxed(t.value).(*ssa.Parameter)
	if t.value == nil || !isParam || !types.IsInterface(prm.Type()) || prm.Parent() != fn {
		return nil, false
	}
	all := p.Origins.Callers(fn)
	i := slices.Index(fn.Params, prm)
	for _, call := range all {
		args := program.Arguments(call.Common())
		if i >= len(args) {
			continue
		}
		arg := target{value: args[i]}
		if _, outer := unboxed(args[i]).(*ssa.Parameter); outer || p.dataType(arg) {
			calls = append(calls, call)
		}
	}
	return calls, len(calls) > 0 || len(all) == 0
}

// errorKeys are the JSON keys of an error's body.
var errorKeys = map[string]bool{"error": true, "violations": true}

// innerKeys are those below "error".
var innerKeys = map[string]bool{"status": true, "code": true, "message": true, "violations": true}

// dataType reports whether t is decoded into as data, not as the error envelope alone.
func (p *Package) dataType(t target) bool {
	typ := t.decoded()
	if typ == nil {
		return false
	}
	if param, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return p.openParam(param)
	}
	switch u := typ.Underlying().(type) {
	case *types.Struct:
		if p.errorType(typ) {
			return false
		}
		keys := envelope.Keys(u)
		known := errorKeys
		if envelope.Inner(typ) {
			known = innerKeys
		}
		return slices.ContainsFunc(keys, func(k string) bool { return !known[k] })
	case *types.Interface:
		return false
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return !ok || b.Kind() != types.Byte
	case *types.Map, *types.Array, *types.Basic:
		return true
	}
	return false
}

// openParam reports whether other packages choose the type, and any will do: what the package itself chooses is
// seen in the instances.
func (p *Package) openParam(t *types.TypeParam) bool {
	if c, ok := t.Constraint().Underlying().(*types.Interface); !ok || c.NumMethods() > 0 {
		return false
	}
	for _, fn := range p.Origins.Funcs {
		origin := fn.Origin()
		if origin == nil || origin == fn {
			continue
		}
		for tp := range origin.TypeParams().TypeParams() {
			if tp == t {
				return false
			}
		}
	}
	return true
}

// errorType reports whether t decodes itself, from the error envelope.
func (p *Package) errorType(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != p.pass.Pkg {
		return false
	}
	if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, p.pass.Pkg, "UnmarshalJSON"); obj == nil {
		return false
	}
	for _, f := range p.Origins.Fields(named) {
		if len(f.Holds.Body(origin.PathCode)) > 0 || len(f.Holds.Body(origin.PathStatus)) > 0 {
			return true
		}
	}
	return false
}
