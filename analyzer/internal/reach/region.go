package reach

import (
	"golang.org/x/tools/go/ssa"
)

// A Case is what an answer can be: its status, and the error code of its body.
type Case struct {
	Status int
	Code   string
}

// Apart returns the blocks of fn that the subject leads to in the case one, and which of them it does not
// lead to in the case other; nil if that cannot be told.
func (e *Engine) Apart(s Subject, fn *ssa.Function, one, other Case) (reached, apart map[*ssa.BasicBlock]bool) {
	views := e.views(s, fn)
	if len(views) != 1 {
		return nil, nil
	}
	e.begin("")
	a := e.solved(views[0], exactly(one.Status), one.Code)
	b := e.solved(views[0], exactly(other.Status), other.Code)
	if e.work <= 0 {
		return nil, nil
	}
	reached, apart = map[*ssa.BasicBlock]bool{}, map[*ssa.BasicBlock]bool{}
	for _, block := range fn.Blocks {
		first := block.Instrs[0]
		if a.reaches(first) {
			reached[block] = true
			if !b.reaches(first) {
				apart[block] = true
			}
		}
	}
	return reached, apart
}
