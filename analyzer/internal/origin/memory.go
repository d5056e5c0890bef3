package origin

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// memory asks what is at path in the memory that addr refers to, when at is about to run.
func (e *Engine) memory(addr ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	if x, ok := addr.(*ssa.FieldAddr); ok {
		if q, ok := e.cons(step{kind: field, name: program.FieldName(x.X.Type(), x.Field)}, p); ok {
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

// effect returns what t leaves at path p when one of ats runs, and whether that settles it: nothing
// written before counts.
func (e *Engine) effect(t touch, p *path, ats []ssa.Instruction, fr *frame) (s Set, settled bool) {
	rest, exact, ok := cut(t.path, p)
	if !ok {
		if update, isUpdate := t.instr.(*ssa.MapUpdate); isUpdate && t.mc == nil && keysOf(t.path, p) {
			return at(e.put(update.Key, nil, update, ats, fr), update.Pos()), false
		}
		return nil, false
	}
	if t.lodged != nil {
		return e.lodgedEffect(t, rest, ats, fr)
	}
	switch instr := t.instr.(type) {
	case *ssa.Store, *ssa.MapUpdate:
		if t.mc != nil { // a closure is put away: it may run at any time after
			s, _ := e.closureEffect(t, rest, nil, fr)
			return s, false
		}
		return at(e.put(t.val, rest, instr, ats, fr), instr.Pos()), exact
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

// put answers for path p of a value that store puts into memory, when one of ats runs.
func (e *Engine) put(v ssa.Value, p *path, store ssa.Instruction, ats []ssa.Instruction, fr *frame) Set {
	if isBytes(v.Type()) {
		return e.value(v, p, store, fr) // what the bytes are, not what is written to them later
	}
	if p == nil && len(ats) > 1 {
		return e.value(v, p, store, fr)
	}
	var s Set
	for _, at := range ats {
		s = s.add(e.value(v, p, at, fr))
	}
	return s
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
