package origin

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/ssa"
)

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
	return e.walkFrom([]ssa.Instruction{at}, root, p, fr, failed)
}

// walkFrom is walkAfter from several instructions of a function.
func (e *Engine) walkFrom(ats []ssa.Instruction, root ssa.Value, p *path, fr *frame, failed ssa.Instruction) (s Set, passed bool) {
	way := e.plan(place{ats[0].Parent(), root, p})
	if way == nil {
		return nil, true
	}
	var seen []visits
	type stop struct {
		b      *ssa.BasicBlock
		hidden bool            // behind a decode that may have overwritten what stands before it
		failed ssa.Instruction // the call that, on this path, returned an error: what it wrote does not count
	}
	var todo []stop
	// back goes back through b, from before instruction n on, and notes where to go on.
	back := func(b *ssa.BasicBlock, n int, hidden bool, failed ssa.Instruction) {
		for _, w := range way.blocks[b] {
			if w.index >= n {
				continue
			}
			if w.touches == nil { // where root is defined
				passed = true
				return
			}
			for _, t := range w.touches {
				if e.fuel--; e.fuel < 0 {
					e.low = 0
					return
				}
				var got Set
				settled := false
				if t.instr == failed {
					got = e.failedEffect(t, p, fr)
				} else {
					got, settled = e.effect(t, p, ats, fr)
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
			failed := failed
			if len(way.calls) > 0 {
				if call := failing(pred, b); call != nil && way.calls[call] {
					failed = call
				}
			}
			if visit(&seen, pred, hidden, failed) {
				todo = append(todo, stop{pred, hidden, failed})
			}
		}
	}
	for _, at := range ats {
		b := at.Block()
		back(b, e.order.Index(at), false, failed)
	}
	for passing := 0; len(todo) > 0; passing++ {
		if passing%blocksPerStep == 0 {
			e.fuel--
		}
		if e.fuel < 0 {
			e.low = 0
			break
		}
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		back(next.b, len(next.b.Instrs), next.hidden, next.failed)
	}
	return s, passed
}

const blocksPerStep = 8 // a block in which nothing counts is soon passed

// visits are the blocks that a walk has come to with the same knowledge.
type visits struct {
	hidden bool
	failed ssa.Instruction
	blocks []bool
}

// visit notes that a walk comes to b, and reports whether it is for the first time.
func visit(seen *[]visits, b *ssa.BasicBlock, hidden bool, failed ssa.Instruction) bool {
	i := slices.IndexFunc(*seen, func(v visits) bool { return v.hidden == hidden && v.failed == failed })
	if i < 0 {
		i = len(*seen)
		*seen = append(*seen, visits{hidden, failed, make([]bool, len(b.Parent().Blocks))})
	}
	at := &(*seen)[i].blocks[b.Index]
	first := !*at
	*at = true
	return first
}

// A plan is what a walk back for a place has to look at.
type plan struct {
	blocks map[*ssa.BasicBlock][]writing // where something may be written there, the last first
	calls  map[ssa.Instruction]bool      // calls that may
}

// A writing is an instruction that may write to a place, or, without touches, defines the variable.
type writing struct {
	index   int // in its block
	touches []touch
}

// plan returns what a walk back for a place has to look at, nil if nothing is written there.
func (e *Engine) plan(to place) *plan {
	if known, ok := e.plans[to]; ok {
		return known
	}
	var made *plan
	for _, t := range e.touches(to.fn)[to.root] {
		if !e.counts(t, to.path) {
			continue
		}
		if made == nil {
			made = &plan{map[*ssa.BasicBlock][]writing{}, map[ssa.Instruction]bool{}}
			if def := pointOf(to.root); def != nil {
				made.note(def, e.order.Index(def))
			}
		}
		if _, ok := t.instr.(ssa.CallInstruction); ok {
			made.calls[t.instr] = true
		}
		made.note(t.instr, e.order.Index(t.instr), t)
	}
	if made != nil {
		for _, ws := range made.blocks {
			slices.SortStableFunc(ws, func(a, b writing) int { return cmp.Compare(b.index, a.index) })
		}
	}
	e.plans[to] = made
	return made
}

func (p *plan) note(instr ssa.Instruction, index int, touches ...touch) {
	b := instr.Block()
	at := p.blocks[b]
	if n := len(at) - 1; n >= 0 && len(at[n].touches) > 0 && len(touches) > 0 && at[n].touches[0].instr == instr {
		at[n].touches = append(at[n].touches, touches...)
		return
	}
	p.blocks[b] = append(at, writing{index, touches})
}
