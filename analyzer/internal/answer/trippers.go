package answer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Trippers returns the functions of the package that the send goes through (the RoundTrip of its
// client's transport, the Do of a client of the package's own), and whether it can also go by none
// of them.
func (e *Engine) Trippers(s *send.Send) (fns []*ssa.Function, direct bool) {
	return functions(e.through(s))
}

// TrippersOf is Trippers for the sends that go through the client v.
func (e *Engine) TrippersOf(v ssa.Value) (fns []*ssa.Function, direct bool) {
	return functions(e.trippers(e.spots(spot{v, nil}), "Do"))
}

func functions(w ways) (fns []*ssa.Function, direct bool) {
	for _, t := range w.trippers {
		fns = append(fns, t.fn)
	}
	return fns, w.direct || w.settled
}

// Outside returns what of other packages the send goes through: functions that yield its client or
// transport, or methods of these. complete is false if it can also go by none of them.
func (e *Engine) Outside(s *send.Send) (fns []*types.Func, complete bool) {
	if s.Client == nil || s.Library != send.NetHTTP {
		return nil, false
	}
	complete = true
	var visit func(at spot, method string)
	visit = func(at spot, method string) {
		if fn := e.outsider(at.v, method); fn != nil {
			fns = append(fns, fn)
			return
		}
		transports := e.transports(at)
		complete = complete && len(transports) > 0 && method != "RoundTrip"
		for _, tr := range transports {
			visit(tr, "RoundTrip")
		}
	}
	for _, v := range e.spots(spot{s.Client, nil}) {
		visit(v, s.Method)
	}
	return fns, complete && len(fns) > 0
}

// outsider returns the function of another package that yields v, or the method of v that sends; nil if v is
// the package's own.
func (e *Engine) outsider(v ssa.Value, method string) *types.Func {
	if call := callOf(v); call != nil {
		if callee := call.Call.StaticCallee(); callee != nil && len(callee.Blocks) == 0 {
			fn, _ := callee.Object().(*types.Func)
			return fn
		}
		return nil
	}
	named := namedOf(v.Type())
	if named == nil || named.Pkg() == nil || named.Pkg() == e.pkg || isHTTPClient(v.Type()) {
		return nil
	}
	sel := types.NewMethodSet(types.NewPointer(named.Type())).Lookup(named.Pkg(), method)
	if sel == nil {
		return nil
	}
	fn, _ := sel.Obj().(*types.Func)
	return fn
}
