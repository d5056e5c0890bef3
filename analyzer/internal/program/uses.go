package program

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Uses returns the instructions that use v as an operand. There are none for what a whole package shares: of
// constants, functions and package-level variables SSA does not say who uses them.
func Uses(v ssa.Value) []ssa.Instruction {
	if refs := v.Referrers(); refs != nil {
		return *refs
	}
	return nil
}

// Binding returns what the free variable v of a closure is bound to, if the closure is made in one place.
func Binding(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	i := slices.Index(fn.FreeVars, v)
	var found ssa.Value
	for _, ref := range Uses(fn) {
		if mc, ok := ref.(*ssa.MakeClosure); ok && mc.Fn == ssa.Value(fn) {
			if found != nil {
				return nil
			}
			found = mc.Bindings[i]
		}
	}
	return found
}
