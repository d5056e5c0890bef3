package origin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Enveloped returns the responses whose body the package decodes into a struct with the shape of
// the error envelope.
func (e *Engine) Enveloped() map[ssa.Value]bool {
	found := map[ssa.Value]bool{}
	for _, fn := range e.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				e.refuel()
				into, from, ok := e.decodeCall(call, nil)
				if !ok {
					continue
				}
				for _, t := range e.targetTypes(program.Arguments(call.Common())[into], call, nil, 0) {
					if !envelope.Is(t) {
						continue
					}
					for _, o := range e.source(call, from, nil) {
						if o.Answer != nil {
							found[o.Answer] = true
						}
					}
				}
			}
		}
	}
	return found
}
