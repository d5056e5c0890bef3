package medipimstatus

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// isFresh reports whether value, at the instruction at, cannot be of the answer before: the
// answer that def yields is not received again, in a loop that leaves out the decoding at times.
func isFresh(value ssa.Value, at, def ssa.Instruction, isUse func(ssa.Instruction) bool) bool {
	if !reaches(at.Block(), def.Block(), nil) {
		return true
	}
	if root, ok := rule.Root(value).(*ssa.Alloc); ok && root.Parent() == def.Parent() {
		// Decoded into a variable that each round of the loop has anew.
		if root.Block() == def.Block() || def.Block().Dominates(root.Block()) || !reaches(at.Block(), def.Block(), root.Block()) {
			return true
		}
	}
	fresh := true
	back(at, func(instr ssa.Instruction) bool {
		if instr == def {
			fresh = false
			return true
		}
		return isUse(instr)
	}, func() {})
	return fresh
}

// readsBody reports whether instr may read the body of a response.
func readsBody(instr ssa.Instruction, is func(ssa.Value) bool) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		return is(instr.X) && program.Field(instr).Name() == "Body"
	case *ssa.Call:
		for _, op := range instr.Operands(nil) {
			if *op != nil && is(*op) {
				return true
			}
		}
	}
	return false
}

// reaches reports whether control can go from the end of one block to another, without going through
// the block avoid.
func reaches(from, to, avoid *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var walk func(b *ssa.BasicBlock) bool
	walk = func(b *ssa.BasicBlock) bool {
		for _, next := range b.Succs {
			if next == to {
				return true
			}
			if next != avoid && !seen[next] {
				seen[next] = true
				if walk(next) {
					return true
				}
			}
		}
		return false
	}
	return walk(from)
}
