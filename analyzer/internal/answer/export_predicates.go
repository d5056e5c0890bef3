package answer

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
)

// named is a sentinel with its name.
type namedValue struct {
	name  string
	value *value
}

// sentinelNames returns the exported sentinels of the package.
func (e *Engine) sentinelNames() []namedValue {
	if e.exported != nil {
		return *e.exported
	}
	var ns []namedValue
	for _, name := range e.pkg.Scope().Names() {
		v, ok := e.pkg.Scope().Lookup(name).(*types.Var)
		if !ok || !isErrorType(v.Type()) || len(e.funcs) == 0 {
			continue
		}
		g := e.funcs[0].Prog.Package(e.pkg).Var(name)
		if g == nil {
			continue
		}
		for _, st := range e.stores[place{base: g}] {
			if x := e.static(st.Val); x.kind == made || x.kind == boxed {
				ns = append(ns, namedValue{name, x})
				break
			}
		}
	}
	e.exported = &ns
	return ns
}

// asked reports whether other packages can ask one of the package's predicates or getters about a result.
func (e *Engine) asked(results *types.Tuple) bool {
	questions := slices.Concat(e.predicates(), e.getters())
	for r := range results.Variables() {
		held, ok := r.Type().Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for _, p := range questions {
			obj := object(p.fn)
			t := p.fn.Params[0].Type()
			if obj != nil && reachable(obj) && (types.Implements(t, held) || isErrorType(t)) {
				return true
			}
		}
	}
	return false
}

// exportPredicates says what the package's predicates and getters tell of the errors that its functions
// hand up.
func (e *Engine) exportPredicates(errs []errorOf, fact func(types.Object, *Fact)) {
	held := e.sorted(errs)
	for _, p := range e.predicates() {
		obj := object(p.fn)
		if obj == nil || !reachable(obj) {
			continue
		}
		f := &Fact{}
		for _, x := range held.of(p) {
			switch x.n.ask(p, x.r, with(x.s)) {
			case yes:
				f.Yes = f.Yes.With(x.s)
			case no:
				f.No = f.No.With(x.s)
			}
		}
		f.No &^= f.Yes
		if f.Yes != 0 {
			fact(obj, f)
		}
	}
	for _, p := range e.getters() {
		status := false
		for _, x := range held.of(p) {
			if !x.s.IsError() {
				continue
			}
			w, st := x.n.asking(x.r, with(x.s))
			for _, v := range argumentsFor(p, x.r.value) {
				got := w.evalCall(st, p.fn, []*value{v})
				if got == nil {
					continue
				}
				n, ok := got.num()
				status = ok && n == int64(x.s) && got.taint&carries != 0
			}
		}
		if obj := object(p.fn); status && obj != nil && reachable(obj) {
			fact(obj, &Fact{Status: true})
		}
	}
}

// errorsBy are results by what can be asked about them.
type errorsBy struct {
	errors []errorOf // those that hold an error
	types  typeutil.Map
}

// sorted sorts results by the types of what they hold.
func (e *Engine) sorted(errs []errorOf) *errorsBy {
	by := &errorsBy{}
	for _, x := range errs {
		isError := false
		var types []types.Type
		boxes(x.r.value, 0, func(v *value) bool {
			isError = true
			if v.kind == boxed {
				types = append(types, v.typ)
			}
			return true
		})
		if isError {
			by.errors = append(by.errors, x)
		}
		for _, t := range types {
			of, _ := by.types.At(t).([]errorOf)
			if len(of) > 0 && of[len(of)-1] == x {
				continue
			}
			by.types.Set(t, append(of, x))
		}
	}
	return by
}

// of returns the results that p can be asked about.
func (by *errorsBy) of(p predicate) []errorOf {
	t := p.fn.Params[0].Type()
	if isErrorType(t) {
		return by.errors
	}
	of, _ := by.types.At(t).([]errorOf)
	return of
}

// getters returns the methods and functions of the package that may return an error's status.
func (e *Engine) getters() []predicate {
	if e.getter != nil {
		return *e.getter
	}
	var ps []predicate
	for _, fn := range e.funcs {
		sig := fn.Signature
		if fn.Synthetic != "" || fn.Parent() != nil || len(fn.Params) != 1 || sig.Results().Len() != 1 || !consts.IsInteger(sig.Results().At(0).Type()) {
			continue
		}
		ps = append(ps, predicate{fn, sig.Recv() != nil})
	}
	e.getter = &ps
	return ps
}

// constant parses what a fact says of a constant.
func parseConst(s string) *value {
	switch s {
	case "true", "false":
		return boolOf(s == "true")
	}
	if strings.HasPrefix(s, `"`) {
		c := constant.MakeFromLiteral(s, tokenString, 0)
		if c.Kind() == constant.String {
			return constOf(c)
		}
		return opaque
	}
	if c := constant.MakeFromLiteral(strings.TrimPrefix(s, "-"), tokenInt, 0); c.Kind() == constant.Int {
		if strings.HasPrefix(s, "-") {
			c = constant.UnaryOp(tokenSub, c, 0)
		}
		return constOf(c)
	}
	return opaque
}
