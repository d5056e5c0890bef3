package reach

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Contradicts reports whether what follows the comparison at, of the answer's code with code, asks
// for statuses that code never comes with: inside the branch where the code is that, every test of
// the status comes out false. statusOf gives the status that a code comes with; codes are all codes.
func (e *Engine) Contradicts(s Subject, at ssa.Instruction, code string, codes []string, statusOf func(string) int) bool {
	views := e.views(s, at.Parent())
	if len(views) != 1 {
		return false
	}
	e.begin()
	in := views[0]
	asked := e.statusTests(in, at, code)
	if len(asked) == 0 {
		return false
	}
	for _, status := range e.statuses { // tests outside of the branch
		r := e.solved(in, status, "\x00")
		asked = slices.DeleteFunc(asked, func(t *ssa.If) bool { return r.reaches(t) })
	}
	if len(asked) == 0 {
		return false
	}
	for _, c := range codes { // one of several codes may fit
		status := statusOf(c)
		if status == 0 {
			continue
		}
		r := e.solved(in, status, c)
		for _, t := range asked {
			if yes, _ := r.val(t.Cond).truth(); yes && r.reaches(t) {
				return false
			}
		}
	}
	return e.work > 0
}

// statusTests returns the conditions behind at, in the branch where the code is code, that the status
// alone decides, and that ask for some statuses rather than for all but one.
func (e *Engine) statusTests(in *view, at ssa.Instruction, code string) []*ssa.If {
	type outcome struct{ yes, no, open int }
	outcomes := map[*ssa.If]*outcome{}
	var order []*ssa.If
	for _, status := range e.statuses {
		r := e.solved(in, status, code)
		for _, b := range in.fn.Blocks {
			t, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok || b == at.Block() || !at.Block().Dominates(b) || !r.reaches(t) {
				continue
			}
			o := outcomes[t]
			if o == nil {
				o = &outcome{}
				outcomes[t] = o
				order = append(order, t)
			}
			switch yes, no := r.val(t.Cond).truth(); {
			case yes && no:
				o.open++
			case yes:
				o.yes++
			case no:
				o.no++
			}
		}
	}
	var tests []*ssa.If
	for _, t := range order {
		o := outcomes[t]
		if o.open > 0 || o.yes == 0 || o.no == 0 {
			continue
		}
		if o.no == 1 && !conjoined(at.Block(), t.Block()) {
			return nil // a guard against all but one: what comes after it fits
		}
		tests = append(tests, t)
	}
	return tests
}

// conjoined reports whether the tests that end the blocks are those of one condition: b's way out is t's.
func conjoined(b, t *ssa.BasicBlock) bool {
	return len(b.Succs) == 2 && len(t.Succs) == 2 && b.Succs[0] == t && b.Succs[1] == t.Succs[1]
}
