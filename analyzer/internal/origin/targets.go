package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A target is a function of the package that a call can reach.
type target struct {
	fn *ssa.Function
	mc *ssa.MakeClosure // if it is a closure made in sight of the call
}

// Callees returns the functions of this package (with a body) that call can reach: statically,
// through a closure or function value that can be followed, or through an interface by the
// methods of this package's types. complete is false if it can reach others too.
func (e *Engine) Callees(call ssa.CallInstruction) (fns []*ssa.Function, complete bool) {
	e.refuel()
	targets, complete := e.callees(call, nil)
	for _, t := range targets {
		fns = append(fns, t.fn)
	}
	return fns, complete
}

func (e *Engine) callees(call ssa.CallInstruction, fr *frame) (targets []target, complete bool) {
	c := call.Common()
	if c.IsInvoke() {
		return e.implementations(c, call, fr)
	}
	if fn := c.StaticCallee(); fn != nil {
		if len(fn.Blocks) == 0 || !e.ours(fn) {
			return nil, false
		}
		mc, _ := c.Value.(*ssa.MakeClosure)
		return []target{{fn, mc}}, true
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil, false
	}
	complete = true
	for _, o := range e.value(c.Value, nil, call, fr) {
		switch {
		case o.Kind != Func:
		case len(o.Fn.Blocks) > 0 && e.ours(o.Fn):
			mc, _ := c.Value.(*ssa.MakeClosure)
			targets = append(targets, target{fn: o.Fn, mc: mc})
		default:
			complete = false
		}
	}
	return targets, complete && len(targets) > 0
}

// implementations returns the package's methods that a call through an interface can reach: of the
// dynamic types that are seen, else of all that fit.
func (e *Engine) implementations(c *ssa.CallCommon, call ssa.CallInstruction, fr *frame) (targets []target, complete bool) {
	fits := e.fits(c)
	if len(fits.own)+len(fits.promoted) == 0 {
		return nil, false
	}
	held, complete := e.dynamicTypes(c.Value, call, fr)
	for _, fn := range fits.own {
		recv := fn.Signature.Recv().Type()
		if !complete || held[e.intern(recv)] || held[e.intern(types.NewPointer(recv))] {
			targets = append(targets, target{fn: fn})
		}
	}
	for _, pr := range fits.promoted {
		t := target{fn: pr.fn}
		if (!complete || held[pr.outer]) && !slices.Contains(targets, t) {
			targets = append(targets, t)
		}
	}
	return targets, complete && len(targets) > 0
}

// dynamicTypes returns the types that v, an interface, can hold; complete is false if it can hold
// others too.
func (e *Engine) dynamicTypes(v ssa.Value, at ssa.Instruction, fr *frame) (found map[types.Type]bool, complete bool) {
	found = map[types.Type]bool{}
	complete = true
	for _, o := range e.step(step{kind: dynamic}, v, nil, at, fr) {
		if o.Kind != Dynamic || o.Type == nil {
			complete = false
			continue
		}
		found[o.Type] = true
	}
	return found, complete && len(found) > 0
}

// dynamicCallers returns the calls through interfaces and function values that can reach fn.
func (e *Engine) dynamicCallers(fn *ssa.Function) []ssa.CallInstruction {
	if e.dynamic == nil {
		// A function value may itself come through such a call: again, until nothing is new.
		e.dynamic = map[*ssa.Function][]ssa.CallInstruction{}
		for size := -1; size != 0; {
			size = 0
			found := map[*ssa.Function][]ssa.CallInstruction{}
			for _, call := range e.dynamicCalls {
				e.refuel()
				targets, _ := e.callees(call, nil)
				for _, t := range targets {
					if !slices.Contains(found[t.fn], call) {
						found[t.fn] = append(found[t.fn], call)
						if !slices.Contains(e.dynamic[t.fn], call) {
							size++
						}
					}
				}
			}
			e.dynamic = found
			clear(e.called)
			clear(e.memo)
			clear(e.exits)
			clear(e.born)
		}
	}
	return e.dynamic[fn]
}
