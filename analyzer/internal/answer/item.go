package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// item says what an arrival at the send has to do with the element of a list, a map or a queue that the loop
// around the send is at.
type item int

const (
	noItem   item = iota // the call does not depend on an element
	sameItem             // the one that got the answer
	nextItem             // the loop has gone on
)

// item says which element the arrival b is with.
func (n *node) item(b back) item {
	nest := n.e.flow(n.fn()).around(n.site.Block())
	if b.marks.out >= len(nest) {
		return noItem
	}
	s := itemSearch{l: nest[b.marks.out], b: b, seen: map[ssa.Value]bool{}}
	return s.operands(n.site, 0)
}

// goesBack reports whether the arrival b is with the element that got the answer, and none of the others is.
func (n *node) goesBack(b back, others []back) bool {
	return n.item(b) == sameItem && !slices.ContainsFunc(others, func(x back) bool { return x.call == b.call && n.item(x) != nextItem })
}

// itemSearch looks for the element that a call depends on, through what it is computed from inside the loop l.
type itemSearch struct {
	l    *loop
	b    back
	seen map[ssa.Value]bool
}

// operands returns the item that an operand of instr is computed from.
func (s *itemSearch) operands(instr ssa.Instruction, depth int) item {
	if depth > 12 {
		return noItem
	}
	found := noItem
	for _, op := range instr.Operands(nil) {
		if v := *op; v != nil && !s.seen[v] {
			s.seen[v] = true
			found = max(found, s.value(v, depth))
		}
	}
	return found
}

func (s *itemSearch) value(v ssa.Value, depth int) item {
	if isOwnRequest(v.Type()) {
		if found := s.told(v, depth+1); found != noItem {
			return found
		}
	}
	def, ok := v.(ssa.Instruction)
	if !ok || !s.l.blocks[def.Block()] {
		return noItem
	}
	found := noItem
	switch x := v.(type) {
	case *ssa.Next:
		return nextItem
	case *ssa.Extract:
		if _, ok := x.Tuple.(*ssa.Select); ok && x.Index > 1 && !isTick(x.Type()) {
			return nextItem
		}
	case *ssa.IndexAddr:
		found = s.index(x.Index)
	case *ssa.Index:
		found = s.index(x.Index)
	case *ssa.UnOp:
		if ch, ok := x.X.Type().Underlying().(*types.Chan); ok && !isTick(ch.Elem()) {
			return nextItem
		}
	case *ssa.Alloc, *ssa.MakeMap:
		return s.filled(v, depth+1)
	case *ssa.Phi:
		if consts.IsInteger(x.Type()) {
			return s.index(x) // counted on: a page, a day
		}
		return noItem
	}
	return max(found, s.operands(def, depth+1))
}

// filled looks through a variable that is kept in memory, and a request or a map that is built.
func (s *itemSearch) filled(v ssa.Value, depth int) item {
	found := noItem
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == v {
				found = max(found, s.operands(ref, depth))
			}
		case *ssa.MapUpdate:
			if ref.Map == v {
				found = max(found, s.operands(ref, depth))
			}
		case *ssa.FieldAddr, *ssa.IndexAddr:
			for _, use := range program.Uses(ref.(ssa.Value)) {
				if st, ok := use.(*ssa.Store); ok {
					found = max(found, s.operands(st, depth))
				}
			}
		}
	}
	return found
}

// isTick reports whether what a channel gives is a time: a ticker's, which says when to go on and not with what.
func isTick(t types.Type) bool { return isNamed(t, "time", "Time") }

// isOwnRequest reports whether t is the request of a library that fills in one and the same again and again.
func isOwnRequest(t types.Type) bool {
	return isNamed(deref(types.Unalias(t)), "github.com/valyala/fasthttp", "Request")
}

// told says which element the methods of the request v are told of in the loop.
func (s *itemSearch) told(v ssa.Value, depth int) item {
	found := noItem
	for _, ref := range program.Uses(v) {
		call, ok := ref.(*ssa.Call)
		if !ok || !s.l.blocks[call.Block()] || len(call.Call.Args) == 0 || call.Call.Args[0] != v || s.seen[call] {
			continue
		}
		s.seen[call] = true
		if fn, recv, _ := program.Callee(&call.Call); fn != nil && recv != nil {
			found = max(found, s.operands(call, depth))
		}
	}
	return found
}

// index says whether the index i is another one when the path arrives at the send again.
func (s *itemSearch) index(i ssa.Value) item {
	if op, ok := i.(*ssa.BinOp); ok {
		i = op.X // of a range loop: the counter before the step
	}
	phi, ok := i.(*ssa.Phi)
	if !ok || !s.l.blocks[phi.Block()] {
		return noItem
	}
	v := s.b.env[phi]
	switch {
	case v == nil:
		return noItem
	case v.kind == unknown && v.base == ssa.Value(phi) && v.off == 0:
		return sameItem
	}
	return nextItem
}
