package origin

import "golang.org/x/tools/go/ssa"

// Handed returns what v, prm or a part of it, is where call passes it, as the caller sees it.
func (e *Engine) Handed(call ssa.CallInstruction, prm *ssa.Parameter, v ssa.Value) Set {
	var p *path
	if v != ssa.Value(prm) {
		var root ssa.Value
		if root, p = e.locate(v); root != ssa.Value(prm) {
			return nil
		}
	}
	var s Set
	e.in(call.Parent(), func() { s = e.passed(call, prm, p, nil) })
	return s
}

// PartOf returns the parameter that v is, or is a part of, or nil.
func (e *Engine) PartOf(v ssa.Value) *ssa.Parameter {
	root, _ := e.locate(v)
	prm, _ := root.(*ssa.Parameter)
	return prm
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
