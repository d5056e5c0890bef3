package origin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/envelope"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Here is Of, with answers as the function of v sees them: one that the function, or a function
// around it, holds is the value that it holds, whoever sent it. Where the response is a field of
// what the function holds, Origin.Held says which. It is what a fix needs to know: by which name the
// response of a body is at hand.
func (e *Engine) Here(v ssa.Value) Set {
	fn := v.Parent()
	if fn == nil {
		return nil
	}
	var s Set
	e.in(fn, func() { s = e.expand(e.value(v, nil, pointOf(v), nil), fn) })
	return s
}

// in calls ask with questions answered as fn sees it.
func (e *Engine) in(fn *ssa.Function, ask func()) {
	if e.here != nil {
		return
	}
	e.dynamicCallers(fn) // asks questions of its own, once
	if e.views == nil {
		e.views = map[*ssa.Function]view{}
	}
	seen, ok := e.views[fn]
	if !ok {
		seen = view{map[query]Set{}, map[birthKey]Set{}}
		e.views[fn] = seen
	}
	all := view{e.memo, e.born}
	e.here, e.memo, e.born = fn, seen.memo, seen.born
	defer func() { e.here, e.memo, e.born = nil, all.memo, all.born }()
	e.refuel()
	ask()
}

// A view is what was found out from where a function stands.
type view struct {
	memo map[query]Set
	born map[birthKey]Set
}

// mine reports whether v is a value of the function that asks, or of one around it.
func (e *Engine) mine(v ssa.Value) bool {
	return e.here != nil && v.Parent() != nil && within(e.here, v.Parent())
}

// given is define, for a question as Here asks it too: what the function got from elsewhere (a
// parameter, the result of a call) may hold the response beside the body.
func (e *Engine) given(v ssa.Value, p *path, at ssa.Instruction, fr *frame) Set {
	if !e.mine(v) {
		return e.define(v, p, at, fr)
	}
	switch v.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Call, *ssa.Extract, *ssa.TypeAssert:
	default:
		return e.define(v, p, at, fr)
	}
	if p != nil && p.kind == field && p.tail == nil {
		if f := fieldOf(v.Type(), p.name); f != nil && e.isResponse(f.Type()) {
			return Set{{Kind: Response, Answer: v, Held: f.Name()}}
		}
	}
	if prm, ok := v.(*ssa.Parameter); ok && p == nil {
		if s, ok := e.bodyParam(prm); ok {
			return s
		}
	}
	s := e.define(v, p, at, fr)
	if !s.Has(Body) && !s.Has(HTTP) {
		return s
	}
	if prm, ok := v.(*ssa.Parameter); ok && (envelope.Is(prm.Type()) || envelope.Inner(prm.Type())) {
		if resp := e.lonely(prm); resp != nil {
			return s.each(func(o *Origin) {
				if o.Kind == Body {
					o.Answer, o.Held = resp, ""
				}
			})
		}
	}
	call, i := callResult(v)
	if call != nil {
		s = e.handed(s, call, fr)
	}
	if call != nil {
		s = e.beside(s, call, i, at, fr)
	}
	if prm, ok := v.(*ssa.Parameter); ok {
		s = e.besideParam(s, prm, at, fr)
	}
	if st := program.StructOf(v.Type()); st != nil && p != nil {
		for f := range st.Fields() {
			if !e.isResponse(f.Type()) {
				continue
			}
			if q, ok := e.cons(step{kind: field, name: f.Name()}, nil); ok {
				s = relabel(s, e.define(v, q, at, fr), v, f.Name())
			}
			if f.Exported() && len(responseFields(st)) == 1 { // filled together in another package
				s = s.each(func(o *Origin) {
					if o.Kind == Body && o.Imported != nil && o.Answer == nil {
						o.Answer, o.Held = v, f.Name()
					}
				})
			}
		}
	}
	return s
}

func responseFields(st *types.Struct) []*types.Var {
	var out []*types.Var
	for f := range st.Fields() {
		if IsResponse(f.Type()) {
			out = append(out, f)
		}
	}
	return out
}

// besideParam finds the response of a body that a function gets among its other parameters: the one
// that its callers pass with it.
func (e *Engine) besideParam(s Set, prm *ssa.Parameter, at ssa.Instruction, fr *frame) Set {
	for _, other := range prm.Parent().Params {
		if other != prm && e.isResponse(other.Type()) {
			s = relabel(s, e.define(other, nil, at, fr), other, "")
		}
	}
	return s
}

// bodyParam answers for a parameter that nobody in the package passes, and that is named as a body
// is, beside the one response that the function gets.
func (e *Engine) bodyParam(prm *ssa.Parameter) (Set, bool) {
	if !bodyName(prm) {
		return nil, false
	}
	resp := e.lonely(prm)
	if resp == nil {
		return nil, false
	}
	return Set{{Kind: Body, Answer: resp}}, true
}

// bodyName reports whether a parameter is called as the body of an answer is.
func bodyName(prm *ssa.Parameter) bool {
	switch strings.ToLower(prm.Name()) {
	case "body", "data", "raw", "b", "bs", "buf", "bytes", "payload", "content", "respbody", "rawbody", "responsebody":
		return isBytes(prm.Type()) || isText(prm.Type()) || IsReader(prm.Type())
	}
	return false
}

// decodedBy finds the response of a body that a call decoded into a variable: among the call's results,
// or what it was handed.
func (e *Engine) decodedBy(s Set, instr ssa.CallInstruction, fr *frame) Set {
	call, ok := instr.(*ssa.Call)
	if !ok || !e.mine(call) || !s.Has(Body) {
		return s
	}
	s = e.beside(s, call, -1, call, fr)
	unknown := func(o Origin) bool { return o.Kind == Body && o.Answer == nil }
	if len(s.filter(unknown)) == 0 {
		return s
	}
	from := e.passedTo(call, fr, 0)
	if len(from) != 1 {
		from = nil
		if results, ok := call.Type().(*types.Tuple); ok {
			for j := range results.Len() {
				if x, ok := resultValue(call, j).(*ssa.Extract); ok && e.isResponse(x.Type()) {
					from = append(from, Origin{Answer: x})
				}
			}
		}
	}
	if len(from) != 1 {
		return s
	}
	return s.each(func(o *Origin) {
		if unknown(*o) {
			o.Answer, o.Held = from[0].Answer, from[0].Held
		}
	})
}

// handed finds the response of a body that a function of another package returns: the one response,
// or body, that it is handed.
func (e *Engine) handed(s Set, call *ssa.Call, fr *frame) Set {
	unknown := func(o Origin) bool { return o.Kind == Body && o.Imported != nil && o.Answer == nil }
	if len(s.filter(unknown)) == 0 {
		return s
	}
	from := e.passedTo(call, fr, 0)
	if len(from) != 1 {
		return s
	}
	return s.each(func(o *Origin) {
		if unknown(*o) {
			o.Answer, o.Held = from[0].Answer, from[0].Held
		}
	})
}

// passedTo returns the responses among what call is handed, themselves, as bodies, or in what other
// calls made of them.
func (e *Engine) passedTo(call *ssa.Call, fr *frame, depth int) Set {
	var from Set
	for _, arg := range program.Arguments(call.Common()) {
		known := false
		for _, o := range e.value(arg, nil, call, fr) {
			if (o.Kind == Response || o.Kind == Body) && o.Answer != nil {
				known = true
				from = from.add(Set{{Kind: Response, Answer: o.Answer, Held: o.Held}})
			}
		}
		for _, p := range e.scalars(arg.Type(), 0) { // what was decoded before
			for _, o := range e.value(arg, p, call, fr) {
				if o.Kind == Body && o.Answer != nil {
					known = true
					from = from.add(Set{{Kind: Response, Answer: o.Answer, Held: o.Held}})
				}
			}
		}
		if made, _ := callResult(arg); made != nil && !known && depth < 3 {
			from = from.add(e.passedTo(made, fr, depth+1))
		}
	}
	return from
}

// Passed returns the responses that call hands on, themselves, as bodies, or as what was decoded from
// them, as the function around it sees them.
func (e *Engine) Passed(call *ssa.Call) Set {
	var s Set
	e.in(call.Parent(), func() {
		s = e.passedTo(call, nil, 0)
		for _, arg := range program.Arguments(call.Common()) {
			own := e.own(arg.Type())
			if own == nil {
				continue
			}
			for _, p := range e.scalars(own.Underlying(), 0) {
				for _, o := range e.value(arg, p, call, nil) {
					if o.Kind == Body && o.Answer != nil {
						s = s.add(Set{{Kind: Response, Answer: o.Answer, Held: o.Held}})
					}
				}
			}
		}
	})
	return s
}

// scalars returns the paths to the scalar fields of a struct.
func (e *Engine) scalars(t types.Type, depth int) []*path {
	st := program.StructOf(t)
	if st == nil {
		return nil
	}
	var out []*path
	for f := range st.Fields() {
		if scalar(f.Type()) {
			if p, ok := e.fieldPath([]string{f.Name()}); ok {
				out = append(out, p)
			}
			continue
		}
		if depth < 2 {
			for _, inner := range e.scalars(f.Type(), depth+1) {
				if p, ok := e.cons(step{kind: field, name: f.Name()}, inner); ok {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// beside finds the response of a body that is result i of a call among the call's other results.
func (e *Engine) beside(s Set, call *ssa.Call, i int, at ssa.Instruction, fr *frame) Set {
	results, ok := call.Type().(*types.Tuple)
	if !ok {
		return s
	}
	for j := range results.Len() {
		if j == i || !e.isResponse(results.At(j).Type()) {
			continue
		}
		if x, ok := resultValue(call, j).(*ssa.Extract); ok {
			s = relabel(s, e.result(call, j, nil, at, fr), x, "")
		}
	}
	return s
}

// relabel says of each body in s whose response is among those of answers that v holds it.
func relabel(s, answers Set, v ssa.Value, held string) Set {
	return s.each(func(o *Origin) {
		if o.Answer == nil || o.Kind != Body && o.Kind != HTTP {
			return
		}
		for _, a := range answers {
			if a.Kind == Response && a.Answer == o.Answer && a.Held == o.Held {
				o.Answer, o.Held = v, held
				return
			}
		}
	})
}

// fieldOf returns the field of the struct t, or of the struct that t points to, with a name.
func fieldOf(t types.Type, name string) *types.Var {
	st := program.StructOf(t)
	if st == nil {
		return nil
	}
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}
