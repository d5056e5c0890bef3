package answer

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// put is something that a path put into a channel.
type put struct {
	at    ssa.Instruction
	ch    ssa.Value
	value *value
	mem   map[place]*value
	marks marks
}

// A receipt is an instruction that takes something out of a channel that the answer, or an error made of it, was
// put into: there the life of the answer goes on.
type receipt struct {
	e    *Engine
	at   ssa.Instruction // a receive or a select
	from func(sc scenario) []put
	runs map[scenario]*Trace
}

// judgeReceipts judges what is done with the answer by those who get it out of a channel; nil if nobody does, or
// nothing that has to do with its status.
func (n *node) judgeReceipts() *verdict {
	seen := map[ssa.Instruction]bool{}
	for _, p := range n.trace(limited).Puts {
		if !tellsStatus(p.value, p.mem, 0) {
			continue
		}
		for _, at := range n.e.receivers(p.ch) {
			if seen[at] {
				continue
			}
			seen[at] = true
			r := &receipt{e: n.e, at: at, runs: map[scenario]*Trace{}, from: func(sc scenario) []put { return n.putsFor(sc, at) }}
			if v := r.judge(n); v != nil {
				return v
			}
		}
	}
	return nil
}

// putsFor returns what is put, in a scenario, into the channel that at takes from.
func (n *node) putsFor(sc scenario, at ssa.Instruction) []put {
	return slices.DeleteFunc(slices.Clone(n.trace(sc).Puts), func(p put) bool { return !slices.Contains(n.e.receivers(p.ch), at) })
}

// tellsStatus reports whether v holds the answer, or something that was made of its status.
func tellsStatus(v *value, mem map[place]*value, depth int) bool {
	if v.kind == response || v.kind == made || v.taint&carries != 0 {
		return true
	}
	if depth > 4 {
		return false
	}
	if v.kind == pointer && v.base != nil {
		for p, x := range mem {
			if p.base == v.base && tellsStatus(x, mem, depth+1) {
				return true
			}
		}
	}
	return slices.ContainsFunc(v.elems, func(el *value) bool { return tellsStatus(el, mem, depth+1) })
}

// receivers returns the instructions of the package that take something out of the channel ch.
func (e *Engine) receivers(ch ssa.Value) []ssa.Instruction {
	if e.receives == nil {
		e.receives = []ssa.Instruction{}
		for _, fn := range e.funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if _, chans := received(instr); len(chans) > 0 {
						e.receives = append(e.receives, instr)
					}
				}
			}
		}
	}
	var found []ssa.Instruction
	for _, instr := range e.receives {
		_, chans := received(instr)
		if slices.ContainsFunc(chans, func(c ssa.Value) bool { return e.sameChannel(c, ch) }) {
			found = append(found, instr)
		}
	}
	return found
}

// received returns the channels that an instruction takes something out of, and their places in a select.
func received(instr ssa.Instruction) (states []int, chans []ssa.Value) {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return []int{0}, []ssa.Value{instr.X}
		}
	case *ssa.Select:
		for i, s := range instr.States {
			if s.Send == nil {
				states, chans = append(states, i), append(chans, s.Chan)
			}
		}
	}
	return states, chans
}

// sameChannel reports whether two values can be the same channel.
func (e *Engine) sameChannel(a, b ssa.Value) bool {
	if sameVariable(a, b) {
		return true
	}
	if a == nil || b == nil || !types.Identical(elementOf(a), elementOf(b)) {
		return false
	}
	made := func(v ssa.Value) []ssa.Value {
		return slices.DeleteFunc(e.sources(v), func(src ssa.Value) bool { _, ok := src.(*ssa.MakeChan); return !ok })
	}
	others := made(b)
	return slices.ContainsFunc(made(a), func(src ssa.Value) bool { return slices.Contains(others, src) })
}

// elementOf returns the type of what is put into the channel ch.
func elementOf(ch ssa.Value) types.Type {
	if c, ok := ch.Type().Underlying().(*types.Chan); ok {
		return c.Elem()
	}
	return ch.Type()
}

// trace walks from behind the receipt in a scenario.
func (r *receipt) trace(sc scenario) *Trace {
	if t, ok := r.runs[sc]; ok {
		return t
	}
	t := r.run(sc, nil)
	r.runs[sc] = t
	return t
}

func (r *receipt) run(sc scenario, force map[*ssa.If]bool) *Trace {
	fn := r.at.Parent()
	w := &walk{
		e: r.e, sc: sc, top: fn, nest: r.e.flow(fn).around(r.at.Block()), fuel: min(maxSteps/2, r.e.fuel),
		force: force, trace: newTrace(), until: r.at,
	}
	before := w.fuel
	for _, p := range r.from(sc) {
		st := &state{fn: fn, env: map[ssa.Value]*value{}, mem: maps.Clone(p.mem), block: r.at.Block(), next: indexOf(r.at) + 1}
		st.env[r.at.(ssa.Value)] = r.taken(p)
		w.begin(st)
	}
	w.run()
	r.e.fuel -= before - w.fuel
	return w.trace
}

// taken returns what the receipt yields for p.
func (r *receipt) taken(p put) *value {
	switch at := r.at.(type) {
	case *ssa.UnOp:
		if at.CommaOk {
			return tupleOf(p.value, boolOf(true))
		}
	case *ssa.Select:
		states, chans := received(at)
		elems := []*value{opaque, boolOf(true)}
		for i, c := range chans {
			if r.e.sameChannel(c, p.ch) && elems[0] == opaque {
				elems[0] = intOf(int64(states[i]))
				elems = append(elems, p.value)
			} else {
				elems = append(elems, opaque)
			}
		}
		return tupleOf(elems...)
	}
	return p.value
}

// judge says what becomes of a 429 behind the receipt; nil if nothing there looks at it.
func (r *receipt) judge(n *node) *verdict {
	if r.trace(limited).Cut {
		return &verdict{fate: unclear}
	}
	again := func(t *Trace) bool { return len(r.again(t)) > 0 }
	if again(r.trace(limited)) {
		for _, m := range r.again(r.trace(limited)) {
			if m.delayed {
				return &verdict{fate: handled}
			}
		}
		return &verdict{fate: unclear}
	}
	if len(diverging(r.trace(limited), r.trace(plain))) > 0 || r.handsUp() {
		return &verdict{fate: unclear}
	}
	for _, s := range retried {
		sc := with(s)
		if !again(r.trace(sc)) {
			continue
		}
		for _, c := range diverging(r.trace(sc), r.trace(limited)) {
			if !again(r.run(sc, map[*ssa.If]bool{c.at: c.other == yes})) {
				return n.found(Incomplete, c.cond())
			}
		}
		return &verdict{fate: unclear}
	}
	return nil
}

// handsUp reports whether the function of the receipt returns the answer.
func (r *receipt) handsUp() bool {
	return slices.ContainsFunc(r.trace(limited).Returns, func(ret *result) bool { return hasResponse(ret.value) })
}

// again returns how the paths of t sent something, or put something into a channel, that no path of a 200 does.
func (r *receipt) again(t *Trace) []marks {
	good := map[ssa.Instruction]bool{}
	for _, p := range r.trace(with(200)).Puts {
		good[p.at] = true
	}
	var found []marks
	for _, p := range t.Puts {
		if !good[p.at] {
			found = append(found, p.marks)
		}
	}
	return found
}
