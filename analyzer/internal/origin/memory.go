package origin

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// memory asks what is at path in the memory that addr refers to, when at is about to run.
func (e *Engine) memory(addr ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	if x, ok := addr.(*ssa.FieldAddr); ok {
		if q, ok := e.cons(step{kind: field, name: fieldName(x.X.Type(), x.Field)}, p); ok {
			if s, ok := e.responseField(x.X, q, at, fr); ok {
				return s
			}
		}
	}
	root, rp := e.locate(addr)
	full, ok := e.join(rp, p)
	if !ok {
		return nil
	}
	s, passed := e.walk(root, full, at, fr)
	if passed {
		s = s.add(e.entry(root, full, at, fr))
	}
	return s
}

// walk goes back from at over all paths of the function, and collects what was written at path
// p from root. passed reports whether some path comes to where root is defined, or to the start
// of the function, without a write that settles it.
func (e *Engine) walk(root ssa.Value, p *path, at ssa.Instruction, fr *frame) (s Set, passed bool) {
	return e.walkAfter(root, p, at, fr, nil)
}

// walkAfter is walk where the call failed, if it is not nil, has returned an error.
func (e *Engine) walkAfter(root ssa.Value, p *path, at ssa.Instruction, fr *frame, failed ssa.Instruction) (s Set, passed bool) {
	if at == nil || at.Block() == nil {
		return nil, true
	}
	byInstr := map[ssa.Instruction][]touch{}
	blocks := map[*ssa.BasicBlock]bool{} // those in which something counts
	for _, t := range e.touches(at.Parent())[root] {
		if _, _, ok := cut(t.path, p); ok || keysOf(t.path, p) {
			byInstr[t.instr] = append(byInstr[t.instr], t)
			blocks[t.instr.Block()] = true
		}
	}
	if len(byInstr) == 0 {
		return nil, true
	}
	def := pointOf(root)
	if def != nil {
		blocks[def.Block()] = true
	}
	type state struct {
		block  *ssa.BasicBlock
		hidden bool            // behind a decode that may have overwritten what stands before it
		failed ssa.Instruction // the call that, on this path, returned an error: what it wrote does not count
	}
	seen := map[state]bool{}
	var back func(b *ssa.BasicBlock, n int, hidden bool, failed ssa.Instruction)
	enter := func(from, b *ssa.BasicBlock, hidden bool, failed ssa.Instruction) {
		if call := failing(b, from); call != nil && byInstr[call] != nil {
			failed = call
		}
		if st := (state{b, hidden, failed}); !seen[st] {
			seen[st] = true
			back(b, len(b.Instrs), hidden, failed)
		}
	}
	back = func(b *ssa.BasicBlock, n int, hidden bool, failed ssa.Instruction) {
		if e.fuel--; e.fuel < 0 {
			e.low = 0
			return
		}
		if !blocks[b] {
			n = 0
		}
		for i := n - 1; i >= 0; i-- {
			instr := b.Instrs[i]
			if instr == def {
				passed = true
				return
			}
			for _, t := range byInstr[instr] {
				if e.fuel--; e.fuel < 0 {
					e.low = 0
					return
				}
				var got Set
				settled := false
				if instr == failed {
					got = e.failedEffect(t, p, fr)
				} else {
					got, settled = e.effect(t, p, at, fr)
				}
				decoded := false
				for _, o := range got {
					if hidden && o.Kind == HTTP {
						o.Hidden = true
					}
					decoded = decoded || o.Kind == Body && o.Decode != nil
					s = s.add(Set{o})
				}
				if settled {
					return
				}
				hidden = hidden || decoded
			}
		}
		if len(b.Preds) == 0 {
			passed = true
		}
		for _, pred := range b.Preds {
			enter(b, pred, hidden, failed)
		}
	}
	b := at.Block()
	n := 0
	for n < len(b.Instrs) && b.Instrs[n] != at {
		n++
	}
	back(b, n, false, failed)
	return s, passed
}

// effect returns what t leaves at path p, and whether that settles it: nothing written before counts.
func (e *Engine) effect(t touch, p *path, at0 ssa.Instruction, fr *frame) (s Set, settled bool) {
	rest, exact, ok := cut(t.path, p)
	if !ok {
		if update, isUpdate := t.instr.(*ssa.MapUpdate); isUpdate && keysOf(t.path, p) {
			return at(e.value(update.Key, nil, at0, fr), update.Pos()), false
		}
		return nil, false
	}
	if t.lodged != nil {
		return e.lodgedEffect(t, rest, at0, fr)
	}
	switch instr := t.instr.(type) {
	case *ssa.Store:
		if t.mc != nil { // a closure is put away: it may run at any time after
			s, _ := e.closureEffect(t, rest, nil, fr)
			return s, false
		}
		if isBytes(t.val.Type()) {
			at0 = instr // what the bytes are, not what is written to them later
		}
		return at(e.value(t.val, rest, at0, fr), instr.Pos()), exact
	case *ssa.MapUpdate:
		return at(e.value(t.val, rest, at0, fr), instr.Pos()), exact
	case ssa.CallInstruction:
		if t.mc != nil {
			return e.closureEffect(t, rest, instr, fr)
		}
		s, settled = e.callEffect(instr, t.arg, rest, fr)
		return e.decodedBy(s, instr, fr), settled
	}
	if t.mc != nil {
		s, settled := e.closureEffect(t, rest, nil, fr)
		_, deferred := t.instr.(*ssa.RunDefers)
		return s, settled && deferred && t.mc.Block().Dominates(t.instr.Block())
	}
	return nil, false
}

// keysOf reports whether p asks for the keys of the map that the last step of update leads into.
func keysOf(update, p *path) bool {
	for ; update != nil && p != nil; update, p = update.tail, p.tail {
		if update.tail == nil {
			return p.kind == keys && p.tail == nil
		}
		if update.step != p.step {
			return false
		}
	}
	return false
}

// at notes where constants are stored.
func at(s Set, pos token.Pos) Set {
	for _, o := range s {
		if o.Kind == Const && !o.At.IsValid() {
			return s.each(func(o *Origin) {
				if o.Kind == Const && !o.At.IsValid() {
					o.At = pos
				}
			})
		}
	}
	return s
}

// entry answers for memory that nothing in the function wrote before: where root is defined.
func (e *Engine) entry(root ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	switch root.(type) {
	case *ssa.FieldAddr, *ssa.IndexAddr:
		return nil // too deep to follow
	}
	return e.given(root, p, at, fr)
}
