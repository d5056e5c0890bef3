package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// tripper is a function of the package that a send goes through: the RoundTrip of its client's transport,
// the Do of a client of the package's own.
type tripper struct {
	fn   *ssa.Function
	self ssa.Value // the receiver
	in   *within   // the call that made it
}

// settles reports whether v is a client or transport of another package of which it is known that it
// handles a 429, or that what it does was reported there.
func (e *Engine) settles(v ssa.Value, method string) bool {
	if e.imports == nil {
		return false
	}
	if call := callOf(v); call != nil {
		f := e.imported(&call.Call)
		return f != nil && f.Through
	}
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	if g, ok := v.(*ssa.Global); ok && g.Object() != nil {
		f := e.fact(g.Object())
		return f != nil && f.Through
	}
	obj := namedOf(v.Type())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg || !e.imports.Scoped(obj.Pkg()) {
		return false
	}
	sel := e.methods.MethodSet(types.NewPointer(obj.Type())).Lookup(obj.Pkg(), method)
	if sel == nil {
		return false
	}
	f := e.fact(sel.Obj())
	return f != nil && f.Through
}

// callOf returns the call that v is the result of, or nil.
func callOf(v ssa.Value) *ssa.Call {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, _ := v.(*ssa.Call)
	return call
}

// tripperOf returns the method of the package that a request to v goes to.
func (e *Engine) tripperOf(v ssa.Value, method string) (tripper, bool) {
	switch v := v.(type) {
	case *ssa.Function:
		if len(v.Blocks) > 0 && send.IsRoundTrip(v) {
			return tripper{fn: v}, true
		}
		return tripper{}, false
	case *ssa.MakeClosure:
		fn, ok := v.Fn.(*ssa.Function)
		return tripper{fn: fn}, ok && send.IsRoundTrip(fn)
	}
	if isHTTPClient(v.Type()) {
		return tripper{}, false
	}
	fn := e.lookupMethod(v.Type(), method)
	if fn == nil {
		return tripper{}, false
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if declared := fn.Prog.FuncValue(obj); declared != nil && len(declared.Blocks) > 0 {
			fn = declared // not the wrapper for the pointer
		}
	}
	if !send.IsRoundTrip(fn) {
		return tripper{}, false
	}
	return tripper{fn: fn, self: v}, true
}

func isHTTPClient(t types.Type) bool {
	return isNamed(deref(types.Unalias(t)), "net/http", "Client")
}

// transports returns where the transports that are set on the client at the spot come from.
func (e *Engine) transports(client spot) []spot {
	var found []spot
	for _, tr := range e.transportsOf(client) {
		found = append(found, e.spots(tr)...)
	}
	return found
}

// transportsOf returns what the Transport field of the client at the spot is set to.
func (e *Engine) transportsOf(client spot) []spot {
	if !isHTTPClient(client.v.Type()) {
		return nil
	}
	if found, ok := e.carried[client]; ok {
		return found
	}
	before := e.cycles
	s, ok := deref(client.v.Type()).Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var field *types.Var
	for i := range s.NumFields() {
		if s.Field(i).Name() == "Transport" {
			field = s.Field(i)
		}
	}
	var found []spot
	for _, st := range e.fields[field] {
		if in, ok := e.setOn(client, st); ok {
			found = append(found, spot{st.Val, in})
		}
	}
	found = slices.Clip(found)
	if e.cycles == before {
		e.carried[client] = found
	}
	return found
}

// setOn returns the call in which st sets a field of the object at the spot; false if it sets another one's.
func (e *Engine) setOn(object spot, st *ssa.Store) (*within, bool) {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return nil, false
	}
	same := append(e.copied(object.v), object.v)
	if slices.ContainsFunc(same, func(c ssa.Value) bool { return fa.X == c || sameField(fa.X, c) }) {
		return object.in.at(st.Parent()), !object.in.dead(st.Block())
	}
	t := e.holders(fa.X)
	for i, v := range t.leaves {
		if contains(same, v) {
			if in, ok := e.setIn(object, setting{at: st.Block(), in: t.calls[i], via: t.vias[i]}); ok {
				return in, true
			}
		}
	}
	return nil, false
}

// holders returns what the address of a struct, v, can be, with the calls that hand it on.
func (e *Engine) holders(v ssa.Value) *tracing {
	if t := e.held[v]; t != nil {
		return t
	}
	before := e.cycles
	t := &tracing{e: e, seen: map[sight]bool{}, each: true, hands: true}
	t.trace(v, 0)
	t.seen = nil
	if e.cycles == before { // else it is what can be told in the middle of another question
		e.held[v] = t
	}
	return t
}

// copied returns the addresses of the structs that are copied to the address v.
func (e *Engine) copied(v ssa.Value) []ssa.Value {
	var stores []*ssa.Store
	switch v := v.(type) {
	case *ssa.FieldAddr:
		stores = e.fields[fieldOf(v)]
	case *ssa.Alloc, *ssa.Global:
		stores = e.stores[place{base: v}]
	}
	var found []ssa.Value
	for _, st := range stores {
		if load, ok := st.Val.(*ssa.UnOp); ok {
			found = append(found, load.X)
		}
	}
	return found
}

// sameField reports whether both are addresses of the same field, in any struct of the type.
func sameField(a, b ssa.Value) bool {
	x, ok := a.(*ssa.FieldAddr)
	y, ok2 := b.(*ssa.FieldAddr)
	return ok && ok2 && fieldOf(x) == fieldOf(y)
}

func contains(vs []ssa.Value, v ssa.Value) bool {
	for _, x := range vs {
		if x == v {
			return true
		}
	}
	return false
}

// passesThrough reports whether fn is a step of another send: a round tripper's method, or a client of
// the package's own that is used through an interface alone.
func (e *Engine) passesThrough(fn *ssa.Function) bool {
	if !send.IsRoundTrip(fn) {
		return false
	}
	if fn.Name() == "RoundTrip" || fn.Parent() != nil {
		return len(e.graph.calls[fn]) == 0
	}
	return len(e.graph.calls[fn]) == 0 && len(e.callersOf(fn)) > 0
}

// beneath judges what the functions that the send of n goes through do with a 429 themselves. If it cannot
// go by none of them, what they hand up is what n starts from.
func (n *node) beneath() fate {
	if n.level > 0 || n.depth > 4 {
		return open
	}
	if n.ways.settled {
		return handled
	}
	e, f := n.e, open
	if n.ways.doubt {
		f = dealt // elsewhere, perhaps; only what the package itself does on a 429 is judged
	}
	var inner []*node
	for _, t := range n.ways.trippers {
		for _, in := range e.sendsOf(t.fn) {
			m := e.rootIn(in.Call, t, n.depth+1)
			inner = append(inner, m)
			switch v := m.judged(); v.fate {
			case handled, unclear:
				return v.fate
			case dealt, reported:
				f = v.fate
			}
		}
	}
	if n.ways.direct || len(inner) == 0 {
		return f
	}
	s := e.sends[n.send]
	n.start = func(sc scenario) []start {
		var starts []start
		for _, m := range inner {
			for _, r := range m.trace(sc).Returns {
				starts = append(starts, start{value: e.viaClient(s, r.value), marks: r.marks})
			}
		}
		return starts
	}
	return f
}

// inside returns what is wrong with the functions that the send of n goes through: of the package, which need not
// know that a request goes to the API.
func (n *node) inside() []*Report {
	var found []*Report
	for _, t := range n.ways.trippers {
		for _, in := range n.e.sendsOf(t.fn) {
			for _, r := range n.e.rootIn(in.Call, t, n.depth+1).judged().reports {
				own := *r
				if own.Send == nil {
					own.Send = in
				}
				found = append(found, &own)
			}
		}
	}
	return found
}

// judged is judge for a send inside a tripper, which many sends may go through.
func (n *node) judged() *verdict {
	if n.verdict == nil {
		n.verdict = &verdict{fate: unclear} // while it is being found out
		n.verdict = n.judge(false)
	}
	return n.verdict
}

// viaClient returns what the client makes of a round tripper's results: it wraps the error.
func (e *Engine) viaClient(s *send.Send, v *value) *value {
	if v.kind != tuple || len(v.elems) != 2 || s.Method == "RoundTrip" {
		return v
	}
	err := v.elems[1]
	if err.kind == null || err.kind == unknown {
		return v
	}
	wrapped := &value{kind: made, base: s.Call.Value(), elems: []*value{opaque, err}, taint: err.taint}
	return tupleOf(nilValue, wrapped)
}
