package answer

import (
	"go/types"
	"iter"
	"slices"
	"strings"

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
			if e.allSettled(e.yielded(fn), e.offers(fn)) {
				fact(obj, &Fact{Through: true})
			}
		}
	}
	for v, vs := range e.offeredVars() {
		if e.allSettled(vs, e.offers(nil)) {
			fact(v, &Fact{Through: true})
		}
	}
}

// yielded returns where the client that fn returns comes from.
func (e *Engine) yielded(fn *ssa.Function) []spot {
	t := &tracing{e: e, seen: map[sight]bool{}, each: true}
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			t.trace(ret.Results[0], 0)
		}
	}
	return t.met()
}

// offeredVars yields the package's exported variables that hold a client, in order of their names, and where each
// comes from.
func (e *Engine) offeredVars() iter.Seq2[*types.Var, []spot] {
	return func(yield func(*types.Var, []spot) bool) {
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
			var vs []spot
			for _, st := range e.stores[place{base: g}] {
				vs = append(vs, e.spots(spot{st.Val, nil})...)
			}
			if !yield(v, vs) {
				return
			}
		}
	}
}

// Offered returns what is wrong with the libraries' clients that other packages get from this one: with their
// settings, whoever sends through them.
func (e *Engine) Offered() []*Report {
	e.fuel = maxFuel
	var found []*Report
	judge := func(vs []spot) {
		for _, v := range vs {
			found = append(found, e.bySettings(v).reports...)
		}
	}
	for _, fn := range e.funcs {
		if obj := object(fn); obj != nil && obj.Exported() && fn.Synthetic == "" && yieldsClient(fn.Signature) && e.offers(fn) {
			judge(e.yielded(fn))
		}
	}
	if e.offers(nil) {
		for _, vs := range e.offeredVars() {
			judge(vs)
		}
	}
	return sortReports(slices.DeleteFunc(found, func(r *Report) bool { return r.pos() == 0 }))
}

// offers is Offers; without it, all is reported.
func (e *Engine) offers(fn *ssa.Function) bool { return e.Offers == nil || e.Offers(fn) }

// yieldsClient reports whether the first result is something that requests go through.
func yieldsClient(sig *types.Signature) bool {
	return sig.Results().Len() > 0 && isClient(sig.Results().At(0).Type())
}

func isClient(t types.Type) bool {
	if isHTTPClient(t) || kitOf(t) != "" {
		return true
	}
	for _, name := range []string{"RoundTrip", "Do"} {
		obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
		if fn, ok := obj.(*types.Func); ok && send.TakesRequest(fn.Signature()) {
			return true
		}
	}
	return false
}

// allSettled reports whether each of the clients or transports settles what becomes of a 429, or is reported if reports
// says that it is here.
func (e *Engine) allSettled(vs []spot, reports bool) bool {
	if len(vs) == 0 {
		return false
	}
	if e.byLibraries(vs, reports) {
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

// byLibraries reports whether each of the clients or transports does with a 429 what a library that made it does,
// or is reported for it, if reports says that it is here.
func (e *Engine) byLibraries(vs []spot, reports bool) bool {
	return !slices.ContainsFunc(vs, func(v spot) bool {
		f := e.bySettings(v).fate
		return f != handled && (f != reported || !reports)
	})
}

// bySettings judges a client or a transport by what its library was told.
func (e *Engine) bySettings(at spot) *verdict {
	s := &send.Send{Library: send.NetHTTP, Response: -1, Err: -1}
	lib := kitOf(at.v.Type())
	k := kits[lib]
	if k == nil {
		if lib != "" {
			return e.byClients(e.origins(at), s)
		}
		return e.byClients(e.clientRoots(at), s)
	}
	s.Library, s.Method = lib, "GET" // which all may repeat
	all := &verdict{}
	for _, root := range e.origins(at) {
		x := e.judgeKit(k, s, root, e.effective(k, s, e.optionsOf(root), nil))
		all.fate = max(all.fate, x.fate)
		all.reports = append(all.reports, x.reports...)
	}
	return all
}

// kitOf returns the library whose client t is, as sends name it; "" for net/http's and others.
func kitOf(t types.Type) string {
	obj := namedOf(t)
	if obj == nil || obj.Pkg() == nil || obj.Name() != "Client" {
		return ""
	}
	for _, lib := range clientKits {
		if strings.Contains(obj.Pkg().Path(), lib.path) {
			return lib.name
		}
	}
	return ""
}

// clientKits are the libraries whose clients are types of their own, by part of their import paths.
var clientKits = []struct{ path, name string }{
	{"go-resty/resty/v2", send.Resty2}, {"resty.dev/v3", send.Resty3}, {"imroc/req/v3", send.Req},
	{"hashicorp/go-retryablehttp", send.Retryable}, {"sethgrid/pester", send.Pester}, {"gojek/heimdall", send.Heimdall},
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
