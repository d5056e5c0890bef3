package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A frame is a call that the question goes through: the callee's parameters are what the call
// passes. Without one, a parameter is what any caller passes. Frames are interned.
type frame struct {
	frameKey
	depth int
	bound []Set // of a call that is not in the source (UnmarshalJSON): origins by parameter index
}

type frameKey struct {
	fn     *ssa.Function
	call   ssa.CallInstruction
	mc     *ssa.MakeClosure // the closure that is run, if known
	base   string           // of a call that is not in the source: the JSON path of what it decodes
	parent *frame
}

const (
	maxFrames  = 8
	maxChoices = 2 // calls of a chain that may reach several functions: decorators of one interface make permutations
)

// chosen reports whether what call reaches is not known from the call alone.
func chosen(call ssa.CallInstruction) bool {
	return call != nil && call.Common().StaticCallee() == nil
}

// enter returns the frame of fn called by call, or ok false if the chain is too deep or recursive.
func (e *Engine) enter(fn *ssa.Function, call ssa.CallInstruction, mc *ssa.MakeClosure, parent *frame) (fr *frame, ok bool) {
	return e.frame(frameKey{fn: fn, call: call, mc: mc, parent: parent}, nil)
}

func (e *Engine) frame(k frameKey, bound []Set) (*frame, bool) {
	depth, choices := 1, 0
	for f := k.parent; f != nil; f = f.parent {
		if f.fn == k.fn {
			return nil, false
		}
		if chosen(f.call) {
			choices++
		}
		depth++
	}
	if choices >= maxChoices && chosen(k.call) {
		return nil, true // whoever calls it
	}
	if depth > maxFrames {
		return nil, false
	}
	if fr := e.frames[k]; fr != nil && bound == nil {
		return fr, true
	}
	fr := &frame{frameKey: k, depth: depth, bound: bound}
	e.frames[k] = fr
	return fr, true
}

// argument returns what call passes for prm, or nil.
func argument(call ssa.CallInstruction, prm *ssa.Parameter) ssa.Value {
	args := program.Arguments(call.Common())
	for i, q := range prm.Parent().Params {
		if q == prm && i < len(args) {
			return args[i]
		}
	}
	return nil
}

// parameter answers for a parameter: from the frame's call, or from all callers.
func (e *Engine) parameter(prm *ssa.Parameter, p *path, at ssa.Instruction, fr *frame) Set {
	fn := prm.Parent()
	if fr != nil && fr.fn == fn {
		if fr.bound != nil {
			for i, q := range fn.Params {
				if q == prm && i < len(fr.bound) {
					return fr.bound[i]
				}
			}
			return nil
		}
		if fr.call != nil {
			return e.settle(e.passed(fr.call, prm, p, fr.parent), fn, fr.call, at)
		}
	}
	if s := e.lent(prm, p, at); s != nil {
		return s
	}
	if p == nil && scalar(prm.Type()) || IsNode(prm.Type()) && nodeItself(p) {
		return Set{{Kind: Param, Param: prm}}
	}
	if list, ok := prm.Type().Underlying().(*types.Slice); ok && p != nil && p.kind == elem && p.tail == nil && scalar(list.Elem()) {
		return Set{{Kind: Param, Param: prm, Elem: true}}
	}
	if p == nil && e.isResponse(prm.Type()) && len(e.Callers(fn)) == 0 {
		return Set{{Kind: Response, Answer: prm}}
	}
	var s Set
	compared := asserts(p) && e.own(p.typ) != nil && e.isTarget(prm)
	if compared {
		s = e.target(p)
	}
	for _, from := range e.sites(fn) {
		s = s.add(e.settle(e.passed(from.call, prm, p, from.frame), fn, from.call, at).each(func(o *Origin) { o.take(from.call.Pos(), "passed here") }))
	}
	if p != nil && !compared && e.reachable(fn) {
		s = s.add(e.unseen(prm.Type(), p, len(s) == 0))
	}
	return s
}

// lent answers for a parameter of a function that is handed to a library's function together
// with a list: slices.ContainsFunc(list, func(x T) bool { … }) passes the elements.
func (e *Engine) lent(prm *ssa.Parameter, p *path, at ssa.Instruction) Set {
	fn := prm.Parent()
	if len(e.lends[fn]) == 0 {
		return nil
	}
	var s Set
	for _, call := range e.lends[fn] {
		s = s.add(e.member(prm, p, at, call)).add(e.ranging(prm, p, call))
		for _, arg := range call.Common().Args {
			list, ok := arg.Type().Underlying().(*types.Slice)
			if ok && types.Identical(list.Elem(), prm.Type()) {
				s = s.add(e.step(step{kind: elem}, arg, p, call, nil))
			}
		}
	}
	return s
}

// passed asks for what call passes for prm. A method called through an interface gets the
// dynamic value of its receiver's type.
func (e *Engine) passed(call ssa.CallInstruction, prm *ssa.Parameter, p *path, fr *frame) Set {
	arg := argument(call, prm)
	if arg == nil {
		return nil
	}
	if types.IsInterface(arg.Type()) && !types.IsInterface(prm.Type()) {
		return e.receiver(arg, prm, p, call, fr)
	}
	if _, isPtr := arg.Type().Underlying().(*types.Pointer); isPtr && p == nil && scalar(prm.Type()) {
		return e.memory(arg, nil, call, fr) // what the pointer leads to
	}
	return at(e.value(arg, p, call, fr), call.Pos())
}

// reachable reports whether code that is not seen may call fn.
func (e *Engine) reachable(fn *ssa.Function) bool {
	if fn.Parent() != nil {
		return e.taken[fn] && e.escapes(fn)
	}
	obj := fn.Object()
	return obj == nil || obj.Exported() || e.taken[fn] || len(e.Callers(fn)) == 0
}

// scalar reports whether a value of type t is one number, string or the like.
func scalar(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Interface:
		_, isTypeParam := types.Unalias(t).(*types.TypeParam)
		return isTypeParam || u.Empty()
	}
	return false
}

// freeVar answers for a variable that a closure captured, as it stands when the closure runs.
func (e *Engine) freeVar(fv *ssa.FreeVar, p *path, fr *frame) Set {
	fn := fv.Parent()
	k := 0
	for fn.FreeVars[k] != fv {
		k++
	}
	outer := fr
	if fr != nil && fr.fn == fn {
		outer = fr.parent
		if fr.mc != nil && fr.call != nil && fr.call.Parent() == fr.mc.Parent() {
			return e.captured(fn, fr.mc.Bindings[k], p, fr.call, outer)
		}
	}
	if fn.Parent() == nil && fn.Synthetic == "" {
		return nil
	}
	// A frame of the function that the closure stands in, if the question went through it.
	var in *frame
	for f := outer; f != nil; f = f.parent {
		if f.fn == fn.Parent() {
			in = f
			break
		}
	}
	var s Set
	for _, mc := range e.closures(fn) {
		for _, use := range closureUses(mc) {
			s = s.add(e.captured(fn, mc.Bindings[k], p, use, in))
		}
	}
	return s
}

// captured asks for what a closure of fn captured: the content of a variable, or the receiver of a
// method value.
func (e *Engine) captured(fn *ssa.Function, bound ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	if fn.Parent() == nil {
		return e.value(bound, p, at, fr)
	}
	return e.memory(bound, p, at, fr)
}

// closures returns the instructions that make a closure of fn.
func (e *Engine) closures(fn *ssa.Function) []*ssa.MakeClosure { return e.made[fn] }

// global answers for a package-level variable, with what any function leaves in it.
func (e *Engine) global(g *ssa.Global, p *path, fr *frame) Set {
	if g.Pkg == nil || g.Pkg.Pkg != e.pkg {
		return e.unknown(g.Type(), p)
	}
	var s Set
	for _, fn := range e.globals[g] {
		left, _ := e.exit(fn, g, p, nil)
		s = s.add(left)
	}
	if t := e.own(g.Type()); t != nil && p != nil && e.handedOut(g) {
		for _, w := range e.written(t) {
			left, _ := e.exit(w.fn, w.root, p, nil)
			s = s.add(left)
		}
	}
	return s
}

// handedOut reports whether a function returns the variable's address, or the pointer that it holds:
// who has it may write to it.
func (e *Engine) handedOut(g *ssa.Global) bool {
	if yes, ok := e.handsOut[g]; ok {
		return yes
	}
	yes := false
	for _, fn := range e.globals[g] {
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok {
				continue
			}
			for _, v := range ret.Results {
				root, p := e.locate(v)
				yes = yes || root == ssa.Value(g) && p == nil && isPointer(v.Type())
			}
		}
	}
	e.handsOut[g] = yes
	return yes
}

// exit asks what fn leaves at path p from root (a parameter, free variable or global) when it
// returns; passed reports whether some way through it leaves what was there.
func (e *Engine) exit(fn *ssa.Function, root ssa.Value, p *path, fr *frame) (s Set, passed bool) {
	if !e.writes(fn, root, p) {
		return nil, true
	}
	if e.fuel--; e.fuel < 0 || len(e.asking) > maxDepth {
		e.low = 0
		return nil, true
	}
	k := exitKey{fn, root, p, fr, e.texts, e.here}
	if known, ok := e.exits[k]; ok {
		return known.set, known.passed
	}
	if depth, ok := e.exiting[k]; ok {
		e.low = min(e.low, depth)
		return nil, true
	}
	if a, ok := e.partialExits[k]; ok {
		e.use(a)
		return a.set, a.passed
	}
	question := e.begin()
	e.exiting[k] = question.depth
	defer func() {
		delete(e.exiting, k)
		if e.end(question) {
			e.exits[k] = exited{s, passed}
		} else {
			e.partialExits[k] = partial{s, passed, question}
			e.halfExits = append(e.halfExits, k)
		}
	}()
	var rets []ssa.Instruction
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			rets = append(rets, ret)
		}
	}
	if len(rets) == 0 {
		return nil, false
	}
	return e.walkFrom(rets, root, p, fr, nil)
}

type exited struct {
	set    Set
	passed bool
}

type exitKey struct {
	fn    *ssa.Function
	root  ssa.Value
	path  *path
	frame *frame
	texts bool          // as Stored asks
	here  *ssa.Function // as Here asks
}
