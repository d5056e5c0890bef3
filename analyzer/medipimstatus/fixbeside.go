package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// setBeside plans to set the HTTP status beside a write to the body's status.
func (f *fixer) setBeside(h *holder, w write) bool {
	if !w.sets(h.way[0]) {
		return true
	}
	if !h.fresh && (w.lit != nil && w.sets(h.field) || w.lit == nil && f.isSetIn(h, types.ExprString(w.lhs.X), w.lhs.Pos())) {
		if x := w.value(h.way[0]); x != nil {
			f.builtAt(h, x)
		}
		return true
	}
	if h.fresh && w.within != nil && f.fromResponse(w.within) {
		return true
	}
	if w.taken || len(h.way) > 1 {
		return false
	}
	x := w.value(h.way[0])
	if x == nil {
		return false
	}
	text, ok := "", f.inUnmarshaler(h, x.Pos()) // there the caller of the decoder sets it
	if !ok {
		if text, ok = f.httpFor(h, x); !ok {
			return false
		}
	}
	if text == "" && w.isListed() {
		text = "0" // a literal without keys has all fields
	}
	if text == "" {
		return true
	}
	file := f.file(x.Pos())
	if file == nil {
		return false
	}
	if w.lit == nil {
		return f.assignAfter(h, w, text)
	}
	if kv := w.element(x); kv != nil {
		sep := ", "
		if file.LineStart(kv.Pos()) != file.LineStart(w.lit.Lbrace) && isOnOwnLine(w.lit, kv, file.LineStart) {
			sep = ",\n" + file.Indent(kv.Pos())
		}
		insertion := file.Insert(kv.End(), sep+h.field+": "+text)
		h.edits = append(h.edits, file.Align(w.lit.Pos(), w.lit.End(), "var _ = ", insertion)...)
		return true
	}
	last := w.lit.Elts[len(w.lit.Elts)-1]
	h.edits = append(h.edits, file.Insert(last.End(), ", "+text))
	return true
}

// fromResponse reports whether no constant of the program is among what x can be: a status of its own.
func (f *fixer) fromResponse(x ast.Expr) bool {
	return !slices.ContainsFunc(f.Origins.ResolveExpr(x), func(o origin.Origin) bool {
		return o.Kind == origin.Const && (o.Const.Value == nil || constant.Compare(o.Const.Value, token.NEQ, constant.MakeInt64(0)))
	})
}

// isListed reports whether a write is a literal without keys.
func (w write) isListed() bool {
	if w.lit == nil || len(w.lit.Elts) == 0 {
		return false
	}
	_, keyed := w.lit.Elts[0].(*ast.KeyValueExpr)
	return !keyed
}

// element returns the key and value of which x is the value, or nil.
func (w write) element(x ast.Expr) *ast.KeyValueExpr {
	for _, elt := range w.lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok && kv.Value == x {
			return kv
		}
	}
	return nil
}

// isOnOwnLine reports whether no other element of a literal stands on the line of one.
func isOnOwnLine(lit *ast.CompositeLit, kv ast.Expr, line func(token.Pos) token.Pos) bool {
	for _, elt := range lit.Elts {
		if elt != kv && (line(elt.Pos()) == line(kv.Pos()) || line(elt.End()) == line(kv.Pos())) {
			return false
		}
	}
	return true
}

// inUnmarshaler reports whether pos is in an UnmarshalJSON, of a type that is filled by decoding.
func (f *fixer) inUnmarshaler(h *holder, pos token.Pos) bool {
	if len(h.fills) == 0 {
		return false
	}
	syntax := f.Syntax(pos)
	path := edit.Path(syntax, pos, pos)
	for _, n := range path {
		if decl, ok := n.(*ast.FuncDecl); ok {
			return decl.Recv != nil && strings.HasPrefix(decl.Name.Name, "UnmarshalJSON")
		}
	}
	return false
}

// httpFor returns the HTTP status that goes with the value x of the body's status: "" for none.
func (f *fixer) httpFor(h *holder, x ast.Expr) (string, bool) {
	if f.IsZero(x) {
		return "", true
	}
	if len(f.Origins.ResolveExpr(x).Body(origin.PathStatus)) > 0 {
		if hand, ok := f.answer(x); ok {
			h.kept = append(h.kept, hand.base)
			f.builtAt(h, x)
			return hand.text, true
		}
		if !f.filledHere(x) {
			if hand, inner, ok := f.fieldAnswer(x); ok {
				h.edits = append(h.edits, inner.edits...)
				h.kept = append(h.kept, inner.kept...)
				h.built = append(h.built, inner.built...)
				return hand.text, true
			}
		}
		f.builtAt(h, x)
		return f.parameter(h, x.Pos(), 0)
	}
	f.builtAt(h, x)
	set := f.Origins.ResolveExpr(x)
	for _, o := range set {
		if o.Kind != origin.Const && (o.Kind != origin.HTTP || o.Hidden) {
			return "", false // where it comes from cannot be told
		}
	}
	if len(set) == 0 && f.Info.Types[x].Value == nil {
		return "", false
	}
	if text, ok := f.number(x); ok {
		return text, true
	}
	file := f.file(x.Pos())
	if file == nil || !f.droppable(x) || file.HasComment(x.Pos(), x.End()) {
		return "", false
	}
	t := f.Info.TypeOf(x)
	switch {
	case isInt(t) || f.untyped(x):
		return file.Text(x), true
	case isNumber(t):
		return "int(" + file.Text(x) + ")", true
	}
	return "", false
}

// filledHere reports whether x is read from a variable that the function around it decodes into.
func (f *fixer) filledHere(x ast.Expr) bool {
	for _, c := range f.carriers(x) {
		f.fills(c.named, c.way)
		in := f.fillers[holderKey{named: c.named, way: strings.Join(c.way, ".")}]
		for _, at := range f.places(x) {
			if in[at.Parent()] {
				return true
			}
		}
	}
	return false
}

func (f *fixer) builtAt(h *holder, x ast.Expr) {
	for _, at := range f.places(x) {
		h.built = append(h.built, at)
	}
}

// assignAfter plans an assignment on the line after the one that sets the body's status.
func (f *fixer) assignAfter(h *holder, w write, text string) bool {
	if !isPath(w.lhs.X) || !f.insertAfter(h, w.assign, f.text(w.lhs.X)+"."+h.field+" = "+text) {
		return false
	}
	ast.Inspect(w.lhs.X, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && f.variable(id) != nil {
			h.kept = append(h.kept, f.variable(id))
		}
		return true
	})
	return true
}

// isPath reports whether x is names alone: a variable, a field of it, what it points to.
func isPath(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return isPath(x.X)
	case *ast.ParenExpr:
		return isPath(x.X)
	case *ast.StarExpr:
		return isPath(x.X)
	}
	return false
}
