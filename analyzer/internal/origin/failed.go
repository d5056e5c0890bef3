package origin

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// failedEffect returns what a call that has returned an error leaves at path p: nothing, if it is a
// decoder; of a function of the package, what its returns with an error leave.
func (e *Engine) failedEffect(t touch, p *path, fr *frame) Set {
	call, ok := t.instr.(ssa.CallInstruction)
	rest, _, within := cut(t.path, p)
	if !ok || !within || t.mc != nil {
		return nil
	}
	if l := t.lodged; l != nil {
		if rest, ok = e.join(l.at, rest); !ok || l.typ != nil {
			return nil
		}
	}
	var s Set
	targets, _ := e.callees(call, fr)
	for _, target := range targets {
		if t.arg >= len(target.fn.Params) || !e.writes(target.fn, target.fn.Params[t.arg], rest) {
			continue
		}
		in, ok := e.enter(target.fn, call, target.mc, fr)
		if !ok {
			continue
		}
		for _, b := range target.fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok || len(ret.Results) == 0 {
				continue
			}
			err := ret.Results[len(ret.Results)-1]
			if c, ok := err.(*ssa.Const); ok && c.IsNil() {
				continue
			}
			left, _ := e.walkAfter(target.fn.Params[t.arg], rest, ret, in, callOf(err))
			s = s.add(left.each(func(o *Origin) { o.take(call.Pos(), "filled in here") }))
		}
	}
	return s
}

// callOf returns the call that v is a result of, or nil.
func callOf(v ssa.Value) ssa.Instruction {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	if call, ok := v.(*ssa.Call); ok {
		return call
	}
	return nil
}

// failing returns the call whose error result is known to be set on the edge between two blocks:
// in "if err != nil" the call that err comes from. It is nil for other edges.
func failing(from, to *ssa.BasicBlock) ssa.Instruction {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok || !isError(cond.X.Type()) {
		return nil
	}
	if c, ok := cond.Y.(*ssa.Const); !ok || !c.IsNil() {
		return nil
	}
	set := 0 // the successor on which the error is set
	if cond.Op == token.EQL {
		set = 1
	}
	if from.Succs[set] != to || from.Succs[0] == from.Succs[1] {
		return nil
	}
	return callOf(cond.X)
}
