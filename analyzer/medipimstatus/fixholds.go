package medipimstatus

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// holds reports whether v, which held the value answer where its status would have been read, does
// so still at the instruction at, and is not nil there.
func (f *fixer) holds(v *types.Var, answer ssa.Value, at ssa.Instruction, value ssa.Value) bool {
	fn := answer.Parent()
	owner := fn
	for owner != nil && !declares(owner, v) {
		owner = owner.Parent()
	}
	if owner == nil {
		return false
	}
	if alloc := f.refs(owner).allocs[v.Pos()]; alloc != nil {
		return f.keeps(alloc, answer, at, value) && f.isSet(v, alloc, answer, at)
	}
	point := at // in fn itself
	for point.Parent() != fn {
		if point = f.made(point.Parent()); point == nil {
			return false
		}
	}
	if point != at && !f.isOnly(v, answer) {
		return false // when the closure runs is not known
	}
	ok := true
	back(point, func(instr ssa.Instruction) bool {
		if def, isValue := instr.(ssa.Value); isValue && def == answer {
			return true
		}
		ref, isRef := instr.(*ssa.DebugRef)
		if !isRef || ref.Object() != types.Object(v) {
			return false
		}
		ok = ok && ref.X == answer
		return true
	}, func() {
		_, isParam := answer.(*ssa.Parameter)
		ok = ok && isParam
	})
	isUse := func(instr ssa.Instruction) bool {
		return readsBody(instr, func(x ssa.Value) bool { return x == answer })
	}
	def, isInstr := answer.(ssa.Instruction)
	return ok && (!isInstr || isFresh(value, point, def, isUse)) && f.isSet(v, nil, answer, point)
}

// isOnly reports whether v is answer wherever it is named in the function of answer.
func (f *fixer) isOnly(v *types.Var, answer ssa.Value) bool {
	for _, ref := range f.refs(answer.Parent()).at {
		if ref.Object() == types.Object(v) && ref.X != answer {
			return false
		}
	}
	return true
}

// declares reports whether v is a parameter or variable of fn itself.
func declares(fn *ssa.Function, v *types.Var) bool {
	syntax := fn.Syntax()
	if syntax == nil || v.Pos() < syntax.Pos() || syntax.End() <= v.Pos() {
		return false
	}
	for _, anon := range fn.AnonFuncs {
		if declares(anon, v) {
			return false
		}
	}
	return true
}

// keeps reports whether a variable in memory has the value that it had when answer was read from
// it, or stored to it.
func (f *fixer) keeps(alloc *ssa.Alloc, answer ssa.Value, at ssa.Instruction, value ssa.Value) bool {
	stores, ok := f.stores(alloc)
	if !ok {
		return untouched(alloc, answer, at)
	}
	if len(stores) == 0 {
		return false
	}
	if len(stores) == 1 {
		st := stores[0]
		return at.Parent() != st.Parent() || isFresh(value, at, st, func(instr ssa.Instruction) bool {
			return readsBody(instr, func(x ssa.Value) bool {
				load, ok := x.(*ssa.UnOp)
				return ok && load.X == st.Addr
			})
		})
	}
	if at.Parent() != answer.Parent() || alloc.Parent() != at.Parent() {
		return false // when closures run is not known
	}
	writes := map[ssa.Instruction]bool{}
	for _, st := range stores {
		if st.Parent() != alloc.Parent() {
			return false
		}
		writes[st] = true
	}
	ok = true
	back(at, func(instr ssa.Instruction) bool {
		if load, isLoad := instr.(*ssa.UnOp); isLoad && ssa.Value(load) == answer {
			return true
		}
		if st, isStore := instr.(*ssa.Store); isStore && writes[instr] {
			ok = ok && st.Val == answer
			return true
		}
		return false
	}, func() { ok = false })
	return ok
}

// untouched reports whether nothing can have written to a variable since answer was read from it.
func untouched(alloc *ssa.Alloc, answer ssa.Value, at ssa.Instruction) bool {
	if at.Parent() != answer.Parent() {
		return false
	}
	ok := true
	back(at, func(instr ssa.Instruction) bool {
		if v, isValue := instr.(ssa.Value); isValue && v == answer {
			return true
		}
		switch instr := instr.(type) {
		case ssa.CallInstruction, *ssa.Send, *ssa.Select:
			ok = false
		case *ssa.Store:
			ok = ok && instr.Addr != ssa.Value(alloc)
		}
		return !ok
	}, func() { ok = false })
	return ok
}

// stores returns the instructions that write to a variable in memory, in closures too. ok is false if
// its address goes where it cannot be followed.
func (f *fixer) stores(addr ssa.Value) (stores []*ssa.Store, ok bool) {
	for _, ref := range program.Uses(addr) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != addr {
				return nil, false
			}
			stores = append(stores, ref)
		case *ssa.UnOp, *ssa.DebugRef, *ssa.FieldAddr:
		case *ssa.MakeClosure:
			for i, bound := range ref.Bindings {
				if bound != addr {
					continue
				}
				inner, ok := f.stores(ref.Fn.(*ssa.Function).FreeVars[i])
				if !ok {
					return nil, false
				}
				stores = append(stores, inner...)
			}
		default:
			return nil, false
		}
	}
	return stores, true
}
