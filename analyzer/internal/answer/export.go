package answer

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// note keeps what n's function hands up, if other packages can call it.
func (n *node) note(dealt bool) {
	obj := object(n.fn())
	if obj == nil || !reachable(obj) {
		return
	}
	h := n.e.handed[obj]
	if h == nil {
		h = &handing{}
		n.e.handed[obj] = h
		n.e.handedOrder = append(n.e.handedOrder, obj)
	}
	h.dealt = h.dealt || dealt
	h.nodes = append(h.nodes, n)
}

// settled says that what n's function does with a 429 is nothing for other packages to judge.
func (n *node) settled() {
	if obj := object(n.fn()); obj != nil {
		h := n.e.handed[obj]
		if h == nil {
			h = &handing{}
			n.e.handed[obj] = h
		}
		h.settled = true
	}
}

// handing is what is known of a function that hands answers up.
type handing struct {
	nodes   []*node
	dealt   bool
	settled bool
}

func object(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	if obj == nil {
		return nil
	}
	return obj.Origin()
}

// reachable reports whether other packages can call obj: an exported function, or an exported method.
func reachable(obj *types.Func) bool { return obj.Exported() }

// Export calls fact for every function of the package of which others need to know something. passesOn
// says that the package looks at no answers itself, and leaves them to those who call it.
func (e *Engine) Export(passesOn bool, fact func(types.Object, *Fact)) {
	var errs []errorOf
	for _, obj := range e.handedOrder {
		e.fuel = maxFuel
		h := e.handed[obj]
		if h.settled || len(h.nodes) == 0 || e.passesThrough(h.nodes[0].fn()) {
			continue
		}
		if !h.dealt && !passesOn && !e.asked(obj.Signature().Results()) {
			continue
		}
		f := &Fact{Dealt: h.dealt}
		for _, n := range h.nodes {
			f.Sends = append(f.Sends, n.bodies()...)
		}
		slices.Sort(f.Sends)
		f.Sends = slices.Compact(f.Sends)
		for _, s := range append(slices.Clone(Statuses), Failed) {
			for _, n := range h.nodes {
				for _, r := range n.trace(with(s)).Returns {
					o := n.outcome(r, s)
					f.add(o, s)
					errs = append(errs, errorOf{n, r, s})
				}
			}
		}
		if h.dealt || passesOn && f.hasAnswer() {
			fact(obj, f)
		}
	}
	if len(errs) > 0 {
		e.exportPredicates(errs, fact)
	}
	e.fuel = maxFuel
	e.exportClients(fact)
}

// errorOf is what a function returns for a status.
type errorOf struct {
	n *node
	r *result
	s Status
}

func (f *Fact) hasAnswer() bool {
	return slices.ContainsFunc(f.Outcomes, func(o Outcome) bool {
		return slices.ContainsFunc(o.Results, func(r Result) bool { return r.Kind == Answer })
	})
}

// add adds an outcome of the status s.
func (f *Fact) add(o Outcome, s Status) {
	for i := range f.Outcomes {
		if reflect.DeepEqual(f.Outcomes[i].Results, o.Results) {
			if s == Failed {
				f.Outcomes[i].Failed = true
			}
			f.Outcomes[i].Of = f.Outcomes[i].Of.With(s)
			return
		}
	}
	o.Of = o.Of.With(s)
	o.Failed = s == Failed
	f.Outcomes = append(f.Outcomes, o)
}

// outcome describes a result of n's function.
func (n *node) outcome(r *result, s Status) Outcome {
	vs := []*value{r.value}
	if r.value.kind == tuple {
		vs = r.value.elems
	}
	var o Outcome
	for i, v := range vs {
		sig := r.at.Parent().Signature.Results()
		if i >= sig.Len() {
			break
		}
		o.Results = append(o.Results, n.describe(v, sig.At(i).Type(), r, s))
	}
	return o
}

// describe describes a value for another package.
func (n *node) describe(v *value, t types.Type, r *result, s Status) Result {
	if isErrorType(t) && v.kind != null && v.kind != unknown {
		out := Result{Kind: Error}
		for _, g := range n.e.sentinelNames() {
			if n.is(&result{at: r.at, value: v, mem: r.mem}, g.value, with(s)) == yes {
				out.Is = append(out.Is, g.name)
			}
		}
		if b := ownError(v, n.e.pkg, 0); b != nil {
			out.Kind, out.Type, out.Ptr = Typed, namedOf(b.typ).Name(), isPtr(b.typ)
			out.Fields = n.fields(b.elems[0], r.mem)
		}
		return out
	}
	switch v.kind {
	case response:
		return Result{Kind: Answer}
	case null:
		return Result{Kind: Nil}
	case konst:
		if v.taint == 0 {
			return Result{Kind: Constant, Const: v.c.ExactString()}
		}
	case structure:
		if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() == n.e.pkg {
			return Result{Kind: Struct, Type: named.Obj().Name(), Fields: n.fields(v, r.mem)}
		}
	}
	return Result{}
}

func isPtr(t types.Type) bool { _, ok := types.Unalias(t).(*types.Pointer); return ok }

// ownError returns the first error of a type of the package in v's chain.
func ownError(v *value, pkg *types.Package, depth int) *value {
	if depth > 4 {
		return nil
	}
	switch v.kind {
	case boxed:
		if obj := namedOf(v.typ); obj != nil && obj.Pkg() == pkg && obj.Parent() == pkg.Scope() {
			return v
		}
	case made:
		for _, el := range v.elems[1:] {
			if b := ownError(el, pkg, depth+1); b != nil {
				return b
			}
		}
	}
	return nil
}

// fields returns the known scalar fields of a struct or of what a pointer leads to.
func (n *node) fields(v *value, mem map[place]*value) []Field {
	var fs []Field
	add := func(path string, x *value) {
		if x.kind != konst {
			return
		}
		if _, isInt := x.num(); isInt && x.taint&carries != 0 {
			fs = append(fs, Field{Path: path, Status: true})
		} else if x.taint == 0 {
			fs = append(fs, Field{Path: path, Const: x.c.ExactString()})
		}
	}
	switch v.kind {
	case structure:
		for i, el := range v.elems {
			add("."+itoa(i), el)
		}
	case pointer:
		for p, x := range mem {
			if p.base == v.base && p.path != v.path && strings.HasPrefix(p.path, v.path) {
				add(strings.TrimPrefix(p.path, v.path), x)
			}
		}
	}
	slices.SortFunc(fs, func(a, b Field) int { return strings.Compare(a.Path, b.Path) })
	return fs
}
