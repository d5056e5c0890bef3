package origin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A site is a call, in the call chain frame (nil: any).
type site struct {
	call  ssa.CallInstruction
	frame *frame
}

// sites returns the calls of fn in the package: of a function literal that functions of the package get as
// an argument, those in their bodies, as that argument's call makes them run.
func (e *Engine) sites(fn *ssa.Function) []site {
	if out, ok := e.called[fn]; ok {
		return out
	}
	var out []site
	if fn.Parent() != nil && !e.escapes(fn) {
		e.eachUse(fn, func(v ssa.Value) { out = append(out, e.sitesOf(v, nil, 0)...) })
	} else {
		for _, call := range e.Callers(fn) {
			out = append(out, site{call, nil})
		}
	}
	e.called[fn] = out
	return out
}

// sitesOf returns the calls of the function value v, which does not escape.
func (e *Engine) sitesOf(v ssa.Value, fr *frame, depth int) []site {
	var out []site
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.ChangeType:
			out = append(out, e.sitesOf(ref, fr, depth)...)
		case *ssa.Store:
			out = append(out, e.sitesIn(ref.Addr, fr, depth)...)
		case ssa.CallInstruction:
			c := ref.Common()
			if c.Value == v {
				out = append(out, site{ref, fr})
			}
			for i, arg := range c.Args {
				if arg != v {
					continue
				}
				callee := c.StaticCallee()
				if in, ok := e.enter(callee, ref, nil, fr); ok && depth < maxHandedOn {
					out = append(out, e.sitesOf(callee.Params[i], in, depth+1)...)
				}
			}
		}
	}
	return out
}

// sitesIn returns the calls of the function value that the variable at addr holds, in closures too.
func (e *Engine) sitesIn(addr ssa.Value, fr *frame, depth int) []site {
	var out []site
	for _, ref := range program.Uses(addr) {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			out = append(out, e.sitesOf(ref, fr, depth)...)
		case *ssa.MakeClosure:
			for i, bound := range ref.Bindings {
				if bound == addr && depth < maxHandedOn {
					out = append(out, e.sitesIn(ref.Fn.(*ssa.Function).FreeVars[i], fr, depth+1)...)
				}
			}
		}
	}
	return out
}

const maxHandedOn = 4 // functions that a literal is handed on through

// escapes reports whether a function literal may be called by code that is not seen, or by calls that its
// arguments do not lead to: it is more than called, kept in local variables, and handed to functions of the
// package that call it or hand it on among themselves.
func (e *Engine) escapes(fn *ssa.Function) bool {
	if yes, ok := e.escaping[fn]; ok {
		return yes
	}
	yes := false
	e.eachUse(fn, func(v ssa.Value) { yes = yes || e.valueEscapes(v, 0) })
	e.escaping[fn] = yes
	return yes
}

// eachUse calls do with the values that a function literal is used as.
func (e *Engine) eachUse(fn *ssa.Function, do func(ssa.Value)) {
	if len(e.made[fn]) == 0 {
		do(fn) // it captures nothing
	}
	for _, mc := range e.made[fn] {
		do(mc)
	}
}

func (e *Engine) valueEscapes(v ssa.Value, depth int) bool {
	if depth > maxHandedOn || v.Referrers() == nil {
		return true
	}
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.BinOp: // f != nil
		case *ssa.ChangeType:
			if e.valueEscapes(ref, depth+1) {
				return true
			}
		case *ssa.Store:
			if _, isVar := ref.Addr.(*ssa.Alloc); !isVar || ref.Val != v || e.variableEscapes(ref.Addr, depth+1) {
				return true
			}
		case ssa.CallInstruction:
			c := ref.Common()
			for i, arg := range c.Args {
				if arg != v {
					continue
				}
				callee := c.StaticCallee()
				if callee == nil || !e.ours(callee) || i >= len(callee.Params) || e.valueEscapes(callee.Params[i], depth+1) {
					return true
				}
			}
		default:
			return true
		}
	}
	return false
}

// variableEscapes reports whether what a local variable holds may be seen elsewhere; closures that capture it
// read it in place.
func (e *Engine) variableEscapes(addr ssa.Value, depth int) bool {
	if depth > maxHandedOn {
		return true
	}
	for _, ref := range program.Uses(addr) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != addr {
				return true
			}
		case *ssa.UnOp:
			if e.valueEscapes(ref, depth+1) {
				return true
			}
		case *ssa.MakeClosure:
			for i, bound := range ref.Bindings {
				if bound == addr && e.variableEscapes(ref.Fn.(*ssa.Function).FreeVars[i], depth+1) {
					return true
				}
			}
		default:
			return true
		}
	}
	return false
}
