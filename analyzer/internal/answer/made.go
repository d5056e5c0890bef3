package answer

import "golang.org/x/tools/go/ssa"

// Made returns the calls of http.NewRequest that the request v can come from, in its own function or
// another of the package, itself or as a copy; and whether it comes from nothing else that is known: other
// packages may hand in more.
func (e *Engine) Made(v ssa.Value) (made []*ssa.Call, all bool) {
	return e.made(v, 0)
}

func (e *Engine) made(v ssa.Value, depth int) (made []*ssa.Call, all bool) {
	for _, src := range e.sources(v) {
		if c, ok := src.(*ssa.Const); ok && c.IsNil() {
			continue // returned beside an error
		}
		if _, ok := src.(*ssa.Parameter); ok {
			continue
		}
		if call := madeBy(src); call != nil {
			made = append(made, call)
			continue
		}
		call := callOf(src)
		if call == nil || call.Call.StaticCallee() == nil || depth > 6 {
			return nil, false
		}
		switch fullName(call.Call.StaticCallee()) {
		case "(*net/http.Request).Clone", "(*net/http.Request).WithContext":
			inner, ok := e.made(call.Call.Args[0], depth+1)
			if !ok {
				return nil, false
			}
			made = append(made, inner...)
		default:
			return nil, false
		}
	}
	return made, true
}
