package medipimstatus

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// isSet reports whether v, with the value answer or in memory at alloc, is not nil at the instruction
// at: it was used before on every way, or stands behind a check of the error that came with it.
func (f *fixer) isSet(v *types.Var, alloc *ssa.Alloc, answer ssa.Value, at ssa.Instruction) bool {
	if _, isPtr := v.Type().Underlying().(*types.Pointer); !isPtr {
		return true
	}
	fn := at.Parent()
	is := func(x ssa.Value) bool { return x == answer }
	var held []ssa.Value // what v may hold
	if alloc == nil {
		held = []ssa.Value{answer}
	} else {
		is = func(x ssa.Value) bool {
			load, ok := x.(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				return false
			}
			ref := load.X
			if fv, ok := ref.(*ssa.FreeVar); ok {
				ref = f.bound(fv)
			}
			return ref == ssa.Value(alloc)
		}
		stores, _ := f.stores(alloc)
		for _, st := range stores {
			held = append(held, st.Val)
		}
	}
	used := before(at, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			return is(instr.X)
		case ssa.CallInstruction:
			for _, op := range instr.Operands(nil) {
				if *op != nil && is(*op) {
					return true
				}
			}
		case *ssa.Phi, *ssa.If:
		}
		return false
	})
	if used || f.behindCheck(held, is, at) {
		return true
	}
	for _, h := range held {
		if _, isParam := h.(*ssa.Parameter); !isParam || comparesToNil(fn, is) {
			held = nil
			break
		}
	}
	if len(held) > 0 {
		return true // a parameter that nobody thinks nil
	}
	if alloc != nil && fn != alloc.Parent() {
		if made := f.made(fn); made != nil {
			return f.isSet(v, alloc, answer, made)
		}
	}
	return false
}

// made returns the instruction that makes the closure fn, if there is one.
func (f *fixer) made(fn *ssa.Function) ssa.Instruction {
	if fn.Parent() == nil {
		return nil
	}
	var found ssa.Instruction
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == ssa.Value(fn) {
				found = mc
			}
		}
	}
	return found
}

// bound returns the variable that a closure captured.
func (f *fixer) bound(fv *ssa.FreeVar) ssa.Value {
	fn := fv.Parent()
	mc, ok := f.made(fn).(*ssa.MakeClosure)
	if !ok {
		return nil
	}
	for i, have := range fn.FreeVars {
		if have == fv {
			if outer, ok := mc.Bindings[i].(*ssa.FreeVar); ok {
				return f.bound(outer)
			}
			return mc.Bindings[i]
		}
	}
	return nil
}

// behindCheck reports whether at stands behind err == nil, for the error that came with the response,
// or behind a comparison of the response with nil.
func (f *fixer) behindCheck(held []ssa.Value, is func(ssa.Value) bool, at ssa.Instruction) bool {
	for b := at.Block(); b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cond, ok := branch.Cond.(*ssa.BinOp)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ {
			continue
		}
		if c, ok := cond.Y.(*ssa.Const); !ok || !c.IsNil() {
			continue
		}
		equal := b.Preds[0].Succs[0] == b
		if cond.Op == token.NEQ {
			equal = !equal
		}
		if equal && f.cameWith(cond.X, held) || !equal && is(cond.X) {
			return true
		}
	}
	return false
}

// cameWith reports whether err is the error result of each of the calls that the responses come from.
func (f *fixer) cameWith(err ssa.Value, held []ssa.Value) bool {
	if !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	for _, h := range held {
		if !sameCall(err, h) {
			return false
		}
	}
	return len(held) > 0
}

func sameCall(err, answer ssa.Value) bool {
	if load, ok := err.(*ssa.UnOp); ok && load.Op == token.MUL { // a variable that closures see
		for _, ref := range program.Uses(load.X) {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == load.X && sameCall(st.Val, answer) {
				return true
			}
		}
		return false
	}
	switch answer := answer.(type) {
	case *ssa.Extract:
		x, ok := err.(*ssa.Extract)
		return ok && x.Tuple == answer.Tuple
	case *ssa.Phi:
		phi, ok := err.(*ssa.Phi)
		return ok && phi.Block() == answer.Block()
	}
	return false
}

// comparesToNil reports whether fn compares a response with nil.
func comparesToNil(fn *ssa.Function, is func(ssa.Value) bool) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if cmp, ok := instr.(*ssa.BinOp); ok && (is(cmp.X) || is(cmp.Y)) {
				return true
			}
		}
	}
	return false
}
