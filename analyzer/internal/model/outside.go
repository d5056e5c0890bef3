package model

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// outermost is how many functions data is followed out of.
const outermost = 3

// outside returns the statuses that the subject can have when the callers of call's function use what it hands up: they
// have the response too, and can look at it first. ok is false where that is not seen.
func (f *finder) outside(call ssa.CallInstruction, t target, here origin.Set, s reach.Subject) (used reach.Answer, ok bool) {
	fn := call.Parent()
	i := f.answerParam(fn, here)
	calls := s.Calls
	if calls == nil {
		calls = f.p.Origins.Callers(fn)
	}
	if i < 0 || len(calls) == 0 || f.depth == outermost {
		return used, false
	}
	f.depth++
	defer func() { f.depth-- }()
	for _, outer := range calls {
		args := outer.Common().Args
		if outer.Common().IsInvoke() || len(args) != len(fn.Params) {
			return used, false
		}
		body := origin.Set{{Kind: origin.Body, Answer: args[i]}}
		there := f.subject(body, outer.Parent())
		if there == nil {
			return used, false
		}
		if at, isData := f.measure(outer, t.outside(fn, outer, args), body, *there); isData {
			used.Join(at)
		}
	}
	return used, true
}

// answerParam returns which parameter of fn is the response of the bodies here; -1 if none is.
func (f *finder) answerParam(fn *ssa.Function, here origin.Set) int {
	return slices.IndexFunc(fn.Params, func(prm *ssa.Parameter) bool {
		return len(here) == 1 && here[0].Held == "" && here[0].Answer == ssa.Value(prm) && send.IsResponse(prm.Type())
	})
}
