package program

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Concrete leaves out of funcs the generic functions, and their instances with type parameters of other generic
// functions, that have an instance in funcs too: nothing calls those, and what they are given is what the instances
// are given. What is left in is the generic code that the package itself does not use.
func Concrete(funcs []*ssa.Function) []*ssa.Function {
	made := map[*ssa.Function]bool{}
	for _, fn := range funcs {
		if fn.Origin() != nil && !open(fn) {
			made[fn.Origin()] = true
		}
	}
	var kept []*ssa.Function
	for _, fn := range funcs {
		declared := fn
		for declared.Parent() != nil {
			declared = declared.Parent()
		}
		generic := declared
		if o := declared.Origin(); o != nil {
			generic = o
		}
		if !open(declared) || !made[generic] {
			kept = append(kept, fn)
		}
	}
	return kept
}

// open reports whether fn has type parameters in place of types: its own, or those of a function that it is used in.
func open(fn *ssa.Function) bool {
	if fn.TypeParams().Len() > 0 && len(fn.TypeArgs()) == 0 {
		return true
	}
	for _, arg := range fn.TypeArgs() {
		if openType(arg, map[types.Type]bool{}) {
			return true
		}
	}
	return false
}

// openType reports whether a type parameter stands in t.
func openType(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	in := func(t types.Type) bool { return openType(t, seen) }
	switch t := t.(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if in(arg) {
				return true
			}
		}
	case *types.Map:
		return in(t.Key()) || in(t.Elem())
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
		return in(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if in(f.Type()) {
				return true
			}
		}
	case *types.Signature:
		return in(t.Params()) || in(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if in(v.Type()) {
				return true
			}
		}
	}
	return false
}
