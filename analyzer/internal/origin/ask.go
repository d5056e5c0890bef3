package origin

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Of returns where v can come from: through locals, memory, calls and closures, on some path.
// A scalar parameter of v's own function, or of one around it, stays a Param (see Resolve).
func (e *Engine) Of(v ssa.Value) Set {
	e.refuel()
	return e.expand(e.value(v, nil, pointOf(v), nil), v.Parent())
}

// Resolve is Of, with each Param joined by what the function's callers in the package pass.
func (e *Engine) Resolve(v ssa.Value) Set {
	e.refuel()
	return e.expand(e.value(v, nil, pointOf(v), nil), nil)
}

// expand replaces each Param in s by what callers pass, but for those of keep and the functions around it
// that their callers name.
func (e *Engine) expand(s Set, keep *ssa.Function) Set {
	if !s.Has(Param) {
		return s
	}
	var out Set
	seen := map[*ssa.Parameter]bool{}
	for queue := slices.Clone(s); len(queue) > 0 && len(out) < maxSet; queue = queue[1:] {
		via := queue[0]
		if via.Kind != Param || within(keep, via.Param.Parent()) && !IsLoopBody(via.Param.Parent()) && !e.calledBack(via.Param) {
			out = out.add(Set{via})
			continue
		}
		if seen[via.Param] {
			continue
		}
		seen[via.Param] = true
		for _, from := range e.sites(via.Param.Parent()) {
			var q *path
			if via.Elem {
				q, _ = e.cons(step{kind: elem}, nil)
			}
			queue = append(queue, e.passed(from.call, via.Param, q, from.frame).each(func(o *Origin) {
				o.Part, o.Looked = o.Part || via.Part, o.Looked || via.Looked
				if o.Fold == 0 {
					o.Fold = via.Fold
				}
				o.take(from.call.Pos(), "passed here")
			})...)
		}
	}
	return out
}

// IsLoopBody reports whether fn is the body of a range over a function: its parameters are variables
// of the function around it.
func IsLoopBody(fn *ssa.Function) bool { return fn.Synthetic == "range-over-func yield" }

// calledBack reports whether prm belongs to a function literal that is only handed to functions of the package,
// which call it with values that they were not handed as such. Who handed it what cannot be seen where they
// call it.
func (e *Engine) calledBack(prm *ssa.Parameter) bool {
	fn := prm.Parent()
	if fn.Parent() == nil || e.escapes(fn) {
		return false
	}
	sites := e.sites(fn)
	for _, from := range sites {
		if _, handed := argument(from.call, prm).(*ssa.Parameter); handed || from.frame == nil {
			return false
		}
	}
	return len(sites) > 0
}

// within reports whether fn is outer, or a literal inside it.
func within(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}

// Expr is Of for a source expression (the union over the instances of a generic function).
func (e *Engine) Expr(x ast.Expr) Set { return e.union(x, e.Of) }

// ResolveExpr is Resolve for a source expression.
func (e *Engine) ResolveExpr(x ast.Expr) Set { return e.union(x, e.Resolve) }

func (e *Engine) union(x ast.Expr, ask func(ssa.Value) Set) Set {
	var out Set
	for _, v := range e.Values(x) {
		out = out.add(ask(v))
	}
	return out
}

// Values returns the SSA values of a source expression, one for each function that it is built in.
func (e *Engine) Values(x ast.Expr) []ssa.Value { return e.values[ast.Unparen(x)] }

// Source returns the source expression that v is the value of, or nil.
func (e *Engine) Source(v ssa.Value) ast.Expr { return e.sources[v] }

// Callers returns the calls of fn in this package, go and defer statements included: static
// ones, and those of a function value or an interface's method that can only, or also, be fn.
func (e *Engine) Callers(fn *ssa.Function) []ssa.CallInstruction {
	calls := e.callers[fn]
	if e.taken[fn] || fn.Signature.Recv() != nil || fn.Parent() != nil {
		calls = append(slices.Clip(calls), e.dynamicCallers(fn)...)
	}
	return calls
}

// Answers returns the values that the response v can be: results of sends, in this function or
// in another one of the package, or parameters that nobody in the package passes.
func (e *Engine) Answers(v ssa.Value) []ssa.Value {
	var out []ssa.Value
	for _, o := range e.Of(v) {
		if o.Kind == Response && !slices.Contains(out, o.Answer) {
			out = append(out, o.Answer)
		}
	}
	return out
}

// Calls returns the instructions that a source call is built as, one for each function.
func (e *Engine) Calls(call *ast.CallExpr) []ssa.CallInstruction { return e.calls[call.Lparen] }

// CalleesAt is Callees for a source call.
func (e *Engine) CalleesAt(call *ast.CallExpr) []*ssa.Function {
	var out []*ssa.Function
	for _, c := range e.Calls(call) {
		fns, _ := e.Callees(c)
		for _, fn := range fns {
			if !slices.Contains(out, fn) {
				out = append(out, fn)
			}
		}
	}
	return out
}

// LibraryAt returns the functions of other packages that a source call of a function value can reach.
func (e *Engine) LibraryAt(call *ast.CallExpr) []*types.Func {
	var out []*types.Func
	for _, c := range e.Calls(call) {
		if _, isBuiltin := c.Common().Value.(*ssa.Builtin); isBuiltin || c.Common().IsInvoke() {
			continue
		}
		e.dynamicCallers(c.Parent()) // asks questions of its own, once
		e.refuel()
		for _, o := range e.value(c.Common().Value, nil, c, nil) {
			if o.Kind != Func || e.ours(o.Fn) && o.Fn.Synthetic == "" {
				continue
			}
			fn, _ := o.Fn.Object().(*types.Func)
			if fn != nil && fn.Pkg() != e.pkg && !slices.Contains(out, fn.Origin()) {
				out = append(out, fn.Origin())
			}
		}
	}
	return out
}

// Params returns the parameters that v, an element of the list v or a key of the map v can be.
func (e *Engine) Params(v ssa.Value) []*ssa.Parameter {
	var out []*ssa.Parameter
	_, isList := v.Type().Underlying().(*types.Slice)
	_, isMap := v.Type().Underlying().(*types.Map)
	if isList && !isBytes(v.Type()) || isMap {
		if prm, ok := v.(*ssa.Parameter); ok {
			return []*ssa.Parameter{prm}
		}
		return nil
	}
	for _, o := range e.Of(v) {
		if o.Kind == Param && !slices.Contains(out, o.Param) {
			out = append(out, o.Param)
		}
	}
	return out
}

// Members returns what the elements of the list x (with ofKeys: the keys of the map x) can be,
// where x is used.
func (e *Engine) Members(x ast.Expr, ofKeys bool) Set {
	s := step{kind: elem}
	if ofKeys {
		s.kind = keys
	}
	var out Set
	for _, v := range e.Values(x) {
		at := []ssa.Instruction{pointOf(v)}
		for _, ref := range program.Uses(v) {
			switch ref.(type) {
			case *ssa.Lookup, *ssa.Index, *ssa.IndexAddr, ssa.CallInstruction, *ssa.Slice, *ssa.Range:
				at = append(at, ref)
			}
		}
		for _, at := range at {
			e.refuel()
			out = out.add(e.expand(e.step(s, v, nil, at, nil), v.Parent()))
		}
	}
	return out
}

// ExprFields is Expr for the scalar fields of a struct, joined.
func (e *Engine) ExprFields(x ast.Expr, st *types.Struct) Set {
	var out Set
	for _, v := range e.Values(x) {
		at := pointOf(v)
		for f := range st.Fields() {
			if !scalar(f.Type()) {
				continue
			}
			if _, isLoad := v.(*ssa.UnOp); !isLoad && at == nil {
				continue
			}
			e.refuel()
			out = out.add(e.expand(e.step(step{kind: field, name: f.Name()}, v, nil, at, nil), v.Parent()))
		}
	}
	return out
}

// Stored returns the values that v can be, as memory, calls and parameters hand them on:
// constants, concatenations, results of library functions. complete is false if it can be others too.
func (e *Engine) Stored(v ssa.Value) (values []ssa.Value, complete bool) {
	if fn := v.Parent(); fn != nil {
		e.dynamicCallers(fn) // asks questions of its own, once
	}
	e.texts = true
	e.memo, e.textMemo = e.textMemo, e.memo
	e.born, e.textBorn = e.textBorn, e.born
	e.refuel()
	s := e.expand(e.value(v, nil, pointOf(v), nil), nil)
	e.born, e.textBorn = e.textBorn, e.born
	e.memo, e.textMemo = e.textMemo, e.memo
	e.texts = false
	complete = len(s) > 0
	for _, o := range s {
		switch {
		case o.Kind == Const:
			values = append(values, o.Const)
		case o.Value != nil:
			values = append(values, o.Value)
		default:
			complete = false
		}
	}
	return values, complete
}

// Beside returns what the field name can be of the value that the field selector x belongs to, where
// x stands.
func (e *Engine) Beside(x *ast.SelectorExpr, name string) Set {
	var out Set
	for _, v := range e.Values(x) {
		var base ssa.Value
		switch v := v.(type) {
		case *ssa.Field:
			base = v.X
		case *ssa.UnOp:
			if addr, ok := v.X.(*ssa.FieldAddr); ok {
				base = addr.X
			}
		}
		if base == nil {
			return nil
		}
		e.refuel()
		out = out.add(e.expand(e.step(step{kind: field, name: name}, base, nil, pointOf(v), nil), v.Parent()))
	}
	return out
}

// BesideKey returns what the value at a key can be of the map that x looks into, where x stands.
func (e *Engine) BesideKey(x *ast.IndexExpr, name string) Set {
	var out Set
	for _, v := range e.Values(x) {
		if extract, ok := v.(*ssa.Extract); ok {
			v = extract.Tuple
		}
		look, ok := v.(*ssa.Lookup)
		if !ok {
			return nil
		}
		e.refuel()
		out = out.add(e.expand(e.step(step{kind: key, name: name}, look.X, nil, pointOf(look), nil), look.Parent()))
	}
	return out
}
