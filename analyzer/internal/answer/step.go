package answer

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// step executes one instruction and returns the state after it, nil if the path ended or forked.
func (w *walk) step(st *state) *state {
	if st.next >= len(st.block.Instrs) {
		return nil
	}
	instr := st.block.Instrs[st.next]
	if w.until != nil && instr == w.until {
		w.trace.Backs = append(w.trace.Backs, back{env: st.env, mem: st.mem})
		return nil
	}
	st.next++
	st.steps++
	switch instr := instr.(type) {
	case *ssa.Call:
		return w.call(st, instr)
	case *ssa.Phi: // set on entry
	case *ssa.Go:
		w.spawn(st, &instr.Call)
	case *ssa.Defer:
		w.postpone(st, instr)
	case *ssa.RunDefers:
		return w.unwind(st)
	case *ssa.If:
		return w.branch(st, instr)
	case *ssa.Jump:
		return w.enter(st, st.block.Succs[0])
	case *ssa.Return:
		return w.leave(st, instr)
	case *ssa.Panic:
		if !w.sub {
			w.trace.Exits = append(w.trace.Exits, exit{instr, st.marks})
		}
		return nil
	case *ssa.Store:
		w.storeTo(st, instr)
	case *ssa.MapUpdate:
		w.insert(st, instr)
	case *ssa.Send:
		w.put(st, instr, instr.Chan, instr.X)
	case *ssa.Select:
		return w.choose(st, instr)
	case ssa.Value:
		st.set(instr, w.compute(st, instr))
	}
	return st
}

// storeTo executes a store.
func (w *walk) storeTo(st *state, s *ssa.Store) {
	addr, v := w.val(st, s.Addr), w.val(st, s.Val)
	if at, ok := s.Addr.(*ssa.IndexAddr); ok {
		w.replace(st, at, v)
	}
	if addr.kind == pointer {
		if addr.base == nil {
			return // the answer's own fields stay what they are
		}
		w.store(st, place{addr.base, addr.path}, v)
	}
	if outlives(s.Addr) && !counts(s) {
		st.marks.told = true
	}
}

// outlives reports whether others see what is stored at addr: a field of something that the function
// did not make, a package-level variable.
func outlives(addr ssa.Value) bool {
	switch addr := addr.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		return outlives(addr.X) || !isAlloc(addr.X)
	case *ssa.IndexAddr:
		return false
	}
	return false
}

func isAlloc(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
		return true
	case *ssa.FieldAddr:
		return isAlloc(v.X)
	case *ssa.FreeVar:
		return true
	}
	return false
}

// counts reports whether the store adds to what was there.
func counts(s *ssa.Store) bool {
	op, ok := s.Val.(*ssa.BinOp)
	return ok && (op.Op == token.ADD || op.Op == token.SUB)
}

// compute evaluates an instruction that neither calls nor branches.
func (w *walk) compute(st *state, v ssa.Value) *value {
	switch v := v.(type) {
	case *ssa.Alloc:
		p := place{base: v}
		w.store(st, p, &value{kind: zero})
		return &value{kind: pointer, base: v}
	case *ssa.BinOp:
		return w.e.binop(v, w.val(st, v.X), w.val(st, v.Y))
	case *ssa.UnOp:
		return w.unary(st, v)
	case *ssa.ChangeType:
		return w.val(st, v.X)
	case *ssa.ChangeInterface:
		return w.val(st, v.X)
	case *ssa.Convert:
		return convert(w.val(st, v.X), v.Type())
	case *ssa.MultiConvert:
		return convert(w.val(st, v.X), v.Type())
	case *ssa.MakeInterface:
		return w.box(w.val(st, v.X), v.X.Type())
	case *ssa.MakeClosure:
		return w.closure(st, v)
	case *ssa.MakeMap:
		if set := w.makeSet(st, v); set != nil {
			return set
		}
		return w.e.literal(v, func(x ssa.Value) *value { return w.val(st, x) })
	case *ssa.MakeSlice:
		if set := w.makeSet(st, v); set != nil {
			return set
		}
		return something
	case *ssa.MakeChan:
		return something
	case *ssa.Slice:
		return w.slice(st, v)
	case *ssa.FieldAddr:
		return w.e.fieldAddr(w.val(st, v.X), v)
	case *ssa.Field:
		return w.field(w.val(st, v.X), v)
	case *ssa.IndexAddr:
		return w.element(st, w.val(st, v.X), w.val(st, v.Index), v)
	case *ssa.Index:
		return w.element(st, w.val(st, v.X), w.val(st, v.Index), v)
	case *ssa.Lookup:
		return w.find1(st, v)
	case *ssa.TypeAssert:
		return w.assert(v, w.val(st, v.X))
	case *ssa.Extract:
		t := w.val(st, v.Tuple)
		if t.kind == tuple && v.Index < len(t.elems) {
			return t.elems[v.Index]
		}
		return opaque.tainted(t.taint)
	case *ssa.Range:
		return over(w.val(st, v.X))
	case *ssa.Next:
		return w.next(st, v)
	}
	return opaque
}
