package model

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Dereferenced reports whether b, a test of a pointer for nil, only chooses what its function yields: what the
// pointer points to, or zero. What others do with that is theirs.
func (p *Package) Dereferenced(b Branch) bool {
	if b.Kind != Compare || !p.Info.Types[b.Y].IsNil() {
		return false
	}
	values := p.Origins.Values(b.X)
	return len(values) > 0 && !slices.ContainsFunc(values, func(v ssa.Value) bool {
		ptr, ok := v.Type().Underlying().(*types.Pointer)
		return !ok || !yields(v.Parent(), ptr.Elem())
	})
}

// yields reports whether all that a function does is to return a value of type t that a pointer leads to, or zero.
func yields(fn *ssa.Function, t types.Type) bool {
	results := fn.Signature.Results()
	if results.Len() != 1 || !types.Identical(results.At(0).Type(), t) {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case ssa.CallInstruction, *ssa.Store, *ssa.Panic:
				return false
			case *ssa.Return:
				if !pointedOrZero(instr.Results[0]) {
					return false
				}
			}
		}
	}
	return true
}

// pointedOrZero reports whether v is what a pointer points to, or zero.
func pointedOrZero(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value == nil || v.Value.Kind() == constant.Int && constant.Sign(v.Value) == 0 ||
			v.Value.Kind() == constant.String && constant.StringVal(v.Value) == ""
	case *ssa.UnOp:
		return v.Op == token.MUL
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool {
			_, again := e.(*ssa.Phi)
			return again || !pointedOrZero(e)
		})
	}
	return false
}

// dereferences reports whether the function of prm, a pointer, yields what prm points to: that it looks for nil
// before only chooses what it yields.
func dereferences(prm *ssa.Parameter) bool {
	ptr, ok := prm.Type().Underlying().(*types.Pointer)
	results := prm.Parent().Signature.Results()
	return ok && results.Len() > 0 && types.Identical(results.At(0).Type(), ptr.Elem())
}
