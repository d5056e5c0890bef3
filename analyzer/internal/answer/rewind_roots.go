package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// handedIn returns what the call site hands to n's function of the part p: the arguments that p comes from,
// and the variables that n's function, a literal, shares with the one around it.
func (n *node) handedIn(p part, site ssa.CallInstruction, seen map[ssa.Value]bool) []part {
	if n.rewinds(p) {
		return nil
	}
	var found []part
	for _, r := range n.e.roots(p, seen, 0) {
		switch v := r.v.(type) {
		case *ssa.Parameter:
			if v.Parent() != n.fn() {
				found = append(found, r) // of the function around it
				continue
			}
			i := slices.Index(n.fn().Params, v)
			args := site.Common().Args
			if site.Common().IsInvoke() {
				i--
			}
			if i >= 0 && i < len(args) {
				found = append(found, part{args[i], r.request})
			}
		case *ssa.FreeVar:
			if b := program.Binding(v); b != nil {
				found = append(found, part{captured(b), r.request})
			}
		}
	}
	return found
}

// captured returns what a variable that a literal shares holds, if it is set once.
func captured(v ssa.Value) ssa.Value {
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return v
	}
	var only ssa.Value
	for _, ref := range program.Uses(alloc) {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == v {
			if only != nil {
				return v
			}
			only = st.Val
		}
	}
	if only == nil {
		return v
	}
	return only
}

// rewinds reports whether n's function gives the request a body itself.
func (n *node) rewinds(p part) bool { return p.request && setsBody(n.fn()) }

// setsBody reports whether fn gives a request a body.
func setsBody(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok {
				if fa, ok := st.Addr.(*ssa.FieldAddr); ok && isBody(fieldOf(fa)) {
					return true
				}
			}
		}
	}
	return false
}

// roots returns the parameters and shared variables of p's function that p comes from.
func (e *Engine) roots(p part, seen map[ssa.Value]bool, depth int) []part {
	if p.v == nil || seen[p.v] || depth > 12 {
		return nil
	}
	seen[p.v] = true
	next := func(v ssa.Value, request bool) []part { return e.roots(part{v, request}, seen, depth+1) }
	switch v := p.v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return []part{p}
	case *ssa.ChangeInterface:
		return next(v.X, p.request)
	case *ssa.MakeInterface:
		return next(v.X, p.request)
	case *ssa.ChangeType:
		return next(v.X, p.request)
	case *ssa.TypeAssert:
		return next(v.X, p.request)
	case *ssa.Phi:
		var found []part
		for _, edge := range v.Edges {
			found = append(found, next(edge, p.request)...)
		}
		return found
	case *ssa.UnOp:
		if par := spilled(v.X); par != nil {
			return []part{{par, p.request}}
		}
		if fv, ok := v.X.(*ssa.FreeVar); ok {
			return []part{{fv, p.request}}
		}
		if alloc, ok := v.X.(*ssa.Alloc); ok {
			var found []part
			for _, st := range e.stores[place{base: alloc}] {
				found = append(found, next(st.Val, p.request)...)
			}
			return found
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return e.rootsOfCall(call, v.Index, p.request, next)
		}
	case *ssa.Call:
		return e.rootsOfCall(v, 0, p.request, next)
	}
	return nil
}

// rootsOfCall is roots for result i of a call that makes or wraps a request or a reader.
func (e *Engine) rootsOfCall(call *ssa.Call, i int, isRequest bool, next func(ssa.Value, bool) []part) []part {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	if made := madeBy(call); made != nil {
		return next(made.Call.Args[len(made.Call.Args)-1], false)
	}
	switch fullName(fn) {
	case "(*net/http.Request).Clone", "(*net/http.Request).WithContext", "io.NopCloser", "bufio.NewReader", "io.TeeReader", "io.LimitReader":
		return next(call.Call.Args[0], isRequest)
	}
	if len(fn.Blocks) == 0 {
		return nil
	}
	var found []part
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		for _, r := range e.roots(part{ret.Results[i], isRequest}, map[ssa.Value]bool{}, 6) {
			par, ok := r.v.(*ssa.Parameter)
			if !ok {
				continue
			}
			if j := slices.Index(fn.Params, par); j >= 0 && j < len(call.Call.Args) && readable(par.Type()) {
				found = append(found, next(call.Call.Args[j], r.request)...)
			}
		}
	}
	return found
}

// readable reports whether t is a request or a reader: what reading uses up.
func readable(t types.Type) bool {
	if isRequest(t) {
		return true
	}
	ms := types.NewMethodSet(t)
	return ms.Lookup(nil, "Read") != nil
}
