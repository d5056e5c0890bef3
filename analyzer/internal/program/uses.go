package program

import (
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
