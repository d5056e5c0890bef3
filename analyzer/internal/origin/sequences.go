package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// sequence answers for path p, which begins with an element or the keys, of the function v as a sequence: what it
// yields, for one who collects it.
func (e *Engine) sequence(fn *ssa.Function, mc *ssa.MakeClosure, p *path, fr *frame) Set {
	if p.kind != elem && p.kind != keys && p.kind != key || len(fn.Params) != 1 || !e.ours(fn) {
		return nil
	}
	yield, ok := fn.Params[0].Type().Underlying().(*types.Signature)
	if !ok || yield.Params().Len() == 0 || yield.Params().Len() > 2 {
		return nil
	}
	in, ok := e.enter(fn, nil, mc, fr)
	if !ok {
		return nil
	}
	i := yield.Params().Len() - 1
	if p.kind == keys {
		i = 0
	}
	var s Set
	e.eachYield(fn, fn.Params[0], func(call ssa.CallInstruction) {
		c := call.Common()
		at := in
		if call.Parent() != fn {
			at = nil // the body of a loop in it
		}
		if len(c.Args) == 1 && types.Identical(c.Args[0].Type(), fn.Params[0].Type()) {
			s = s.add(e.value(c.Value, p, call, at)) // the sequence goes on with another
			return
		}
		if i < len(c.Args) {
			s = s.add(e.value(c.Args[i], p.tail, call, at))
		}
	})
	return s
}

// eachYield calls visit with each call of fn, and of the literals in it, that calls yield or hands it to another
// sequence.
func (e *Engine) eachYield(fn *ssa.Function, yield *ssa.Parameter, visit func(ssa.CallInstruction)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			c := call.Common()
			if e.isParam(c.Value, yield) || len(c.Args) == 1 && e.isParam(c.Args[0], yield) {
				visit(call)
			}
		}
	}
	for _, inner := range fn.AnonFuncs {
		e.eachYield(inner, yield, visit)
	}
}

// isParam reports whether v is prm, as a literal in its function may have captured it.
func (e *Engine) isParam(v ssa.Value, prm *ssa.Parameter) bool {
	for range maxPointers {
		switch x := v.(type) {
		case *ssa.Parameter:
			return x == prm
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.Alloc:
			if v = e.onlyStored(x); v == nil {
				return false
			}
		case *ssa.FreeVar:
			if v = program.Binding(x); v == nil {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// ranging answers for path p of a variable of a range over the sequence that a library made: of a list or map, its
// elements or keys.
func (e *Engine) ranging(prm *ssa.Parameter, p *path, call ssa.CallInstruction) Set {
	seq, ok := call.Common().Value.(*ssa.Call)
	if !ok || call.Common().IsInvoke() || !e.isForeign(seq) {
		return nil
	}
	if obj := program.Called(seq.Common()); obj == nil || known(e.FullName(obj)).each != nil {
		return nil // see member
	}
	s := step{kind: elem}
	if params := prm.Parent().Params; len(params) == 2 && params[0] == prm {
		s.kind = keys
	}
	return e.step(s, seq, p, call, nil)
}
