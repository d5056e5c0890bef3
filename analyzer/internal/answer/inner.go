package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// sendsOf returns the sends in fn and its literals.
func (e *Engine) sendsOf(fn *ssa.Function) []*send.Send {
	var found []*send.Send
	for _, s := range e.order {
		for f := s.Call.Parent(); f != nil; f = f.Parent() {
			if f == fn {
				found = append(found, s)
				break
			}
		}
	}
	return found
}

// innerKey identifies a send inside a tripper.
type innerKey struct {
	call  ssa.CallInstruction
	self  ssa.Value
	in    *within
	depth int
}

// rootIn returns the node of a send inside a tripper, whose receiver's fields are known.
func (e *Engine) rootIn(call ssa.CallInstruction, t tripper, depth int) *node {
	key := innerKey{call, t.self, t.in, depth}
	n := e.inner[key]
	if n == nil {
		n = e.newRootIn(call, t, depth)
		e.inner[key] = n
	}
	return n
}

func (e *Engine) newRootIn(call ssa.CallInstruction, t tripper, depth int) *node {
	n := e.root(call)
	n.depth = depth
	s := e.sends[call]
	if s.Client == nil {
		return n
	}
	tr := &tracing{e: e, seen: map[sight]bool{}, in: t.in, self: t.self, each: true}
	if t.self != nil && len(t.fn.Params) > 0 {
		tr.recv = t.fn.Params[0]
	}
	tr.trace(s.Client, 0)
	n.clients = tr.met()
	n.ways = e.trippers(n.clients, s.Method)
	if tr.recv != nil && call.Parent() == t.fn {
		n.given = e.behaviour(t.self, tr.recv)
	}
	return n
}

// behaviour returns the functions, and what has methods, in the fields of the struct that self is the only address
// of when it is made, as the fields of the receiver recv: fields that nothing changes afterwards.
func (e *Engine) behaviour(self ssa.Value, recv *ssa.Parameter) map[place]*value {
	s := program.StructOf(self.Type())
	if _, made := self.(*ssa.Alloc); !made || s == nil {
		return nil
	}
	var at ssa.Value = recv
	if _, isPointer := recv.Type().Underlying().(*types.Pointer); !isPointer {
		if at = spilledTo(recv); at == nil {
			return nil
		}
	}
	found := map[place]*value{}
	for i := range s.NumFields() {
		f := s.Field(i).Origin()
		changes := slices.ContainsFunc(e.fields[f], func(st *ssa.Store) bool {
			p, ok := staticPlace(st.Addr)
			_, made := p.base.(*ssa.Alloc)
			return !ok || !made
		})
		if changes || !isStep(f.Type()) {
			continue
		}
		if v := e.stored(place{self, "." + itoa(i)}, f.Type()); v != nil && (v.kind == function || v.kind == boxed) {
			found[place{at, "." + itoa(i)}] = v
		}
	}
	return found
}
