package answer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// exportClients says which clients and transports that other packages get from this one settle what becomes
// of a 429: functions and variables that hold one, and the RoundTrip methods themselves.
func (e *Engine) exportClients(fact func(types.Object, *Fact)) {
	for _, fn := range e.funcs {
		obj := object(fn)
		if obj == nil || !obj.Exported() || fn.Synthetic != "" {
			continue
		}
		switch {
		case send.IsRoundTrip(fn) && fn.Signature.Recv() != nil:
			if h := e.handed[obj]; h != nil && h.settled {
				fact(obj, &Fact{Through: true})
			}
		case yieldsClient(fn.Signature):
			var vs []ssa.Value
			t := &tracing{e: e, seen: map[sight]bool{}}
			for _, b := range fn.Blocks {
				if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
					t.trace(ret.Results[0], 0)
				}
			}
			vs = t.leaves
			if e.allSettled(vs) {
				fact(obj, &Fact{Through: true})
			}
		}
	}
	scope := e.pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() || len(e.funcs) == 0 || !isClient(v.Type()) {
			continue
		}
		g := e.funcs[0].Prog.Package(e.pkg).Var(name)
		if g == nil {
			continue
		}
		var vs []ssa.Value
		for _, st := range e.stores[place{base: g}] {
			vs = append(vs, e.sources(st.Val)...)
		}
		if e.allSettled(vs) {
			fact(v, &Fact{Through: true})
		}
	}
}

// yieldsClient reports whether the first result is something that requests go through.
func yieldsClient(sig *types.Signature) bool {
	return sig.Results().Len() > 0 && isClient(sig.Results().At(0).Type())
}

func isClient(t types.Type) bool {
	if isHTTPClient(t) {
		return true
	}
	ms := types.NewMethodSet(t)
	for _, name := range []string{"RoundTrip", "Do"} {
		if sel := ms.Lookup(nil, name); sel != nil {
			if sig, ok := sel.Type().(*types.Signature); ok && send.TakesRequest(sig) {
				return true
			}
		}
	}
	return false
}

// allSettled reports whether each of the clients or transports settles what becomes of a 429.
func (e *Engine) allSettled(vs []ssa.Value) bool {
	if len(vs) == 0 {
		return false
	}
	if e.byLibraries(vs) {
		return true
	}
	for _, method := range []string{"RoundTrip", "Do"} {
		w := e.trippers(vs, method)
		if len(w.trippers) == 0 {
			if w.settled || w.doubt {
				return true
			}
			continue
		}
		n := &node{e: e, ways: w}
		if f := n.beneath(); (f == handled || f == reported || f == unclear) && !w.direct {
			return true
		}
	}
	return false
}

// byLibraries reports whether each of the clients or transports retries a 429 as a library that made it does.
func (e *Engine) byLibraries(vs []ssa.Value) bool {
	for _, v := range vs {
		if e.byClients(e.clientRoots(v), &send.Send{Library: send.NetHTTP, Response: -1, Err: -1}).fate != handled {
			return false
		}
	}
	return true
}

// OffersClient reports whether other packages can get something from pkg that requests go through: from a
// function, a method or a variable.
func OffersClient(pkg *types.Package) bool {
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.Func:
			if yieldsClient(obj.Signature()) {
				return true
			}
		case *types.Var:
			if isClient(obj.Type()) {
				return true
			}
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok || types.IsInterface(named) {
				continue
			}
			for m := range named.Methods() {
				if m.Exported() && yieldsClient(m.Signature()) {
					return true
				}
			}
		}
	}
	return false
}
