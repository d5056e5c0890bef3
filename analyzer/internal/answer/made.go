package answer

import "golang.org/x/tools/go/ssa"

// A Making is a call of http.NewRequest, and the body that it is given.
type Making struct {
	Call *ssa.Call
	Body ssa.Value // as what calls the function around it passes it, where that is known
}

// Made returns the calls of http.NewRequest that the request v can come from, in its own function or
// another of the package, itself or as a copy; and whether it comes from nothing else that is known: other
// packages may hand in more.
func (e *Engine) Made(v ssa.Value) (made []Making, all bool) {
	return e.made(spot{v, nil}, 0)
}

func (e *Engine) made(at spot, depth int) (made []Making, all bool) {
	for _, src := range e.spots(at) {
		if c, ok := src.v.(*ssa.Const); ok && c.IsNil() {
			continue // returned beside an error
		}
		if _, ok := src.v.(*ssa.Parameter); ok {
			continue
		}
		if call := madeBy(src.v); call != nil {
			made = append(made, Making{call, src.in.passed(call.Call.Args[len(call.Call.Args)-1])})
			continue
		}
		call := callOf(src.v)
		if call == nil || call.Call.StaticCallee() == nil || depth > 6 {
			return nil, false
		}
		switch fullName(call.Call.StaticCallee()) {
		case "(*net/http.Request).Clone", "(*net/http.Request).WithContext":
			inner, ok := e.made(spot{call.Call.Args[0], src.in}, depth+1)
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
