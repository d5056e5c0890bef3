package reach

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Contradicts reports whether what follows the comparison at, of v, the answer's code, with code, asks
// for statuses that code never comes with: inside the branch where the code is that, every test of
// the status comes out false. statusOf gives the status that a code comes with; codes are all codes.
func (e *Engine) Contradicts(s Subject, v ssa.Value, at ssa.Instruction, code string, codes []string, statusOf func(string) int) bool {
	views := e.views(s, at.Parent())
	if len(views) != 1 {
		return false
	}
	e.begin("")
	in := views[0]
	in.code = v
	asked := e.statusTests(in, at, code)
	if len(asked) == 0 {
		return false
	}
	for _, r := range e.evaluate(in, "\x00") { // tests outside of the branch
		asked = slices.DeleteFunc(asked, func(t test) bool { return r.reaches(t.end()) })
	}
	all := slices.Clone(asked)
	asked = slices.DeleteFunc(asked, func(t test) bool { // the last of several says what all of them come to
		return slices.ContainsFunc(all, func(u test) bool { return conjoined(t.block, u.block) })
	})
	if len(asked) == 0 {
		return false
	}
	for _, c := range codes { // one of several codes may fit
		status := statusOf(c)
		if status == 0 {
			continue
		}
		r := e.solved(in, exactly(status), c)
		for _, t := range asked {
			if yes, _ := r.val(t.cond).truth(); yes && r.reaches(t.end()) {
				return false
			}
		}
	}
	return e.work > 0
}

// A test is a condition that a block ends with: it decides on the way, or is handed on as what a
// chain of && and || or the function comes to.
type test struct {
	cond  ssa.Value
	block *ssa.BasicBlock
}

func (t test) end() ssa.Instruction { return t.block.Instrs[len(t.block.Instrs)-1] }

// testsOf returns the conditions that b ends with.
func testsOf(b *ssa.BasicBlock) []test {
	var out []test
	add := func(v ssa.Value) {
		if _, isConst := v.(*ssa.Const); !isConst && types.Identical(v.Type().Underlying(), types.Typ[types.Bool]) {
			out = append(out, test{v, b})
		}
	}
	switch end := b.Instrs[len(b.Instrs)-1].(type) {
	case *ssa.If:
		out = append(out, test{end.Cond, b})
	case *ssa.Return:
		for _, v := range end.Results {
			if _, joined := v.(*ssa.Phi); !joined { // its parts are asked
				add(v)
			}
		}
	case *ssa.Jump:
		at := slices.Index(b.Succs[0].Preds, b)
		for _, instr := range b.Succs[0].Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			if v, ok := phi.Edges[at].(ssa.Instruction); ok && v.Block() == b {
				add(phi.Edges[at])
			}
		}
	}
	return out
}

// statusTests returns the conditions behind at, in the branch where the code is code, that the status
// alone decides, and that ask for some statuses rather than for all but one.
func (e *Engine) statusTests(in *view, at ssa.Instruction, code string) []test {
	type outcome struct{ yes, no, open int }
	outcomes := map[test]*outcome{}
	var order []test
	for _, b := range in.fn.Blocks {
		if b != at.Block() && at.Block().Dominates(b) {
			order = append(order, testsOf(b)...)
		}
	}
	for _, r := range e.evaluate(in, code) {
		n := len(r.statuses)
		for _, t := range order {
			if !r.reaches(t.end()) {
				continue
			}
			o := outcomes[t]
			if o == nil {
				o = &outcome{}
				outcomes[t] = o
			}
			switch yes, no := r.val(t.cond).truth(); {
			case yes && no:
				o.open += n
			case yes:
				o.yes += n
			case no:
				o.no += n
			}
		}
	}
	var tests []test
	for _, t := range order {
		o := outcomes[t]
		if o == nil || o.open > 0 || o.yes == 0 || o.no == 0 {
			continue
		}
		if o.no == 1 && !conjoined(at.Block(), t.block) {
			return nil // a guard against all but one: what comes after it fits
		}
		tests = append(tests, t)
	}
	return tests
}

// conjoined reports whether b and t end with tests of one condition: t is asked where b's holds, and both
// fail alike.
func conjoined(b, t *ssa.BasicBlock) bool {
	if len(b.Succs) != 2 || len(t.Succs) == 0 || b.Succs[0] != t {
		return false
	}
	return b.Succs[1] == t.Succs[len(t.Succs)-1]
}
