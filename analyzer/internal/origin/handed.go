package origin

import "golang.org/x/tools/go/ssa"

// Handed returns what v, prm or a part of it, is where call passes it, as the caller sees it.
func (e *Engine) Handed(call ssa.CallInstruction, prm *ssa.Parameter, v ssa.Value) Set {
	from, p := e.givenPart(v)
	if from != prm {
		return nil
	}
	var s Set
	e.in(call.Parent(), func() { s = e.passed(call, prm, p, nil) })
	return s
}

// PartOf returns the parameter that v is, or is a part of, or nil.
func (e *Engine) PartOf(v ssa.Value) *ssa.Parameter {
	prm, _ := e.givenPart(v)
	return prm
}

// givenPart returns the parameter that v is a part of, and which part: fields and elements, through copies in
// local variables and assertions of types.
func (e *Engine) givenPart(v ssa.Value) (*ssa.Parameter, *path) {
	var p *path
	for depth := 0; v != nil && depth < 20; depth++ {
		v, p = e.within(v, p)
		if x, ok := v.(*ssa.Extract); ok && x.Index == 0 {
			v = x.Tuple
		}
		switch x := v.(type) {
		case *ssa.Parameter:
			return x, p
		case *ssa.Alloc:
			v = e.onlyStored(x)
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Lookup:
			var ok bool
			if p, ok = e.cons(e.lookupStep(x.Index), p); !ok {
				return nil, nil
			}
			v = x.X
		default:
			return nil, nil
		}
	}
	return nil, nil
}

// lonely returns the one response that the function of prm gets, if nobody in the package calls it.
func (e *Engine) lonely(prm *ssa.Parameter) ssa.Value {
	var responses []ssa.Value
	for _, other := range prm.Parent().Params {
		if other != prm && e.isResponse(other.Type()) {
			responses = append(responses, other)
		}
	}
	if len(responses) != 1 || len(e.Callers(prm.Parent())) > 0 {
		return nil
	}
	return responses[0]
}
