package reach

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// asksWithin reports whether v compares the error object of the body with nil, only to ask for the status next:
// body.Error != nil && body.Error.Status >= 400 is one question, about the status, and every error's body has the object.
func (r *run) asksWithin(v *ssa.BinOp) bool {
	if c, ok := v.Y.(*ssa.Const); !ok || !c.IsNil() || !r.bodyError(v.X) {
		return false
	}
	for _, ref := range program.Uses(v) {
		if _, ok := ref.(*ssa.DebugRef); ok {
			continue
		}
		branch, ok := ref.(*ssa.If)
		if !ok {
			return false
		}
		present, absent := branch.Block().Succs[0], branch.Block().Succs[1]
		if v.Op == token.EQL {
			present, absent = absent, present
		}
		next, ok := present.Instrs[len(present.Instrs)-1].(*ssa.If)
		if !ok || len(present.Preds) != 1 || present.Succs[0] != absent && present.Succs[1] != absent {
			return false
		}
		if test, ok := next.Cond.(*ssa.BinOp); !ok || !r.isStatus(test.X) {
			return false
		}
	}
	return true
}

// bodyError reports whether v is the error object in the answer's body.
func (r *run) bodyError(v ssa.Value) bool {
	here := r.e.here(v)
	for _, o := range here {
		if o.Kind != origin.Body || o.Path != origin.PathError || o.Answer == nil || !r.sc.in.places[answerPlace(o)] {
			return false
		}
	}
	return len(here) > 0
}
