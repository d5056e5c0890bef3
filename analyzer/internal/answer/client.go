package answer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// tripper is a function of the package that a send goes through: the RoundTrip of its client's transport,
// the Do of a client of the package's own.
type tripper struct {
	fn   *ssa.Function
	self ssa.Value // the receiver
}

// through returns the functions of the package that the send goes through, and whether it can also go
// by none of them.
func (e *Engine) through(s *send.Send) (ts []tripper, direct bool) {
	if s.Client == nil || s.Library != send.NetHTTP {
		return nil, true
	}
	return e.trippers(e.sources(s.Client), s.Method)
}

// trippers returns what the clients or transports vs do with a request.
func (e *Engine) trippers(vs []ssa.Value, method string) (ts []tripper, direct bool) {
	for _, v := range vs {
		t, ok := e.tripperOf(v, method)
		switch {
		case ok:
			ts = append(ts, t)
		case isHTTPClient(v.Type()):
			transports := e.transports(v)
			if len(transports) == 0 {
				direct = true
			}
			for _, tr := range transports {
				if t, ok := e.tripperOf(tr, "RoundTrip"); ok {
					ts = append(ts, t)
				} else {
					direct = true
				}
			}
		default:
			direct = true
		}
	}
	return ts, direct || len(ts) == 0
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

// transports returns what the Transport field of the client made at v is set to.
func (e *Engine) transports(v ssa.Value) []ssa.Value {
	s, ok := deref(v.Type()).Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var field *types.Var
	for i := range s.NumFields() {
		if s.Field(i).Name() == "Transport" {
			field = s.Field(i)
		}
	}
	var found []ssa.Value
	for _, st := range e.fields[field] {
		fa, ok := st.Addr.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if fa.X == v || contains(e.sources(fa.X), v) {
			found = append(found, e.sources(st.Val)...)
		}
	}
	return found
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
	if n.level > 0 || len(n.ways) == 0 || n.depth > 4 {
		return open
	}
	e, f := n.e, open
	var inner []*node
	for _, t := range n.ways {
		for _, in := range e.sendsOf(t.fn) {
			m := e.rootIn(in.Call, t, n.depth+1)
			inner = append(inner, m)
			switch v := m.judge(false); v.fate {
			case handled, unclear:
				return v.fate
			case dealt, reported:
				f = v.fate
			}
		}
	}
	if n.direct || len(inner) == 0 {
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

// rootIn returns the node of a send inside a tripper, whose receiver's fields are known.
func (e *Engine) rootIn(call ssa.CallInstruction, t tripper, depth int) *node {
	n := e.root(call)
	n.depth = depth
	s := e.sends[call]
	if t.self == nil || len(t.fn.Params) == 0 || s.Client == nil {
		return n
	}
	tr := &tracing{e: e, seen: map[ssa.Value]bool{}, recv: t.fn.Params[0], self: t.self}
	tr.trace(s.Client, 0)
	n.ways, n.direct = e.trippers(tr.leaves, s.Method)
	return n
}
