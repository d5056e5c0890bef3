package answer

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

const maxSources = 32 // places that one value is followed back to

// sources returns where the value v can come from: allocations, calls of functions outside the package,
// functions, constants, parameters that callers outside set. Variables, fields (of any struct of the
// type), arguments and results are followed through the package.
func (e *Engine) sources(v ssa.Value) []ssa.Value {
	t := &tracing{e: e, seen: map[sight]bool{}}
	t.trace(v, 0)
	return t.leaves
}

// within is the call of a function of the package whose results are being followed: its parameters are what
// this call passes, not what all callers do.
type within struct {
	call *ssa.Call
	up   *within
}

// within returns the one within of a call inside another.
func (e *Engine) within(call *ssa.Call, up *within) *within {
	key := within{call, up}
	in := e.withins[key]
	if in == nil {
		in = &key
		e.withins[key] = in
	}
	return in
}

// sight is a value that was met in the results of a call.
type sight struct {
	v  ssa.Value
	in *within
}

// tracing is one run of sources.
type tracing struct {
	e      *Engine
	seen   map[sight]bool
	leaves []ssa.Value
	calls  []*within // for each leaf, the call that it was met in
	in     *within
	each   bool // the same leaf counts for each call that it is met in
	// self is what the receiver of a method is known to be: its fields are those of this value alone.
	recv *ssa.Parameter
	self ssa.Value
}

func (t *tracing) leaf(v ssa.Value) {
	if !slices.Contains(t.leaves, v) || t.each && !t.met(v) {
		t.leaves = append(t.leaves, v)
		t.calls = append(t.calls, t.in)
	}
}

// met reports whether the leaf v was met in the call at hand.
func (t *tracing) met(v ssa.Value) bool {
	for i, have := range t.leaves {
		if have == v && t.calls[i] == t.in {
			return true
		}
	}
	return false
}

func (t *tracing) trace(v ssa.Value, depth int) {
	if t.seen[sight{v, t.in}] {
		return
	}
	t.seen[sight{v, t.in}] = true
	if depth > 24 || len(t.leaves) > maxSources {
		t.leaf(v)
		return
	}
	switch x := v.(type) {
	case *ssa.ChangeType:
		t.trace(x.X, depth+1)
	case *ssa.ChangeInterface:
		t.trace(x.X, depth+1)
	case *ssa.MakeInterface:
		t.trace(x.X, depth+1)
	case *ssa.TypeAssert:
		t.trace(x.X, depth+1)
	case *ssa.Convert:
		t.trace(x.X, depth+1)
	case *ssa.Phi:
		for _, edge := range x.Edges {
			t.trace(edge, depth+1)
		}
	case *ssa.FreeVar:
		if b := binding(x); b != nil {
			t.trace(b, depth+1)
		} else {
			t.leaf(v)
		}
	case *ssa.Parameter:
		t.argument(x, depth)
	case *ssa.Call:
		t.result(x, x, 0, depth)
	case *ssa.Extract:
		if call, ok := x.Tuple.(*ssa.Call); ok {
			t.result(v, call, x.Index, depth)
		} else if ta, ok := x.Tuple.(*ssa.TypeAssert); ok && x.Index == 0 {
			t.trace(ta.X, depth+1)
		} else if lk, ok := x.Tuple.(*ssa.Lookup); ok && x.Index == 0 {
			t.elements(v, lk.X, depth)
		} else {
			t.leaf(v)
		}
	case *ssa.UnOp:
		if x.Op == token.MUL {
			t.load(v, x.X, depth)
		} else {
			t.leaf(v)
		}
	case *ssa.Field:
		if load, ok := x.X.(*ssa.UnOp); ok && load.Op == token.MUL {
			t.fieldOf(v, load.X, x.Field, depth)
		} else {
			t.fieldOf(v, x.X, x.Field, depth)
		}
	case *ssa.Lookup:
		t.elements(v, x.X, depth)
	default:
		t.leaf(v)
	}
}

// argument follows a parameter to what its function's callers pass.
func (t *tracing) argument(p *ssa.Parameter, depth int) {
	if p == t.recv {
		t.leaf(t.self)
		return
	}
	fn := p.Parent()
	i := slices.Index(fn.Params, p)
	for in := t.in; in != nil; in = in.up {
		if in.call.Call.StaticCallee() == fn && i < len(in.call.Call.Args) {
			t.inside(in.up, func() { t.trace(in.call.Call.Args[i], depth+1) })
			return
		}
	}
	calls := t.e.graph.calls[fn]
	if fn.Signature.Recv() == nil && (fn.Parent() != nil || len(calls) == 0) {
		calls = append(slices.Clone(calls), t.e.dynamicCallers(fn)...)
	}
	if len(calls) == 0 || exported(fn) {
		t.leaf(p)
	}
	for _, c := range calls {
		if i < len(c.Common().Args) {
			t.trace(c.Common().Args[i], depth+1)
		}
	}
}

// result follows a call's result to what the function returns.
func (t *tracing) result(v ssa.Value, call *ssa.Call, i, depth int) {
	fn := call.Call.StaticCallee()
	if fn == nil && !call.Call.IsInvoke() {
		t.made(v, call, i, depth)
		return
	}
	if fn == nil || len(fn.Blocks) == 0 {
		t.leaf(v)
		return
	}
	levels := 0
	for in := t.in; in != nil; in = in.up {
		if in.call == call {
			return // recursion
		}
		levels++
	}
	in := t.in
	if levels < 6 {
		in = t.e.within(call, t.in)
	}
	t.inside(in, func() {
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && i < len(ret.Results) {
				t.trace(ret.Results[i], depth+1)
			}
		}
	})
}

// made follows the result of a call of a function value to what the functions that it can be return.
func (t *tracing) made(v ssa.Value, call *ssa.Call, i, depth int) {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok || t.e.making[call] || len(t.e.making) > 8 {
		t.leaf(v)
		return
	}
	t.e.making[call] = true
	defer delete(t.e.making, call)
	r := t.e.functions(call.Call.Value)
	if !r.complete {
		t.leaf(v)
	}
	for _, fn := range r.fns {
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && i < len(ret.Results) {
				t.trace(ret.Results[i], depth+1)
			}
		}
	}
}

// inside runs f with the values that it meets taken as met in the results of another call.
func (t *tracing) inside(in *within, f func()) {
	before := t.in
	t.in = in
	f()
	t.in = before
}

// load follows memory to what is stored there: a variable's, or a field's in any struct of the type.
func (t *tracing) load(v, addr ssa.Value, depth int) {
	if fv, ok := addr.(*ssa.FreeVar); ok {
		if b := binding(fv); b != nil {
			addr = b
		}
	}
	switch addr := addr.(type) {
	case *ssa.Global, *ssa.Alloc:
		stores := t.e.stores[place{base: addr}]
		if _, ok := v.Type().Underlying().(*types.Struct); ok && len(stores) == 0 {
			t.leaf(addr) // put together field by field
			return
		}
		t.stored(v, stores, depth)
	case *ssa.FieldAddr:
		t.fieldOf(v, addr.X, addr.Field, depth)
	case *ssa.IndexAddr:
		t.members(v, addr.X, depth)
	default:
		t.leaf(v)
	}
}

// members follows a slice to the elements that it is made of.
func (t *tracing) members(v, list ssa.Value, depth int) {
	inner := &tracing{e: t.e, seen: t.seen, in: t.in, each: t.each, recv: t.recv, self: t.self}
	inner.trace(list, depth+1)
	for _, src := range inner.leaves {
		slice, ok := src.(*ssa.Slice)
		if !ok {
			t.leaf(v)
			continue
		}
		for _, el := range t.e.elements(slice) {
			if el == src {
				t.leaf(v)
				continue
			}
			t.trace(el, depth+1)
		}
	}
	if len(inner.leaves) == 0 {
		t.leaf(v)
	}
}

// fieldOf follows field i of what x points to.
func (t *tracing) fieldOf(v, x ssa.Value, i, depth int) {
	if t.recv != nil && (x == ssa.Value(t.recv) || spilled(x) == t.recv) {
		t.stored(v, t.e.stores[place{t.self, "." + itoa(i)}], depth)
		return
	}
	if p, ok := staticPlace(x); ok {
		if stores := t.e.stores[place{p.base, p.path + "." + itoa(i)}]; len(stores) > 0 {
			t.stored(v, stores, depth)
			return
		}
	}
	if f := fieldIn(x.Type(), i); f != nil {
		t.stored(v, t.e.fields[f], depth)
		return
	}
	t.leaf(v)
}

func (t *tracing) stored(v ssa.Value, stores []*ssa.Store, depth int) {
	if len(stores) == 0 {
		t.leaf(v)
	}
	for _, st := range stores {
		t.trace(st.Val, depth+1)
	}
}

// elements follows a map to the values that are put into it.
func (t *tracing) elements(v, m ssa.Value, depth int) {
	if load, ok := m.(*ssa.UnOp); ok && load.Op == token.MUL {
		if g, ok := load.X.(*ssa.Global); ok {
			for _, st := range t.e.stores[place{base: g}] {
				t.elements(v, st.Val, depth+1)
			}
			return
		}
	}
	mm, ok := m.(*ssa.MakeMap)
	if !ok {
		t.leaf(v)
		return
	}
	for _, ref := range *mm.Referrers() {
		if up, ok := ref.(*ssa.MapUpdate); ok {
			t.trace(up.Value, depth+1)
		}
	}
}
