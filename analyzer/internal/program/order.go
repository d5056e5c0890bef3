package program

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// An Order tells where instructions stand in their blocks. The zero value is ready for use.
type Order struct {
	long map[*ssa.BasicBlock]map[ssa.Instruction]int
}

// short is how many instructions are soon looked through. Blocks that set a table have tens of thousands.
const short = 64

// Index returns the index of an instruction in its block.
func (o *Order) Index(instr ssa.Instruction) int {
	b := instr.Block()
	if len(b.Instrs) <= short {
		return slices.Index(b.Instrs, instr)
	}
	at, known := o.long[b]
	if !known {
		at = make(map[ssa.Instruction]int, len(b.Instrs))
		for i, instr := range b.Instrs {
			at[instr] = i
		}
		if o.long == nil {
			o.long = map[*ssa.BasicBlock]map[ssa.Instruction]int{}
		}
		o.long[b] = at
	}
	return at[instr]
}
