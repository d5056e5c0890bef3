package answer

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// put executes the sending of x into a channel.
func (w *walk) put(st *state, at ssa.Instruction, ch, x ssa.Value) {
	if !w.sub {
		w.trace.Puts = append(w.trace.Puts, put{at, ch, w.val(st, x), maps.Clone(st.mem), st.marks})
	}
	st.marks.told = st.marks.told || !w.emptyHanded(st, w.val(st, x), x.Type())
	st.marks.queued = st.marks.queued || w.feeds(ch)
}

// feeds reports whether ch is a channel that a loop around the send takes its work from.
func (w *walk) feeds(ch ssa.Value) bool {
	for _, l := range w.nest {
		for b := range l.blocks {
			for _, instr := range b.Instrs {
				if recv, ok := instr.(*ssa.UnOp); ok && recv.Op == token.ARROW && sameVariable(recv.X, ch) {
					return true
				}
			}
		}
	}
	return false
}

// sameVariable reports whether two values are the same, or loads of the same variable or field.
func sameVariable(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.(*ssa.UnOp)
	y, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != y.Op {
		return false
	}
	f, ok := x.X.(*ssa.FieldAddr)
	g, ok2 := y.X.(*ssa.FieldAddr)
	if ok && ok2 {
		return fieldOf(f) == fieldOf(g)
	}
	return x.X == y.X
}

// refills reports whether the call of append adds to a list that a loop around the send takes its work from, now
// or in its next round.
func (w *walk) refills(call *ssa.Call) bool {
	if len(w.nest) == 0 || call.Parent() != w.top {
		return false
	}
	seen := map[ssa.Value]bool{}
	work := []ssa.Value{call}
	for len(work) > 0 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[v] {
			continue
		}
		seen[v] = true
		for _, ref := range program.Uses(v) {
			switch ref := ref.(type) {
			case *ssa.IndexAddr:
				if ref.X == v && w.within(ref.Block()) && isRead(ref) {
					return true
				}
			case *ssa.Phi, *ssa.Slice, *ssa.ChangeType:
				work = append(work, ref.(ssa.Value))
			case *ssa.Store:
				if alloc, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
					work = append(work, loadsOf(alloc)...)
				}
			case *ssa.Call:
				if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && ref.Call.Args[0] == v {
					work = append(work, ref)
				}
			}
		}
	}
	return false
}

// pushers are the functions that put something into a container, and those that take it out.
var (
	pushers = []string{"container/heap.Push", "(*container/list.List).PushBack", "(*container/list.List).PushFront"}
	takers  = []string{"container/heap.Pop", "(*container/list.List).Front", "(*container/list.List).Back", "(*container/list.List).Remove"}
)

// pushesBack reports whether the call puts something into the container that a loop around the send takes its work from.
func (w *walk) pushesBack(c *ssa.CallCommon) bool {
	if len(w.nest) == 0 || !slices.Contains(pushers, calleeName(c)) {
		return false
	}
	for b := range w.nest[len(w.nest)-1].blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if ok && slices.Contains(takers, calleeName(&call.Call)) && sameOperand(call.Call.Args[0], c.Args[0]) {
				return true
			}
		}
	}
	return false
}

// ranges reports whether a loop around the send is over the map m.
func (w *walk) ranges(m ssa.Value) bool {
	for _, l := range w.nest {
		for b := range l.blocks {
			for _, instr := range b.Instrs {
				if next, ok := instr.(*ssa.Next); ok {
					if r, ok := next.Iter.(*ssa.Range); ok && sameVariable(r.X, m) {
						return true
					}
				}
			}
		}
	}
	return false
}

// within reports whether b is in a loop around the send.
func (w *walk) within(b *ssa.BasicBlock) bool {
	for _, l := range w.nest {
		if l.blocks[b] {
			return true
		}
	}
	return false
}

func isRead(addr ssa.Value) bool {
	for _, ref := range program.Uses(addr) {
		if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
			return true
		}
	}
	return false
}

func loadsOf(alloc *ssa.Alloc) []ssa.Value {
	var loads []ssa.Value
	for _, ref := range program.Uses(alloc) {
		if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
			loads = append(loads, load)
		}
	}
	return loads
}

// emptyHanded reports whether what is put into a channel is a result without data and without an error: a struct
// that could hold an error, or a pointer to one, that says nothing but which job it was.
func (w *walk) emptyHanded(st *state, v *value, t types.Type) bool {
	s, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	fields := v.elems
	if v.kind == pointer {
		if fields = w.fieldsAt(st, place{v.base, v.path}, s); fields == nil {
			return false
		}
	} else if v.kind != structure || len(fields) != s.NumFields() {
		return false
	}
	failed := false
	for i, el := range fields {
		switch {
		case isErrorType(s.Field(i).Type()):
			if isZeroValue(el) != yes {
				return false
			}
			failed = true
		case el.taint != 0:
			return false
		case el.kind != unknown && el.kind != pointer && isZeroValue(el) != yes:
			return false
		}
	}
	return failed
}

// fieldsAt returns what is known of the fields of a variable of the function: one that was set neither on the path
// nor on every way to its start is what it was at first. Nil if p is no such variable.
func (w *walk) fieldsAt(st *state, p place, s *types.Struct) []*value {
	alloc, ok := p.base.(*ssa.Alloc)
	if !ok || p.path != "" {
		return nil
	}
	fields := make([]*value, s.NumFields())
	for i := range fields {
		at := place{alloc, "." + itoa(i)}
		if v, ok := st.mem[at]; ok {
			fields[i] = v
			continue
		}
		fields[i] = &value{kind: zero}
		for _, store := range w.e.stores[at] {
			if w.site == nil || store.Block().Dominates(w.site.Block()) {
				fields[i] = opaque
			}
		}
	}
	return fields
}
