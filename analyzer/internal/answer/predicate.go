package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// recognition says who can tell an error of a 429 from others.
type recognition int

const (
	nobody recognition = iota
	ownPackage
	anybody
)

// recognised reports who can tell the result r, of a 429, from what the function returns for other errors, by a
// predicate of the package: a method or function that yields a boolean, or errors.Is with a sentinel.
func (n *node) recognised(r *result) recognition {
	kinds := ownTypes(r.value, n.e.pkg, nil, 0)
	if len(kinds) == 0 {
		return nobody
	}
	others := n.trace(plain).Returns
	found := nobody
	for _, p := range n.e.predicates() {
		i := slices.IndexFunc(kinds, func(t types.Type) bool { return p.takes(t) })
		if i < 0 {
			continue
		}
		if n.ask(p, r, limited) != yes {
			continue
		}
		if slices.ContainsFunc(others, func(o *result) bool { return n.ask(p, o, plain) == no }) {
			if exported(p.fn) {
				return anybody
			}
			found = ownPackage
		}
	}
	for _, s := range n.e.sentinels() {
		if n.is(r, s.err, limited) == yes && slices.ContainsFunc(others, func(o *result) bool { return n.is(o, s.err, plain) == no }) {
			if s.exported {
				return anybody
			}
			found = ownPackage
		}
	}
	return found
}

// ownTypes returns the types of the package among the results v: of structs, pointers, errors.
func ownTypes(v *value, pkg *types.Package, found []types.Type, depth int) []types.Type {
	if depth > 4 {
		return found
	}
	if v.kind == boxed {
		if obj := namedOf(v.typ); obj != nil && obj.Pkg() == pkg {
			found = append(found, v.typ)
		}
	}
	switch v.kind {
	case tuple, made, boxed:
		for _, el := range v.elems {
			found = ownTypes(el, pkg, found, depth+1)
		}
	}
	return found
}

// predicate is a function of the package that judges an error.
type predicate struct {
	fn   *ssa.Function
	recv bool
}

// takes reports whether the predicate can be asked about a value of type t.
func (p predicate) takes(t types.Type) bool {
	pt := p.fn.Params[0].Type()
	if isErrorType(pt) {
		return true
	}
	return types.Identical(deref(pt), deref(t))
}

// predicates returns the functions and methods of the package with one parameter and a boolean result, which the package
// or others can ask.
func (e *Engine) predicates() []predicate {
	if e.predicate != nil {
		return *e.predicate
	}
	var ps []predicate
	for _, fn := range e.funcs {
		sig := fn.Signature
		if fn.Synthetic != "" || fn.Parent() != nil || len(fn.Params) != 1 || sig.Results().Len() != 1 {
			continue
		}
		if b, ok := sig.Results().At(0).Type().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
			continue
		}
		if obj := namedOf(fn.Params[0].Type()); !isErrorType(fn.Params[0].Type()) && (obj == nil || obj.Pkg() != e.pkg) {
			continue
		}
		if !exported(fn) && len(e.graph.calls[fn]) == 0 {
			continue // nobody asks: a condition for a library's own tries
		}
		ps = append(ps, predicate{fn, sig.Recv() != nil})
	}
	e.predicate = &ps
	return ps
}

// sentinel is an error that a variable of the package holds.
type sentinel struct {
	err      *value
	exported bool
}

// sentinels returns the errors that the package's variables hold.
func (e *Engine) sentinels() []sentinel {
	if e.sentinel != nil {
		return *e.sentinel
	}
	ss := []sentinel{}
	seen := map[*ssa.Global]bool{}
	for _, fn := range e.funcs {
		if fn.Synthetic != "package initializer" {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				st, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				g, ok := st.Addr.(*ssa.Global)
				if !ok || seen[g] || !isErrorType(deref(g.Type())) {
					continue
				}
				seen[g] = true
				if v := e.static(st.Val); v.kind == made || v.kind == boxed {
					ss = append(ss, sentinel{v, g.Object().Exported()})
				}
			}
		}
	}
	e.sentinel = &ss
	return ss
}

// asking returns a walk that evaluates single calls, and the state that r's function left.
func (n *node) asking(r *result, sc scenario) (*walk, *state) {
	w := &walk{e: n.e, sc: sc, fuel: 8000, trace: newTrace(), sub: true}
	return w, &state{env: map[ssa.Value]*value{}, mem: r.mem}
}

// ask evaluates the predicate for the error, or whatever it takes, among r's results.
func (n *node) ask(p predicate, r *result, sc scenario) tri {
	args := argumentsFor(p, r.value)
	if len(args) == 0 {
		return maybe
	}
	w, st := n.asking(r, sc)
	answer := maybe
	for _, v := range args {
		if got := w.evalCall(st, p.fn, []*value{v}); got != nil {
			answer = got.truth()
		}
		if answer == yes {
			return yes
		}
	}
	return answer
}

// argumentsFor returns the values among the results that p can be asked about.
func argumentsFor(p predicate, v *value) []*value {
	var found []*value
	t := p.fn.Params[0].Type()
	boxes(v, 0, func(v *value) bool {
		switch {
		case isErrorType(t):
			found = append(found, v)
		case v.kind == boxed && types.Identical(t, v.typ):
			found = append(found, v.elems[0])
		default:
			return true
		}
		return false
	})
	return found
}

// boxes calls visit for each error and each other value in an interface among the results v, and for those inside
// it if visit says so.
func boxes(v *value, depth int, visit func(*value) bool) {
	switch v.kind {
	case boxed, made:
		if depth > 4 || !visit(v) {
			return
		}
	case tuple:
	default:
		return
	}
	for _, el := range v.elems {
		boxes(el, depth+1, visit)
	}
}

// is evaluates errors.Is for the error among r's results.
func (n *node) is(r *result, target *value, sc scenario) tri {
	w, st := n.asking(r, sc)
	vs := []*value{r.value}
	if r.value.kind == tuple {
		vs = r.value.elems
	}
	for _, v := range vs {
		if v.kind == boxed || v.kind == made {
			return w.errorsIs(st, v, target, 0)
		}
	}
	return maybe
}
