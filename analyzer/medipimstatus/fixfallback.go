package medipimstatus

import (
	"go/ast"

	"golang.org/x/tools/go/ssa"
)

// setFallbacks plans to set the HTTP status where a function that builds values of the type from a body
// builds one without a status, because the body is empty or malformed:
//
//	return &apiError{Message: string(b)}
func (f *fixer) setFallbacks(h *holder) {
	for _, w := range f.writes(h.named) {
		if w.lit == nil || len(w.lit.Elts) == 0 || w.isListed() || w.sets(h.way[0]) || w.sets(h.field) || !f.isKept(w.lit) {
			continue
		}
		if root, name := f.target(w, f.pathTo(w.lit)); root != nil && f.isSetIn(h, name, w.lit.End()) {
			continue
		}
		text := f.atFallback(h, w.lit)
		file := f.file(w.lit.Pos())
		if text == "" || file == nil {
			continue
		}
		last := w.lit.Elts[len(w.lit.Elts)-1]
		sep := ", "
		if file.LineStart(last.Pos()) != file.LineStart(w.lit.Lbrace) && isOnOwnLine(w.lit, last, file.LineStart) {
			sep = ",\n" + file.Indent(last.Pos())
		}
		insertion := file.Insert(last.End(), sep+h.field+": "+text)
		h.edits = append(h.edits, file.Align(w.lit.Pos(), w.lit.End(), "var _ = ", insertion)...)
		f.builtAt(h, w.lit)
	}
}

// isKept reports whether a literal is returned, or assigned, as it is or by its address.
func (f *fixer) isKept(lit *ast.CompositeLit) bool {
	for _, n := range f.pathTo(lit)[1:] {
		switch n := n.(type) {
		case *ast.ParenExpr, *ast.UnaryExpr:
			continue
		case *ast.ReturnStmt:
			return true
		case *ast.AssignStmt:
			return f.inList(n)
		}
		return false
	}
	return false
}

// atFallback returns the HTTP status of the answer that the function around a literal builds other
// values of the type from, "" if there is none, or more than one.
func (f *fixer) atFallback(h *holder, lit *ast.CompositeLit) string {
	decl := f.enclosing(lit.Pos())
	if decl == nil {
		return ""
	}
	if name := h.threaded[decl]; name != "" && f.isParameter(decl, name, lit.Pos()) {
		return name
	}
	places := f.places(lit)
	if len(places) != 1 {
		return ""
	}
	var hands []hand
	first := true
	for _, fill := range h.fills {
		call, ok := fill.Call.(*ssa.Call)
		if !ok || call.Pos() < decl.Pos() || decl.End() <= call.Pos() {
			continue
		}
		for _, o := range fill.Status {
			found := f.hands(o, places[0], nil, lit.Pos())
			if !first {
				found = both(hands, found)
			}
			hands, first = found, false
		}
	}
	for _, w := range f.writes(h.named) {
		x := w.value(h.way[0])
		if x == nil || x.Pos() < decl.Pos() || decl.End() <= x.Pos() {
			continue
		}
		for _, at := range f.places(x) {
			for _, o := range f.Origins.Here(at.X) {
				found := f.hands(o, places[0], nil, lit.Pos())
				if !first {
					found = both(hands, found)
				}
				hands, first = found, false
			}
		}
	}
	if len(hands) == 0 {
		return ""
	}
	h.kept = append(h.kept, hands[0].base)
	return hands[0].text
}
