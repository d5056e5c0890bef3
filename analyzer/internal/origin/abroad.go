package origin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Abroad reports whether code that is not seen may call fn through a function value: the package hands it
// out, or to a library, or that cannot be told. A list of checks that a loop calls does not.
func (e *Engine) Abroad(fn *ssa.Function) bool {
	if fn.Parent() == nil && !e.taken[fn] {
		return false
	}
	yes, ok := e.abroad[fn]
	if !ok {
		out := &outing{e: e, seen: map[ssa.Value]bool{}}
		if fn.Parent() == nil || len(e.made[fn]) == 0 {
			for _, user := range e.Funcs {
				yes = yes || out.usedIn(user, fn)
			}
		}
		for _, mc := range e.made[fn] {
			yes = yes || out.leaves(mc)
		}
		e.abroad[fn] = yes
	}
	return yes
}

// An outing follows a function value, and what it is put into, to where it leaves the package.
type outing struct {
	e    *Engine
	seen map[ssa.Value]bool
}

const maxOuting = 200 // values to follow

// usedIn reports whether what user does with v, a function or a variable of the package, lets it leave.
func (o *outing) usedIn(user *ssa.Function, v ssa.Value) bool {
	var operands [10]*ssa.Value
	for _, b := range user.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(operands[:0]) {
				if *op == v && o.goesOn(v, instr) {
					return true
				}
			}
		}
	}
	return false
}

// leaves reports whether the uses of v, which holds the function or its address, let it leave.
func (o *outing) leaves(v ssa.Value) bool {
	if o.seen[v] {
		return false
	}
	o.seen[v] = true
	if g, ok := v.(*ssa.Global); ok {
		if g.Object() == nil || g.Object().Exported() {
			return true
		}
		for _, user := range o.e.globals[g] {
			if o.usedIn(user, g) {
				return true
			}
		}
		return false
	}
	if v.Referrers() == nil || len(o.seen) > maxOuting {
		return true
	}
	for _, ref := range program.Uses(v) {
		if o.goesOn(v, ref) {
			return true
		}
	}
	return false
}

// goesOn reports whether the use ref of v lets the function leave, there or further on.
func (o *outing) goesOn(v ssa.Value, ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.DebugRef, *ssa.BinOp, *ssa.If:
		return false
	case *ssa.ChangeType, *ssa.Phi, *ssa.Slice, *ssa.UnOp, *ssa.IndexAddr, *ssa.FieldAddr, *ssa.Index, *ssa.Field,
		*ssa.Lookup, *ssa.Extract, *ssa.Range, *ssa.Next:
		return o.leaves(ref.(ssa.Value))
	case *ssa.Store:
		return ref.Val == v && o.put(ref.Addr)
	case *ssa.MapUpdate:
		return ref.Value == v && o.put(ref.Map)
	case *ssa.MakeClosure:
		lit := ref.Fn.(*ssa.Function)
		for k, bound := range ref.Bindings {
			if bound == v && o.leaves(lit.FreeVars[k]) {
				return true
			}
		}
		return lit == v && o.leaves(ref)
	case *ssa.Return:
		return o.returned(v, ref)
	case ssa.CallInstruction:
		return o.passed(v, ref)
	}
	return true
}

// put reports whether what holds the memory at addr leaves.
func (o *outing) put(addr ssa.Value) bool {
	switch root, _ := o.e.locate(addr); root := root.(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.Global, *ssa.FreeVar:
		return o.leaves(root)
	}
	return true
}

// returned reports whether what a function returns leaves: to callers that are not seen, or further on.
func (o *outing) returned(v ssa.Value, ret *ssa.Return) bool {
	fn := ret.Parent()
	if fn.Parent() != nil || o.e.reachable(fn) {
		return true
	}
	for i, res := range ret.Results {
		if res != v {
			continue
		}
		for _, call := range o.e.Callers(fn) {
			if c, ok := call.(*ssa.Call); ok && o.leaves(resultValue(c, i)) {
				return true
			}
		}
	}
	return false
}

// passed reports whether the call hands v on to where it leaves.
func (o *outing) passed(v ssa.Value, call ssa.CallInstruction) bool {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		x, isValue := call.(ssa.Value)
		return b.Name() == "append" && (!isValue || o.leaves(x))
	}
	for i, arg := range c.Args {
		if arg != v {
			continue
		}
		callee := c.StaticCallee()
		if callee == nil || !o.e.ours(callee) || i >= len(callee.Params) || o.leaves(callee.Params[i]) {
			return true
		}
	}
	return false
}
