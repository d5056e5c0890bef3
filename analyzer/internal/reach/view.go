package reach

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// A Subject is an answer as one function sees it.
type Subject struct {
	// Holders are values of the function, or of one around it, that are the response, that hold the
	// status beside what the question is about, or that are the status.
	Holders []Holder
	// Sends are where the response is first seen, in any function of the package. Given, all of them
	// are taken for the answer.
	Sends []ssa.Value
	// Body says that the status in the answer's body counts as its status.
	Body bool
	// Closed says that the calls in the package are taken for all calls of a function, if there are any.
	Closed bool
	// Calls, if there are any, are the only calls of the function that count.
	Calls []ssa.CallInstruction
	// Open are tests of the function, the outcome of which does not count: both ways are open.
	Open []*ssa.If
}

// key is the same for equal subjects.
func (s Subject) key() string {
	var b strings.Builder
	for _, h := range s.Holders {
		fmt.Fprintf(&b, "%p.%s ", h.Value, h.Field)
	}
	for _, v := range s.Sends {
		fmt.Fprintf(&b, "sent %p ", v)
	}
	for _, c := range s.Calls {
		fmt.Fprintf(&b, "called %p ", c)
	}
	for _, i := range s.Open {
		fmt.Fprintf(&b, "open %p ", i)
	}
	fmt.Fprint(&b, s.Body, s.Closed)
	return b.String()
}

// A Holder is a value, or the field of a struct that it is or points to.
type Holder struct {
	ssa.Value
	Field string // "" for the value itself
}

// Root returns the variable, parameter or result that h is, or is a part of; part says which.
func (h Holder) Root() (v ssa.Value, part bool) {
	p := h.place()
	return p.root, p.path != ""
}

func (h Holder) place() place {
	p := placeOf(h.Value)
	if h.Field != "" {
		p = p.field(h.Field)
	}
	return p
}

// views returns the ways in which fn sees the subject: one, or one for each response that a
// variable can be.
func (e *Engine) views(s Subject, fn *ssa.Function) []*view {
	in := &view{Subject: s, fn: fn, places: map[place]bool{}, sends: map[ssa.Value]bool{}}
	for _, v := range s.Sends {
		in.sends[v] = true
	}
	var phi *ssa.Phi
	for _, v := range s.Holders {
		in.places[v.place()] = true
		for _, a := range e.handedUp(v) {
			in.sends[a] = true
		}
		if p, ok := v.Value.(*ssa.Phi); ok && v.Field == "" && holds(p.Type()) {
			phi = p
		}
	}
	if phi == nil {
		return []*view{in}
	}
	web, leaves := phiWeb(phi)
	var out []*view
	for _, leaf := range leaves {
		w := *in
		w.places = map[place]bool{placeOf(leaf): true}
		for p := range in.places {
			w.places[p] = true
		}
		w.banned = map[*ssa.BasicBlock]map[int]bool{}
		for _, p := range web {
			w.places[placeOf(p)] = true
			for i, edge := range p.Edges {
				if other := slices.Contains(leaves, edge) && edge != leaf; other {
					if w.banned[p.Block()] == nil {
						w.banned[p.Block()] = map[int]bool{}
					}
					w.banned[p.Block()][i] = true
				}
			}
		}
		out = append(out, &w)
	}
	if len(out) == 0 {
		return []*view{in}
	}
	return out
}

// nameOf names what the view takes for the answer outside of its function.
func (e *Engine) nameOf(in *view) string {
	ids := make([]int, 0, len(in.sends))
	for v := range in.sends {
		id, ok := e.ids[v]
		if !ok {
			id = len(e.ids)
			e.ids[v] = id
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return fmt.Sprint(ids, in.Body, "/")
}

// around reports whether fn is the view's function, or one around or inside it.
func (in *view) around(fn *ssa.Function) bool {
	for f := fn; f != nil; f = f.Parent() {
		if f == in.fn {
			return true
		}
	}
	for f := in.fn; f != nil; f = f.Parent() {
		if f == fn {
			return true
		}
	}
	return false
}

// handedUp returns the answers that h can be, where it is the result of a function of the package, or part of one.
func (e *Engine) handedUp(h Holder) []ssa.Value {
	if at := h.place(); at.path != "" {
		h = Holder{at.root, strings.TrimPrefix(at.path, ".")}
	}
	v := h.Value
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || h.Field == "" && !send.IsResponse(h.Value.Type()) {
		return nil
	}
	if callee := call.Call.StaticCallee(); callee == nil || len(callee.Blocks) == 0 {
		return nil
	}
	of := []ssa.Value{h.Value}
	if h.Field != "" {
		of = nil
		for _, k := range e.putInto(h) {
			of = append(of, k.v)
		}
	}
	var out []ssa.Value
	for _, v := range of {
		for _, a := range e.origins.Answers(v) {
			if _, param := a.(*ssa.Parameter); a != nil && !param {
				out = append(out, a)
			}
		}
	}
	return out
}

// phiWeb returns the phis that phi joins, itself included, and the other values but nil.
func phiWeb(phi *ssa.Phi) (web []*ssa.Phi, leaves []ssa.Value) {
	web = []*ssa.Phi{phi}
	for i := 0; i < len(web); i++ {
		for _, edge := range web[i].Edges {
			switch x := edge.(type) {
			case *ssa.Phi:
				if !slices.Contains(web, x) {
					web = append(web, x)
				}
			case *ssa.Const:
			default:
				if !slices.Contains(leaves, edge) {
					leaves = append(leaves, edge)
				}
			}
		}
	}
	return web, leaves
}

// here is origin.Engine.Here, remembered.
func (e *Engine) here(v ssa.Value) origin.Set {
	s, ok := e.hereMemo[v]
	if !ok {
		s = e.origins.Here(v)
		e.hereMemo[v] = s
	}
	return s
}

// of is origin.Engine.Resolve, remembered.
func (e *Engine) of(v ssa.Value) origin.Set {
	s, ok := e.ofMemo[v]
	if !ok {
		s = e.origins.Resolve(v)
		e.ofMemo[v] = s
	}
	return s
}

// carries reports whether v, a part of what holds the status, is an HTTP status.
func (e *Engine) carries(v ssa.Value) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsNumeric|types.IsString) == 0 {
		return false
	}
	s := e.here(v)
	if !all(s, origin.HTTP) {
		return false
	}
	for _, o := range s {
		if o.Part {
			return false
		}
	}
	return true
}

// callees returns the functions of the package that a dynamic call can reach.
func (e *Engine) callees(call ssa.CallInstruction) ([]*ssa.Function, bool) {
	if _, ok := call.Common().Value.(*ssa.Builtin); ok {
		return nil, false
	}
	return e.origins.Callees(call)
}
