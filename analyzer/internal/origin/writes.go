package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Most of what a function does with a variable leaves most of its parts alone: what reads a client's
// base URL need not look into the hundred methods that the client is handed to. What may write where is
// found out without regard to who calls whom, once.

// A place is a part of the memory that a function reaches from a parameter, free variable, global or local.
type place struct {
	fn   *ssa.Function
	root ssa.Value
	path *path
}

// writes reports whether fn, or what it calls, may leave something at path p from root. What it says of
// calls that cannot be told is that they may.
func (e *Engine) writes(fn *ssa.Function, root ssa.Value, p *path) bool {
	start := place{fn, root, p}
	if yes, ok := e.mayWrite[start]; ok {
		return yes
	}
	from := map[place]place{start: {}} // where a place was reached from
	queue := []place{start}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, t := range e.touches(at.fn)[at.root] {
			yes, next := e.leadsTo(t, at.path)
			for _, n := range next {
				known, seen := e.mayWrite[n]
				yes = yes || known
				if _, queued := from[n]; !seen && !queued {
					from[n] = at
					queue = append(queue, n)
				}
			}
			if yes {
				for ; at != (place{}); at = from[at] {
					e.mayWrite[at] = true
				}
				return true
			}
		}
	}
	for at := range from {
		e.mayWrite[at] = false
	}
	return false
}

// counts reports whether t may leave something at path p from its root.
func (e *Engine) counts(t touch, p *path) bool {
	yes, next := e.leadsTo(t, p)
	return yes || slices.ContainsFunc(next, func(n place) bool { return e.writes(n.fn, n.root, n.path) })
}

// leadsTo reports whether t itself may leave something at path p from its root, and the places in other
// functions that it does if they are written to.
func (e *Engine) leadsTo(t touch, p *path) (yes bool, next []place) {
	rest, _, ok := cut(t.path, p)
	if !ok {
		return keysOf(t.path, p), nil
	}
	if l := t.lodged; l != nil {
		t.lodged, t.path = nil, nil
		if l.typ != nil {
			return e.leadsTo(t, l.at)
		}
		full, ok := e.join(l.at, rest)
		if !ok {
			return false, nil
		}
		return e.leadsTo(t, full)
	}
	if t.mc != nil {
		fn := t.mc.Fn.(*ssa.Function)
		return false, []place{{fn, fn.FreeVars[t.arg], rest}}
	}
	call, ok := t.instr.(ssa.CallInstruction)
	if !ok {
		return true, nil
	}
	for _, fn := range e.mayCall(call) {
		if t.arg < len(fn.Params) {
			next = append(next, place{fn, fn.Params[t.arg], rest})
		}
	}
	return e.libraryWrites(call, t.arg, rest), next
}

// libraryWrites reports whether a call may be one of a library that leaves something at path p from
// its argument i: where libraryEffect may answer.
func (e *Engine) libraryWrites(call ssa.CallInstruction, i int, p *path) bool {
	c := call.Common()
	obj := program.Called(c)
	if obj == nil {
		into, _, ok := decoderShape(program.Arguments(c), c.Signature())
		return ok && into == i && e.decoderValue(c)
	}
	if obj.Pkg() == e.pkg && !c.IsInvoke() || obj.Pkg() == nil {
		return false
	}
	if e.FullName(obj) == "errors.As" {
		return i == 1
	}
	if s, ok := e.sinkOf(call); ok {
		return slices.Contains(s.into, i)
	}
	if k := e.keeperOf(call); k != nil {
		return i == 0 && k.put != none
	}
	if e.scanOf(call) != nil {
		return i == len(c.Args)-1
	}
	if decoderName(obj.Name()) {
		into, _, ok := decoderShape(program.Arguments(c), c.Signature())
		return ok && into == i
	}
	if !c.IsInvoke() && e.facts != nil {
		if into, _ := e.facts.Decodes(obj); into >= 0 {
			return into == i
		}
	}
	switch obj.Pkg().Path() {
	case "bytes", "strings", "io", "bufio":
		return p == nil
	}
	return false
}

// mayCall returns the functions of the package that a call can reach by their types, and more than
// Callees: no question is asked.
func (e *Engine) mayCall(call ssa.CallInstruction) []*ssa.Function {
	c := call.Common()
	if fn := c.StaticCallee(); fn != nil {
		if len(fn.Blocks) == 0 || !e.ours(fn) {
			return nil
		}
		return []*ssa.Function{fn}
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	if c.IsInvoke() {
		return e.fitting(c)
	}
	return e.alike(call)
}

// fitting returns the package's methods that a call through an interface can reach by their types.
func (e *Engine) fitting(c *ssa.CallCommon) []*ssa.Function {
	fits := e.fits(c)
	fns := slices.Clone(fits.own)
	for _, pr := range fits.promoted {
		if !slices.Contains(fns, pr.fn) {
			fns = append(fns, pr.fn)
		}
	}
	return fns
}

// A fit is the package's methods that a call through an interface can reach by their types.
type fit struct {
	own      []*ssa.Function
	promoted []promotion
}

func (e *Engine) fits(c *ssa.CallCommon) fit {
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok || len(e.methods[c.Method.Name()]) == 0 {
		return fit{}
	}
	k := invoked{e.intern(c.Value.Type()), c.Method}
	f, known := e.invoked[k]
	if !known {
		for _, fn := range e.methods[c.Method.Name()] {
			if types.Implements(fn.Signature.Recv().Type(), iface) {
				f.own = append(f.own, fn)
			}
		}
		for _, pr := range e.promotions(c.Method.Name()) {
			if types.Implements(pr.outer, iface) {
				f.promoted = append(f.promoted, pr)
			}
		}
		e.invoked[k] = f
	}
	return f
}

// alike returns the functions that are used as values and have the type of the function value that is
// called. In generic code types are not compared.
func (e *Engine) alike(call ssa.CallInstruction) []*ssa.Function {
	want := call.Common().Signature()
	fns, known := e.alikes.At(want).([]*ssa.Function)
	if !known {
		for _, fn := range e.Funcs {
			sig := fn.Signature
			if e.taken[fn] && (types.Identical(sig, want) || isGeneric(fn) || isGeneric(call.Parent())) &&
				sig.Params().Len() == want.Params().Len() && sig.Results().Len() == want.Results().Len() {
				fns = append(fns, fn)
			}
		}
		e.alikes.Set(want, fns)
	}
	return fns
}

// isGeneric reports whether types in fn are told by its caller.
func isGeneric(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn.TypeParams().Len() > 0 && len(fn.TypeArgs()) == 0 {
			return true
		}
	}
	return false
}

// invoked is a method that is called through an interface.
type invoked struct {
	iface  types.Type
	method *types.Func
}
