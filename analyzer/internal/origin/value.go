package origin

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A query asks what the part of v at path can come from, when memory is read at the
// instruction at, in the call chain frame (nil: any).
type query struct {
	v     ssa.Value
	path  *path
	at    ssa.Instruction
	frame *frame
}

const (
	maxFuel  = 5_000 // steps for one question, which seldom takes ten; past that the origin is not told
	minFuel  = 200   // … once the package's budget is spent
	maxDepth = 100   // nested questions

	baseBudget = 200_000 // steps for a package
	perInstr   = 6       // … and for each of its instructions: clients of a thousand instructions and more need up to three
)

// refuel gives the next question its steps. A package gets so many in all: no input makes it take
// for ever.
func (e *Engine) refuel() {
	e.spent += e.granted - max(e.fuel, 0)
	e.granted = maxFuel
	if e.spent > e.budget {
		e.granted = minFuel
	}
	e.fuel = e.granted
}

// value answers a query. Cycles (loops, recursion) add nothing to the union and end there;
// an answer that was cut short by one is not remembered.
func (e *Engine) value(v ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	if e.fuel--; e.fuel < 0 || len(e.asking) > maxDepth {
		e.low = 0
		return nil
	}
	if _, basic := v.Type().Underlying().(*types.Basic); basic && p != nil && p.kind == field {
		return nil // of another instance of a generic type
	}
	q := query{v, p, at, fr}
	if c, ok := v.(*ssa.Const); ok && p == nil && !reference(c.Type()) {
		q = query{v: v} // is the same everywhere
	}
	if s, ok := e.memo[q]; ok {
		return s
	}
	if depth, ok := e.active[q]; ok {
		e.low = min(e.low, depth)
		return nil
	}
	if a, ok := e.partial[q]; ok {
		e.use(a)
		return a.set
	}
	question := e.begin()
	e.active[q] = question.depth

	var s Set
	if _, boxed := v.(*ssa.MakeInterface); p == nil && e.mine(v) && e.isResponse(v.Type()) {
		s = Set{{Kind: Response, Answer: v}}
	} else if p != nil && !boxed && reference(v.Type()) {
		s = e.memory(v, p, at, fr)
	} else {
		s = e.given(v, p, at, fr)
	}

	delete(e.active, q)
	if e.end(question) {
		e.memo[q] = s
	} else {
		e.partial[q] = partial{set: s, waiting: question}
		e.halfValues = append(e.halfValues, q)
	}
	return s
}

// reference reports whether a part of a value of type t lives in memory that others can write.
func reference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Interface:
		return true
	}
	return false
}

// define answers for v where it is defined, whatever was written through it since.
func (e *Engine) define(v ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	if p != nil && p.kind == field {
		if s, ok := e.responseField(v, p, at, fr); ok {
			return s
		}
	}
	if e.texts && p == nil && e.isLeaf(v) {
		return Set{{Kind: Made, Value: v}}
	}
	switch v := v.(type) {
	case *ssa.Const:
		if p == nil && v.Value != nil && v.Value.Kind() == constant.String {
			return Set{{Kind: Const, Const: v}}
		}
		return nil
	case *ssa.MakeChan:
		if p == nil {
			return Set{{Kind: Chan, Chan: v}}
		}
		return nil
	case *ssa.Function:
		if p != nil {
			return e.sequence(v, nil, p, fr)
		}
		return Set{{Kind: Func, Fn: v}}
	case *ssa.MakeClosure:
		if p != nil {
			return e.sequence(v.Fn.(*ssa.Function), v, p, fr)
		}
		return Set{{Kind: Func, Fn: v.Fn.(*ssa.Function)}}
	case *ssa.Parameter:
		return e.parameter(v, p, at, fr)
	case *ssa.FreeVar:
		return e.freeVar(v, p, fr)
	case *ssa.Global:
		return e.global(v, p, fr)
	case *ssa.Alloc:
		return nil // zero
	case *ssa.FieldAddr, *ssa.IndexAddr:
		if p == nil {
			return nil
		}
		return e.memory(v, p, at, fr)
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.IndexAddr); ok && p == nil {
			return e.unOp(v, p, at, fr).add(e.lookedUp(addr.X, addr.Index, v, fr))
		}
		return e.unOp(v, p, at, fr)
	case *ssa.Field:
		return e.step(step{kind: field, name: program.FieldName(v.X.Type(), v.Field)}, v.X, p, v, fr)
	case *ssa.Index:
		if isText(v.X.Type()) {
			return e.part(e.value(v.X, nil, v, fr))
		}
		return e.step(e.indexStep(v.X, v.Index), v.X, p, v, fr)
	case *ssa.Lookup:
		return e.lookup(v, p, fr).add(e.lookedUp(v.X, v.Index, v, fr))
	case *ssa.Extract:
		return e.extract(v, p, at, fr)
	case *ssa.Phi:
		if s, ok := e.descended(v, p, fr); ok {
			return s
		}
		var s Set
		for i, edge := range v.Edges {
			pred := v.Block().Preds[i]
			s = s.add(e.value(edge, p, pred.Instrs[len(pred.Instrs)-1], fr))
		}
		return s
	case *ssa.BinOp:
		return e.binOp(v, p, fr)
	case *ssa.Convert:
		if isBytes(v.X.Type()) {
			at = v // a copy, made here
		}
		return e.value(v.X, p, at, fr)
	case *ssa.ChangeType, *ssa.MultiConvert, *ssa.ChangeInterface, *ssa.SliceToArrayPointer:
		return e.value(*v.(ssa.Instruction).Operands(nil)[0], p, at, fr)
	case *ssa.MakeInterface:
		return e.makeInterface(v, p, at, fr)
	case *ssa.TypeAssert:
		return e.typeAssert(v, p, at, fr)
	case *ssa.Slice:
		s := e.value(v.X, p, at, fr)
		if isText(v.X.Type()) && (v.Low != nil || v.High != nil) {
			s = e.part(s)
		}
		return s
	case *ssa.Call:
		return e.result(v, 0, p, at, fr)
	}
	return nil
}

// isLeaf reports whether Stored stops at v: an operation, or the result of another package's function.
func (e *Engine) isLeaf(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.BinOp:
		return true
	case *ssa.Call:
		return e.isForeign(v)
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && e.isForeign(call)
	case *ssa.Alloc:
		return true
	}
	return false
}

func (e *Engine) isForeign(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && !e.ours(fn)
}

// step asks for v with s put before p.
func (e *Engine) step(s step, v ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	q, ok := e.cons(s, p)
	if !ok {
		return nil
	}
	return e.value(v, q, at, fr)
}

func (e *Engine) part(s Set) Set {
	return s.each(func(o *Origin) { o.Part = true })
}

func (e *Engine) composed(s Set) Set {
	return s.each(func(o *Origin) { o.Part, o.Composed = true, true })
}

func (e *Engine) unOp(v *ssa.UnOp, p *path, at ssa.Instruction, fr *frame) Set {
	switch v.Op {
	case token.MUL:
		if p == nil || !reference(v.Type()) {
			at = v // a copy, made here
			if ret := e.returnOf(v); ret != nil {
				at = ret
			}
		}
		return e.memory(v.X, p, at, fr)
	case token.ARROW:
		return e.received(v.X, v, p, fr)
	case token.SUB, token.XOR:
		return e.part(e.value(v.X, p, v, fr))
	}
	return nil
}

func (e *Engine) binOp(v *ssa.BinOp, p *path, fr *frame) Set {
	if p != nil {
		return nil
	}
	switch v.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return nil
	case token.ADD:
		if s, ok := v.Type().Underlying().(*types.Basic); ok && s.Info()&types.IsString != 0 {
			return e.composed(e.value(v.X, nil, v, fr).add(e.value(v.Y, nil, v, fr))).filter(notConst)
		}
	}
	return e.part(e.value(v.X, nil, v, fr).add(e.value(v.Y, nil, v, fr))).filter(notConst)
}

func notConst(o Origin) bool { return o.Kind != Const }

func (e *Engine) extract(v *ssa.Extract, p *path, at ssa.Instruction, fr *frame) Set {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return e.result(t, v.Index, p, at, fr)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return e.typeAssert(t, p, at, fr)
		}
	case *ssa.Lookup:
		if v.Index == 0 {
			return e.lookup(t, p, fr).add(e.lookedUp(t.X, t.Index, t, fr))
		}
	case *ssa.UnOp: // v, ok := <-ch
		if v.Index == 0 {
			return e.received(t.X, t, p, fr)
		}
	case *ssa.Select:
		n := 2
		for _, state := range t.States {
			if state.Dir == types.RecvOnly {
				if n == v.Index {
					return e.received(state.Chan, t, p, fr)
				}
				n++
			}
		}
	case *ssa.Next:
		r, ok := t.Iter.(*ssa.Range)
		if ok && v.Index == 2 && !t.IsString {
			return e.ranged(t, r.X, p, at, fr)
		}
		if ok && v.Index == 1 && p == nil {
			if _, isMap := r.X.Type().Underlying().(*types.Map); isMap {
				return e.step(step{kind: keys}, r.X, nil, t, fr)
			}
		}
	}
	return nil
}

func (e *Engine) lookup(v *ssa.Lookup, p *path, fr *frame) Set {
	if s, ok := e.lastKey(v, p, fr); ok {
		return s
	}
	if keys := e.lookupKeys(v, fr); len(keys) > 0 {
		var s Set
		for _, name := range keys {
			s = s.add(e.step(step{kind: key, name: name}, v.X, p, v, fr))
		}
		if len(keys) > 1 {
			s = e.part(s)
		}
		return s
	}
	return e.step(e.lookupStep(v.Index), v.X, p, v, fr)
}

// lookupKeys returns the constants that the key of v is, where a function was handed it; nil if that is
// not so.
func (e *Engine) lookupKeys(v *ssa.Lookup, fr *frame) []string {
	if prm, ok := v.Index.(*ssa.Parameter); !ok || !isText(prm.Type()) {
		return nil
	}
	return e.keyTexts(v.Index, v, fr)
}

// lookupStep is the step into a map at index.
func (e *Engine) lookupStep(index ssa.Value) step {
	if c, ok := index.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return step{kind: key, name: constant.StringVal(c.Value)}
	}
	return step{kind: elem}
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// pointOf returns the instruction that defines v, or nil for what is there from the start.
func pointOf(v ssa.Value) ssa.Instruction {
	instr, _ := v.(ssa.Instruction)
	return instr
}
