package answer

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Bounds of one run.
const (
	maxSources = 32   // places that one value is followed back to
	maxSpots   = 96   // … with the calls that they are met in
	maxLeaves  = 128  // … and where it is not followed any further
	maxSights  = 4000 // values on the way
	minSights  = 200  // … once a package has had allSights; clients of 20,000 lines take 3,000

	allSights = 200_000

	maxWithin  = 6 // calls one in the other
	maxSetting = 3 // fields of other packages' types that are told apart by what they are set on, one on the way to the other
	maxHands   = 2 // calls that hand a value on, one to the other, and are told apart
)

// sources returns where the value v can come from: allocations, calls of functions outside the package,
// functions, constants, parameters that callers outside set. Variables, fields (of any struct of the
// type), arguments and results are followed through the package.
func (e *Engine) sources(v ssa.Value) []ssa.Value {
	t := &tracing{e: e, seen: map[sight]bool{}}
	t.trace(v, 0)
	return t.leaves
}

// sight is a value that was met in the results of a call.
type sight struct {
	v       ssa.Value
	in, via *within
}

// tracing is one run of sources.
type tracing struct {
	e      *Engine
	seen   map[sight]bool
	leaves []ssa.Value
	calls  []*within // for each leaf, the call that it was met in
	vias   []*within // for each leaf, the calls that handed it to where the run began, the outermost first
	in     *within
	via    *within
	kinds  map[ssa.Value]bool // the different leaves, once there are many
	each   bool               // the same leaf counts for each call that it is met in
	hands  bool               // … and for each that hands it on
	// self is what the receiver of a method is known to be: its fields are those of this value alone.
	recv *ssa.Parameter
	self ssa.Value
}

// met returns the leaves with the calls that they were met in.
func (t *tracing) met() []spot {
	found := make([]spot, len(t.leaves))
	for i, v := range t.leaves {
		found[i] = spot{v, t.calls[i]}
	}
	return found
}

func (t *tracing) leaf(v ssa.Value) {
	if len(t.leaves) >= maxLeaves {
		return
	}
	in := t.in
	if len(t.leaves) > maxSpots {
		in = nil // any of them
	}
	for i, have := range t.leaves {
		if have == v && (!t.each || t.calls[i] == in && t.vias[i] == t.via) {
			return
		}
	}
	if t.kinds == nil && len(t.leaves) >= maxSources {
		t.kinds = map[ssa.Value]bool{}
		for _, have := range t.leaves {
			t.kinds[have] = true
		}
	}
	if t.kinds != nil {
		t.kinds[v] = true
	}
	t.leaves = append(t.leaves, v)
	t.calls = append(t.calls, in)
	t.vias = append(t.vias, t.via)
}

// full reports whether what is found is so much that the rest need not be followed.
func (t *tracing) full() bool {
	if !t.each && len(t.leaves) > maxSources || t.e.sights > allSights && len(t.seen) > minSights {
		return true
	}
	return len(t.kinds) > maxSources || len(t.seen) > maxSights && len(t.leaves) > maxSources
}

func (t *tracing) trace(v ssa.Value, depth int) {
	at := sight{v, t.in, t.via}
	if t.seen[at] {
		return
	}
	t.seen[at] = true
	t.e.sights++
	if depth > 24 || t.full() {
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
		for i, edge := range x.Edges {
			if pred := x.Block().Preds[i]; !t.in.dead(pred) && !t.in.shut(pred, x.Block()) {
				t.trace(edge, depth+1)
			}
		}
	case *ssa.FreeVar:
		b, in := t.in.captured(x)
		if b == nil {
			t.leaf(v)
			return
		}
		t.inside(in, func() { t.trace(b, depth+1) })
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
	if arg, ok := t.in.argument(p); ok {
		t.inside(arg.in, func() { t.trace(arg.v, depth+1) })
		return
	}
	fn := p.Parent()
	i := slices.Index(fn.Params, p)
	calls := t.e.graph.calls[fn]
	if fn.Signature.Recv() == nil && (fn.Parent() != nil || len(calls) == 0) {
		calls = append(slices.Clone(calls), t.e.dynamicCallers(fn)...)
	}
	if len(calls) == 0 || exported(fn) {
		t.leaf(p)
	}
	for _, c := range calls {
		if i >= len(c.Common().Args) {
			continue
		}
		via := t.via
		if call, ok := c.(*ssa.Call); ok && t.hands && t.via.length() < maxHands {
			t.via = t.e.within(within{call: call, fn: fn, up: via})
		}
		t.inside(t.in.at(c.Parent()), func() { t.trace(c.Common().Args[i], depth+1) })
		t.via = via
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
		if b, in := t.in.captured(fv); b != nil {
			t.inside(in, func() { t.load(v, b, depth) })
			return
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
	for i, src := range inner.leaves {
		if c, ok := src.(*ssa.Const); ok && c.IsNil() {
			continue // no arguments at all
		}
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
			t.inside(inner.calls[i], func() { t.trace(el, depth+1) })
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
	field := program.FieldAt(x.Type(), i).Origin()
	if field.Pkg() != t.e.pkg && t.setOn(v, x, field, depth) {
		return
	}
	t.stored(v, t.e.fields[field], depth)
}

// setOn follows a field of a type of another package, of which programs make many for different ends, to what it is set
// to on the objects that x can be; false if these are not known.
func (t *tracing) setOn(v, x ssa.Value, field *types.Var, depth int) bool {
	stores := t.e.fields[field]
	if len(stores) < 2 || t.e.sights > allSights {
		return false
	}
	if t.e.setting[v] || len(t.e.setting) >= maxSetting {
		t.e.cycles++
		return false
	}
	t.e.setting[v] = true
	defer delete(t.e.setting, v)
	type value struct {
		st *ssa.Store
		in *within
	}
	var found []value
	for _, object := range t.spots(x) {
		if _, outside := object.v.(*ssa.Parameter); outside {
			return false
		}
		set := false
		for _, st := range stores {
			if in, ok := t.e.setOn(object, st); ok {
				found, set = append(found, value{st, in}), true
			}
		}
		if !set && isAlloc(object.v) {
			continue // never set
		}
		if !set {
			return false
		}
	}
	if len(found) == 0 {
		return false
	}
	for _, f := range found {
		t.inside(f.in, func() { t.trace(f.st.Val, depth+1) })
	}
	return true
}

func (t *tracing) stored(v ssa.Value, stores []*ssa.Store, depth int) {
	if len(stores) == 0 {
		t.leaf(v)
	}
	for _, st := range stores {
		if len(t.leaves) >= maxLeaves {
			return
		}
		if t.in.dead(st.Block()) {
			continue
		}
		t.inside(t.in.at(st.Parent()), func() { t.trace(st.Val, depth+1) })
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
	for _, ref := range program.Uses(mm) {
		if up, ok := ref.(*ssa.MapUpdate); ok {
			t.trace(up.Value, depth+1)
		}
	}
}
