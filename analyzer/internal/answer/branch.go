package answer

import (
	"go/token"
	"go/types"
	"maps"

	"golang.org/x/tools/go/ssa"
)

// enter moves the path to the block b.
func (w *walk) enter(st *state, b *ssa.BasicBlock) *state {
	pred := st.block
	if len(b.Instrs) > 0 {
		if _, ok := b.Instrs[0].(*ssa.Phi); ok {
			w.phis(st, pred, b)
		}
	}
	st.pred, st.block, st.next = pred, b, 0
	if st.up == nil && st.depth == 0 {
		for st.marks.out < len(w.nest) && !w.nest[st.marks.out].blocks[b] {
			st.marks.out++
		}
	}
	if w.settled(st, b) {
		return nil
	}
	return st
}

// widen forgets the counters that change with each round of a loop.
func (w *walk) widen(st *state, b *ssa.BasicBlock) {
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if t, ok := phi.Type().Underlying().(*types.Basic); ok && t.Info()&types.IsNumeric != 0 && st.env[phi] != nil && st.env[phi].taint == 0 {
			st.env[phi] = opaque
		}
	}
	for p, v := range st.mem {
		if v.kind == konst && v.taint == 0 && p.base != nil {
			if n, ok := v.num(); ok && n > 1 {
				st.mem[p] = opaque
			}
		}
	}
}

// phis sets the phis of b for an arrival from pred.
func (w *walk) phis(st *state, pred, b *ssa.BasicBlock) {
	at := 0
	for i, p := range b.Preds {
		if p == pred {
			at = i
		}
	}
	var vs []*value
	for _, instr := range b.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		vs = append(vs, w.val(st, phi.Edges[at]))
	}
	for i, v := range vs {
		st.set(b.Instrs[i].(*ssa.Phi), v)
	}
}

// branch follows an if: one way if its condition is known, else both.
func (w *walk) branch(st *state, instr *ssa.If) *state {
	v := w.val(st, instr.Cond)
	t := v.truth()
	if t == maybe && v.kind == unknown && v.taint == 0 {
		if u := optimist(w, st, instr.Cond); u != maybe {
			t = u
		}
	}
	if !w.sub {
		w.note(st, instr, v, t)
	}
	if forced, ok := w.force[instr]; ok {
		t = triOf(forced)
	}
	succs := st.block.Succs
	switch t {
	case yes:
		return w.enter(st, succs[0])
	case no:
		return w.enter(st, succs[1])
	}
	st.marks.branch++
	if v.taint&(judged|carries) != 0 {
		st.marks.guess = true
	}
	w.forked = true
	other := st.fork()
	if other = w.enter(other, succs[1]); other != nil {
		w.follow(other)
	}
	if st = w.enter(st, succs[0]); st != nil {
		w.follow(st)
	}
	return nil
}

// optimist decides a test of an error that has nothing to do with the status: all goes well.
func optimist(w *walk, st *state, v ssa.Value) tri {
	op, ok := v.(*ssa.BinOp)
	if !ok || op.Op != token.EQL && op.Op != token.NEQ {
		return maybe
	}
	x, y := op.X, op.Y
	if c, ok := x.(*ssa.Const); ok && c.IsNil() {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if !ok || !c.IsNil() || !isErrorType(x.Type()) {
		return maybe
	}
	if v := w.val(st, x); v.kind != unknown || v.taint&judged != 0 {
		return maybe
	}
	if _, ok := w.original(st, x).(*ssa.Parameter); ok {
		return maybe
	}
	if isPhi(x) {
		return maybe
	}
	return triOf(op.Op == token.EQL)
}

// original returns v without the conversions around it.
func (w *walk) original(st *state, v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// choose follows a select: every case, and the default.
func (w *walk) choose(st *state, sel *ssa.Select) *state {
	n := len(sel.States)
	elems := make([]*value, 2)
	for _, s := range sel.States {
		if s.Dir == types.RecvOnly {
			elems = append(elems, opaque)
		}
	}
	first := 0
	if !sel.Blocking {
		first = -1
	}
	for i := first; i < n; i++ {
		t := st.fork()
		t.marks.branch++
		vs := append([]*value{}, elems...)
		vs[0], vs[1] = intOf(int64(i)), opaque
		if i >= 0 {
			if s := sel.States[i]; s.Dir == types.RecvOnly {
				if w.receives(st, s.Chan, false) {
					t.marks.delayed = true
				}
			} else {
				w.put(t, sel, s.Chan, s.Send)
			}
		}
		t.set(sel, tupleOf(vs...))
		w.follow(t)
	}
	return nil
}

// leave returns from a function: to the one that the walk came from, or out of the walk.
func (w *walk) leave(st *state, ret *ssa.Return) *state {
	var v *value
	switch len(ret.Results) {
	case 0:
		v = tupleOf()
	case 1:
		v = w.val(st, ret.Results[0])
	default:
		elems := make([]*value, len(ret.Results))
		for i, r := range ret.Results {
			elems[i] = w.val(st, r)
		}
		v = tupleOf(elems...)
	}
	c := st.up
	if c == nil {
		w.trace.Returns = append(w.trace.Returns, &result{ret, v, st.mem, st.marks})
		return nil
	}
	if c.thread {
		return nil
	}
	st.fn, st.env, st.block, st.pred, st.next = c.fn, maps.Clone(c.env), c.block, c.pred, c.next
	st.ctx, st.up, st.depth, st.defers = c.ctx, c.up, c.depth, c.defers
	if c.call != nil {
		st.set(c.call, v)
	}
	if w.returned(st, c) {
		return nil
	}
	return st
}
