package answer

import "golang.org/x/tools/go/ssa"

// Made returns the calls of http.NewRequest that the request v can come from, in its own function or
// another of the package, and whether it comes from nothing else but, perhaps, the client whose
// RoundTripper v's function is.
func (e *Engine) Made(v ssa.Value) (made []*ssa.Call, all bool) {
	for _, src := range e.sources(v) {
		if call := madeBy(src); call != nil {
			made = append(made, call)
			continue
		}
		if p, ok := src.(*ssa.Parameter); ok && p.Parent().Name() == "RoundTrip" {
			continue
		}
		return nil, false
	}
	return made, true
}
