package origin

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// take notes a step of the way.
func (o *Origin) take(pos token.Pos, text string) {
	if pos.IsValid() && (o.Trail == nil || o.Trail.Pos != pos) {
		o.Trail = &Step{Pos: pos, Text: text, Prev: o.Trail}
	}
}

// result answers for result i of a call.
func (e *Engine) result(call *ssa.Call, i int, p *path, at ssa.Instruction, fr *frame) Set {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return e.builtin(b, call, p, fr)
	}
	if s, ok := e.library(call, i, p, fr); ok {
		return s
	}
	var s Set
	targets, complete := e.callees(call, fr)
	for _, t := range targets {
		s = s.add(e.returned(t, call, i, p, fr))
	}
	if len(targets) > 0 && complete {
		return s
	}
	return s.add(e.libraryValue(call, i, p, fr)).add(e.lentResult(call, i, p, fr)).add(e.foreign(call, i, p))
}

// returned asks for what a callee of the package returns as result i.
func (e *Engine) returned(t target, call ssa.CallInstruction, i int, p *path, fr *frame) Set {
	if d := e.descentOf(t.fn); d != nil && i == 0 && t.fn != call.Parent() {
		args := program.Arguments(call.Common())
		return e.along(e.keyLists(args[d.keys], call, fr, 0), args[d.value], p, call, fr)
	}
	in, ok := e.enter(t.fn, call, t.mc, fr)
	if !ok {
		return nil
	}
	var s Set
	for _, b := range t.fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		s = s.add(e.value(ret.Results[i], p, ret, in).each(func(o *Origin) {
			o.take(ret.Pos(), "returned here")
			if via, ok := call.(*ssa.Call); ok && o.Kind == Response {
				o.Via = via
			}
		}))
	}
	return s
}

// foreign answers for the result of a function that is not the package's: by its facts, by the
// facts of its result's type, or as a response that starts here.
func (e *Engine) foreign(call *ssa.Call, i int, p *path) Set {
	t := resultType(call, i)
	if p == nil && e.isResponse(t) {
		return Set{{Kind: Response, Answer: resultValue(call, i)}}
	}
	var s Set
	if p == nil {
		if obj := program.Called(call.Common()); obj != nil && e.facts != nil {
			s = e.facts.Result(obj, i)
			if c := call.Common(); c.IsInvoke() {
				for _, m := range e.importedMethods(c) {
					s = s.add(e.facts.Result(m, i))
				}
			}
		}
		if len(s) == 0 && scalar(t) {
			return Set{{Kind: Made}}
		}
		return s
	}
	if asserts(p) && isError(t) {
		if obj := program.Called(call.Common()); obj != nil && obj.Pkg() != nil && obj.Pkg() != e.pkg && !e.facts.Scoped(obj.Pkg()) {
			if !call.Common().IsInvoke() || e.standard(obj.Pkg()) { // not a port, which others of the module serve
				return e.hooked(e.FullName(obj), t, p) // an error that the library makes itself is none of ours
			}
		}
		if s, ok := e.handedError(call, t, p); ok {
			return s
		}
	}
	return e.unknown(t, p)
}

// standard reports whether pkg is of the standard library: its path has no domain, and does not begin as
// the package's own.
func (e *Engine) standard(pkg *types.Package) bool {
	first, _, _ := strings.Cut(pkg.Path(), "/")
	own, _, _ := strings.Cut(e.pkg.Path(), "/")
	return first != own && !strings.Contains(first, ".")
}

// handedError is foreign for the error of a call of a function value that can only be a function of
// other packages: a client's Do, handed on, or a field of theirs.
func (e *Engine) handedError(call *ssa.Call, t types.Type, p *path) (s Set, ok bool) {
	c := call.Common()
	if c.IsInvoke() || c.StaticCallee() != nil {
		return nil, false
	}
	fns := e.value(c.Value, nil, call, nil)
	for _, o := range fns {
		if o.Kind != Func || e.ours(o.Fn) {
			return nil, false
		}
		obj, _ := o.Fn.Object().(*types.Func)
		if obj == nil || obj.Pkg() == nil || e.facts.Scoped(obj.Pkg()) {
			return nil, false
		}
		s = s.add(e.hooked(e.FullName(obj), t, p))
	}
	return s, len(fns) > 0 || e.libraryField(c.Value)
}

// libraryField reports whether v is a field of another package's struct, like a request's GetBody.
func (e *Engine) libraryField(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	named, ok := types.Unalias(pointee(addr.X.Type())).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg() != e.pkg && !e.facts.Scoped(named.Obj().Pkg())
}

// importedMethods returns the methods of other packages' client types that a call through an
// interface can reach: of the types that are seen to be put into it, else of all that fit.
func (e *Engine) importedMethods(c *ssa.CallCommon) []*types.Func {
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var ms []*types.Func
	add := func(t types.Type) {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, c.Method.Pkg(), c.Method.Name()); obj != nil {
			if m, ok := obj.(*types.Func); ok && m.Pkg() != e.pkg && !slices.Contains(ms, m) {
				ms = append(ms, m)
			}
		}
	}
	if m, ok := c.Value.(*ssa.MakeInterface); ok {
		add(m.X.Type())
		return ms
	}
	for _, pkg := range e.pkg.Imports() {
		if !e.facts.Scoped(pkg) {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || types.IsInterface(obj.Type()) {
				continue
			}
			if ptr := types.NewPointer(obj.Type()); types.Implements(ptr, iface) {
				add(ptr)
			}
		}
	}
	return ms
}

func resultType(call *ssa.Call, i int) types.Type {
	if t, ok := call.Type().(*types.Tuple); ok {
		return t.At(i).Type()
	}
	return call.Type()
}

// resultValue returns the value that holds result i of call, or call itself.
func resultValue(call *ssa.Call, i int) ssa.Value {
	if _, ok := call.Type().(*types.Tuple); ok {
		for _, ref := range program.Uses(call) {
			if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
				return x
			}
		}
	}
	return call
}

// builtin answers for the builtins that pass values on.
func (e *Engine) builtin(b *ssa.Builtin, call *ssa.Call, p *path, fr *frame) Set {
	var s Set
	switch b.Name() {
	case "append", "min", "max":
		for _, arg := range call.Call.Args {
			s = s.add(e.value(arg, p, call, fr))
		}
	case "recover":
		return e.unknown(call.Type(), p)
	}
	return s
}

// callEffect returns what a call leaves at path p from its argument i.
func (e *Engine) callEffect(call ssa.CallInstruction, i int, p *path, fr *frame) (s Set, settled bool) {
	if s, ok := e.libraryEffect(call, i, p, fr); ok {
		k := e.keeperOf(call)
		return s, k != nil && k.all
	}
	targets, complete := e.callees(call, fr)
	settled = complete
	for _, t := range targets {
		if i >= len(t.fn.Params) || !e.writes(t.fn, t.fn.Params[i], p) {
			settled = false
			continue
		}
		in, ok := e.enter(t.fn, call, t.mc, fr)
		if !ok {
			settled = false
			continue
		}
		prm := t.fn.Params[i]
		left, passed := e.exit(t.fn, prm, p, in)
		s = s.add(left.each(func(o *Origin) { o.take(call.Pos(), "filled in here") }))
		settled = settled && !passed
	}
	return s, settled
}

// closureEffect returns what running a closure leaves at path p from a variable that it captured.
// run is the call that runs it or hands it on, or nil.
func (e *Engine) closureEffect(t touch, p *path, run ssa.CallInstruction, fr *frame) (s Set, settled bool) {
	fn := t.mc.Fn.(*ssa.Function)
	if !e.writes(fn, fn.FreeVars[t.arg], p) {
		return nil, false
	}
	in, ok := e.enter(fn, run, t.mc, fr)
	if !ok {
		return nil, false
	}
	if run != nil && run.Common().Value != ssa.Value(t.mc) {
		// Somebody else calls it: what it is passed is not what this call passes.
		in, ok = e.enter(fn, nil, t.mc, fr)
		if !ok {
			return nil, false
		}
	}
	left, passed := e.exit(fn, fn.FreeVars[t.arg], p, in)
	return left, !passed && (run == nil || run.Common().Value == ssa.Value(t.mc))
}
