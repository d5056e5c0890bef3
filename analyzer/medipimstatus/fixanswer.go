package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// A hand is how the source reaches the status of a response.
type hand struct {
	base *types.Var // the variable that it starts from
	text string     // resp.StatusCode
	of   ast.Expr   // the struct that it is a field of where that is a call, which stays
}

// answer returns how the status of the response that x was decoded from is reached where x stands:
// through a variable that is in scope, still holds that response, and is not nil.
func (f *fixer) answer(x ast.Expr) (hand, bool) {
	var hands []hand
	first := true
	places := f.places(x)
	for _, at := range places {
		if at.IsAddr || at.X.Parent() == nil || !f.holdsResponses(at.X.Parent()) {
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
	if len(hands) == 0 && len(places) == 1 {
		return f.turns(places[0], x)
	}
	if len(hands) == 0 {
		return hand{}, false
	}
	return hands[0], true
}

// turns is answer for a body that was decoded from one of several answers, which one variable held
// in turn: on every way to x the last that was done with it was to read the body.
func (f *fixer) turns(at *ssa.DebugRef, x ast.Expr) (hand, bool) {
	answers := map[ssa.Value]bool{}
	var v *types.Var
	for _, o := range f.Origins.Here(at.X) {
		if o.Kind != origin.Body && o.Kind != origin.HTTP {
			continue
		}
		if o.Answer == nil || o.Held != "" || o.Answer.Parent() != at.Parent() {
			return hand{}, false
		}
		answers[o.Answer] = true
		for _, ref := range f.refs(at.Parent()).sources[o.Answer] {
			if w := f.variable(ref.Expr); w != nil && v == nil {
				v = w
			} else if w != nil && w != v {
				return hand{}, false
			}
		}
	}
	if v == nil || !f.Visible(v, x.Pos()) || !declares(at.Parent(), v) {
		return hand{}, false
	}
	alloc := f.refs(at.Parent()).allocs[v.Pos()]
	if alloc != nil {
		stores, ok := f.stores(alloc)
		for _, st := range stores {
			ok = ok && st.Parent() == alloc.Parent()
		}
		if !ok {
			return hand{}, false
		}
	}
	ok := true
	back(at, func(instr ssa.Instruction) bool {
		if readsBody(instr, func(x ssa.Value) bool { return answers[x] }) {
			return true
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			if alloc == nil || instr.Addr != ssa.Value(alloc) {
				return false
			}
		case *ssa.DebugRef:
			if alloc != nil || instr.Object() != types.Object(v) || answers[instr.X] && f.Info.Defs[instr.Expr.(*ast.Ident)] == nil && !f.assigned(instr.Expr) {
				return false
			}
		default:
			return false
		}
		ok = false
		return true
	}, func() { ok = false })
	status := statusOf(v.Type(), f.Pass.Pkg)
	return hand{base: v, text: v.Name() + "." + status}, ok && status != ""
}

// assigned reports whether x stands on the left side of an assignment.
func (f *fixer) assigned(x ast.Expr) bool {
	path := edit.Path(f.Syntax(x.Pos()), x.Pos(), x.End())
	for _, n := range path {
		if a, ok := n.(*ast.AssignStmt); ok {
			return slices.Contains(a.Lhs, x)
		}
	}
	return false
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
		if status := statusOf(t, f.Pass.Pkg); status != "" && f.Visible(base, pos) {
			if h := (hand{base: base, text: name + "." + status}); !slices.Contains(out, h) {
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
