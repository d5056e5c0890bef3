package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

const (
	initFuel  = 200_000 // instructions of a package's init
	buildFuel = 8_000   // of a function that makes a set
)

// initial returns what the sets among the package's variables hold when the package is initialised, by the place.
func (e *Engine) initial() map[place]*value {
	if e.inits != nil {
		return e.inits
	}
	e.inits = map[place]*value{}
	if e.init == nil || len(e.init.Blocks) == 0 {
		return e.inits
	}
	w := e.building(e.init, initFuel)
	st := &state{env: map[ssa.Value]*value{}, mem: map[place]*value{}}
	w.push(st, target{fn: e.init}, nil, "", nil)
	w.begin(st)
	w.run()
	if !w.trace.Cut {
		e.inits = agreed(w.trace.Returns)
	}
	return e.inits
}

// building returns a walk that executes what makes sets, apart from any answer.
func (e *Engine) building(fn *ssa.Function, fuel int) *walk {
	return &walk{
		e: e, sc: with(200), top: fn, fuel: fuel,
		trace: newTrace(), sub: true, level: 1, builds: true,
	}
}

// agreed returns what is in memory at the ends of all paths alike.
func agreed(ends []*result) map[place]*value {
	if len(ends) == 0 {
		return nil
	}
	ids := &numbering{}
	all := map[place]*value{}
	for p, v := range ends[0].mem {
		v = frozen(ends[0].mem, v)
		same := !slices.ContainsFunc(ends[1:], func(r *result) bool {
			x := r.mem[p]
			return x == nil || frozen(r.mem, x).key(ids) != v.key(ids)
		})
		if same {
			all[p] = v
		} else {
			all[p] = opaque
		}
	}
	return all
}

// initially returns what the variable of the package at p, a set or an element of an array, holds from the
// start and keeps; nil if that is not known.
func (e *Engine) initially(p place, t types.Type) *value {
	g, ok := p.base.(*ssa.Global)
	if !ok || g.Pkg == nil || g.Pkg.Pkg != e.pkg || e.resets()[g] || !isSet(t) && !strings.Contains(p.path, "[") {
		return nil
	}
	w := &walk{e: e, builds: true}
	st := &state{mem: e.initial()}
	if len(st.mem) == 0 {
		return nil
	}
	v := w.lookup(st, p, t)
	switch {
	case v != nil:
	case isSet(t):
		v = w.array(st, p, t)
	default: // an element that nothing was stored into
		v = zeroOf(t)
	}
	if v == nil || v.kind == unknown {
		return nil
	}
	if v.kind == null || v.kind == zero {
		if _, isArray := t.Underlying().(*types.Array); isArray {
			return w.array(st, p, t)
		}
	}
	return v
}

// resets returns the variables of the package that are set, or whose elements are, after it was initialised, or
// of which others have the address.
func (e *Engine) resets() map[*ssa.Global]bool {
	if e.reset != nil {
		return e.reset
	}
	e.reset = map[*ssa.Global]bool{}
	early := e.initializers()
	for _, fn := range e.funcs {
		if early[fn] {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				e.noteReset(instr)
			}
		}
	}
	return e.reset
}

func (e *Engine) noteReset(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if g := variableOf(instr.Addr); g != nil {
			e.reset[g] = true
		}
		if g, ok := instr.Val.(*ssa.Global); ok {
			e.reset[g] = true
		}
		return
	case *ssa.MapUpdate:
		if g := variableOf(instr.Map); g != nil {
			e.reset[g] = true
		}
		return
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Slice, *ssa.DebugRef:
		return
	}
	for _, op := range instr.Operands(nil) {
		if g, ok := (*op).(*ssa.Global); ok {
			e.reset[g] = true
		}
	}
}

// variableOf returns the package-level variable that v is a part of, or is reached through; nil if there is none.
func variableOf(v ssa.Value) *ssa.Global {
	for range 8 {
		switch x := v.(type) {
		case *ssa.Global:
			return x
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		default:
			return nil
		}
	}
	return nil
}

// initializers returns the functions that run only when the package is initialised.
func (e *Engine) initializers() map[*ssa.Function]bool {
	early := map[*ssa.Function]bool{e.init: true}
	for changed := true; changed; {
		changed = false
		for _, fn := range e.funcs {
			if early[fn] || fn.Signature.Recv() != nil || exported(fn) || fn.Parent() != nil && !early[fn.Parent()] {
				continue
			}
			calls := e.graph.calls[fn]
			if fn.Parent() == nil && len(calls) == 0 || fn.Parent() != nil && len(calls) == 0 && !early[fn.Parent()] {
				continue
			}
			if !slices.ContainsFunc(calls, func(c ssa.CallInstruction) bool { return !early[c.Parent()] }) {
				early[fn], changed = true, true
			}
		}
	}
	return early
}

// built returns the set that a call of a function of the package makes; nil if that is not known.
func (e *Engine) built(call *ssa.Call, fn *ssa.Function) *value {
	if len(fn.Blocks) == 0 || !isSet(call.Type()) || e.traitsOf(fn).sends {
		return nil
	}
	args := make([]*value, len(call.Call.Args))
	for i, a := range call.Call.Args {
		args[i] = e.static(a)
	}
	w := e.building(fn, buildFuel)
	in := &state{env: map[ssa.Value]*value{}, mem: map[place]*value{}}
	w.push(in, target{fn: fn}, args, "", nil)
	w.begin(in)
	w.run()
	return e.same(w.trace)
}

// same returns the one set that all paths return; nil if they differ.
func (e *Engine) same(t *Trace) *value {
	var only *value
	for _, r := range t.Returns {
		v := frozen(r.mem, r.value)
		if t.Cut || only != nil && only.key(e.ids) != v.key(e.ids) {
			return nil
		}
		only = v
	}
	if only == nil || only.kind != list && only.kind != table {
		return nil
	}
	return only
}

// final returns what the set that is made in a function, and kept at p, holds when the function returns; nil if
// that is not known.
func (e *Engine) final(fn *ssa.Function, p place) *value {
	mem, done := e.finals[fn]
	if !done {
		e.finals[fn] = nil
		w := e.building(fn, buildFuel)
		st := &state{env: map[ssa.Value]*value{}, mem: map[place]*value{}}
		w.push(st, target{fn: fn}, nil, "", nil)
		w.begin(st)
		w.run()
		if !w.trace.Cut {
			mem = agreed(w.trace.Returns)
		}
		e.finals[fn] = mem
	}
	if v := mem[p]; v != nil && (v.kind == list || v.kind == table) {
		return v
	}
	return nil
}
