package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// A hand is how the source reaches the status of a response.
type hand struct {
	base *types.Var // the variable that it starts from
	text string     // resp.StatusCode
}

// answer returns how the status of the response that x was decoded from is reached where x stands:
// through a variable that is in scope, still holds that response, and is not nil.
func (f *fixer) answer(x ast.Expr) (hand, bool) {
	var hands []hand
	first := true
	for _, at := range f.places(x) {
		if at.IsAddr || at.X.Parent() == nil {
			return hand{}, false
		}
		set := f.Origins.Here(at.X)
		if len(f.Ours(set, origin.PathStatus)) == 0 {
			return hand{}, false
		}
		for _, o := range set {
			if o.Kind == origin.Body && o.Path != origin.PathStatus || o.Kind == origin.Param {
				return hand{}, false // something else on some path
			}
			if o.Kind != origin.Body && o.Kind != origin.HTTP {
				continue
			}
			found := f.hands(o, at, at.X, x.Pos())
			if first {
				hands, first = found, false
				continue
			}
			hands = slices.DeleteFunc(hands, func(h hand) bool { return !slices.Contains(found, h) })
		}
	}
	if len(hands) == 0 {
		return hand{}, false
	}
	return hands[0], true
}

// hands returns the ways to the status of o's response at the instruction at, for what stands at pos
// in the source. value is what was decoded, if it is an SSA value.
func (f *fixer) hands(o origin.Origin, at ssa.Instruction, value ssa.Value, pos token.Pos) []hand {
	answer := o.Answer
	if answer == nil || answer.Parent() == nil {
		return nil
	}
	var out []hand
	add := func(base *types.Var, name string, t types.Type, held string) {
		if held != "" {
			field := fieldOf(t, held)
			if field == nil || !field.Exported() && field.Pkg() != f.Pass.Pkg {
				return
			}
			name += "." + held
			t = field.Type()
		}
		if status := statusOf(t, f.Pass.Pkg); status != "" && f.visible(base, pos) {
			if h := (hand{base, name + "." + status}); !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	if prm, ok := answer.(*ssa.Parameter); ok {
		if v, ok := prm.Object().(*types.Var); ok && f.holds(v, answer, at, value) {
			add(v, v.Name(), v.Type(), o.Held)
		}
	}
	for _, ref := range f.refs(answer.Parent()).sources[answer] {
		if v := f.variable(ref.Expr); v != nil {
			if f.holds(v, answer, at, value) {
				add(v, v.Name(), v.Type(), o.Held)
			}
			continue
		}
		if sel, ok := ref.Expr.(*ast.SelectorExpr); ok && o.Held == "" {
			if v := f.holdsField(sel, answer, at, value); v != nil {
				add(v, types.ExprString(sel), f.Info.TypeOf(sel), "")
			}
		}
	}
	return out
}

// visible reports whether the name of v means v at pos.
func (f *fixer) visible(v *types.Var, pos token.Pos) bool {
	scope := f.Pass.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(v.Name(), pos)
	return obj == types.Object(v)
}

// statusOf returns how the HTTP status is read from a response of type t, "" if pkg cannot.
func statusOf(t types.Type, pkg *types.Package) string {
	if !origin.IsResponse(t) {
		return ""
	}
	switch obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, "StatusCode"); obj := obj.(type) {
	case *types.Var:
		return "StatusCode"
	case *types.Func:
		if sig := obj.Signature(); sig.Params().Len() == 0 && sig.Results().Len() == 1 {
			return "StatusCode()"
		}
	}
	return ""
}

// fieldOf returns the field of the struct t, or of the struct that t points to, with a name.
func fieldOf(t types.Type, name string) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for field := range st.Fields() {
		if field.Name() == name {
			return field
		}
	}
	return nil
}
