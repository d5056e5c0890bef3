package edit

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// rewrite writes a statement without the variables lost.
func (r *remover) rewrite(stmt ast.Node, lost map[*ast.Ident]bool) bool {
	path := Path(r.Syntax, stmt.Pos(), stmt.End())
	for len(path) > 0 && path[0] != stmt {
		path = path[1:]
	}
	if len(path) < 2 {
		return false
	}
	switch s := stmt.(type) {
	case *ast.AssignStmt:
		return r.rewriteAssign(s, path[1:], lost)
	case *ast.RangeStmt:
		return r.rewriteRange(s, lost)
	case *ast.ValueSpec:
		return r.rewriteVar(s, path[1].(*ast.GenDecl), lost)
	}
	return false
}

func (r *remover) rewriteAssign(s *ast.AssignStmt, outer []ast.Node, lost map[*ast.Ident]bool) bool {
	parent := outer[0]
	if len(s.Lhs) != len(s.Rhs) && r.isIdle(s.Lhs, s.Rhs, lost) {
		return r.deleteStmt(s, parent)
	}
	declares, allLost := false, true
	var keep []int // indexes of Lhs that are written
	for i, lhs := range s.Lhs {
		id, _ := lhs.(*ast.Ident)
		if len(s.Lhs) == len(s.Rhs) && id != nil && lost[id] && r.isPure(s.Rhs[i]) {
			continue
		}
		keep = append(keep, i)
		if !isLost(lhs, lost) {
			allLost = false
			declares = declares || id != nil && r.info.Defs[id] != nil
		}
	}
	if len(keep) == 0 {
		return r.deleteStmt(s, parent)
	}
	if clause, ok := parent.(*ast.CommClause); ok && clause.Comm == s && allLost {
		return r.cut(s.Pos(), s.Rhs[0].Pos(), "") // case <-c:
	}
	if len(keep) < len(s.Lhs) {
		return r.rewritePairs(s, keep, lost, declares)
	}
	if allLost && r.hoist(s, outer) {
		return true
	}
	for i, lhs := range s.Lhs {
		if id, ok := ast.Unparen(lhs).(*ast.Ident); ok && lost[id] {
			r.edits = append(r.edits, r.Replace(lhs.Pos(), lhs.End(), "_"))
			if whole := r.selected(s.Rhs[min(i, len(s.Rhs)-1)]); whole.End() < s.End() && len(s.Rhs) == 1 && !r.HasComment(whole.End(), s.End()) {
				r.edits = append(r.edits, r.Replace(whole.End(), s.End(), ""))
			}
		}
	}
	if s.Tok == token.DEFINE && !declares {
		r.edits = append(r.edits, r.Replace(s.TokPos, s.TokPos+2, "="))
	}
	return true
}

// hoist puts a statement that is needed for its effect alone in front of the branch which it initialises. It
// is false where there is no such branch, or no place.
func (r *remover) hoist(s *ast.AssignStmt, outer []ast.Node) bool {
	var next token.Pos
	parent := outer[0]
	switch p := parent.(type) {
	case *ast.IfStmt:
		if s != p.Init {
			return false
		}
		next = p.Cond.Pos()
	case *ast.SwitchStmt:
		if s != p.Init || p.Tag == nil {
			return false
		}
		next = p.Tag.Pos()
	default:
		return false
	}
	switch outer[1].(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
	default:
		return false // else if
	}
	start := r.LineStart(parent.Pos())
	if !r.blank(r.tok.Offset(start), r.tok.Offset(parent.Pos())) || r.HasComment(parent.Pos(), next) || len(s.Rhs) > 1 {
		return false
	}
	x := s.Rhs[0]
	if len(s.Lhs) == 1 {
		x = r.selected(x)
	}
	left := strings.Repeat("_, ", len(s.Lhs)-1) + "_ = "
	r.edits = append(r.edits,
		r.Insert(parent.Pos(), left+r.Text(x)+"\n"+r.Indent(parent.Pos())),
		r.Replace(s.Pos(), next, ""))
	return true
}

// selected returns the call that x selects a field of, or x itself: for what the call does the field is
// not needed.
func (r *remover) selected(x ast.Expr) ast.Expr {
	whole := x
	for {
		sel, ok := whole.(*ast.SelectorExpr)
		if !ok {
			break
		}
		if s := r.info.Selections[sel]; s == nil || s.Kind() != types.FieldVal || s.Indirect() {
			return x // a nil pointer would tell
		}
		whole = sel.X
	}
	if _, ok := whole.(*ast.CallExpr); ok {
		return whole
	}
	return x
}

// rewritePairs writes a, b := x, y with the pairs in keep alone.
func (r *remover) rewritePairs(s *ast.AssignStmt, keep []int, lost map[*ast.Ident]bool, declares bool) bool {
	var left, right []string
	for _, i := range keep {
		name := r.Text(s.Lhs[i])
		if id, ok := s.Lhs[i].(*ast.Ident); ok && lost[id] {
			name = "_"
		}
		left = append(left, name)
		right = append(right, r.Text(s.Rhs[i]))
	}
	tok := s.Tok
	if !declares {
		tok = token.ASSIGN
	}
	return r.cut(s.Pos(), s.End(), strings.Join(left, ", ")+" "+tok.String()+" "+strings.Join(right, ", "))
}

func (r *remover) rewriteRange(s *ast.RangeStmt, lost map[*ast.Ident]bool) bool {
	switch {
	case isLost(s.Key, lost) && (s.Value == nil || isLost(s.Value, lost)):
		return r.cut(s.Key.Pos(), s.Range, "")
	case isLost(s.Key, lost):
		return r.cut(s.Key.Pos(), s.Key.End(), "_")
	case s.Value != nil && isLost(s.Value, lost):
		return r.cut(s.Key.End(), s.Value.End(), "")
	}
	return false
}

func (r *remover) rewriteVar(s *ast.ValueSpec, decl *ast.GenDecl, lost map[*ast.Ident]bool) bool {
	if isLone(decl) && r.isIdle(exprs(s.Names), s.Values, lost) {
		return r.deleteStmt(decl, nil)
	}
	if isLone(decl) && len(s.Names) == 1 && s.Type == nil {
		return r.cut(decl.Pos(), s.Values[0].Pos(), "_ = ")
	}
	if len(decl.Specs) > 1 {
		return false // a shorter name moves the columns of the group
	}
	for _, name := range s.Names {
		if lost[name] {
			r.edits = append(r.edits, r.Replace(name.Pos(), name.End(), "_"))
		}
	}
	return true
}

// deleteStmt deletes a statement that stands in a list or, as the init statement of a branch, before
// its condition.
func (r *remover) deleteStmt(s, parent ast.Node) bool {
	switch p := parent.(type) {
	case *ast.IfStmt:
		return r.cut(s.Pos(), p.Cond.Pos(), "")
	case *ast.SwitchStmt:
		if p.Tag != nil {
			return r.cut(s.Pos(), p.Tag.Pos(), "")
		}
		return r.cut(s.Pos(), p.Body.Pos(), "")
	case *ast.TypeSwitchStmt:
		return r.cut(s.Pos(), p.Assign.Pos(), "")
	case *ast.ForStmt:
		return false
	}
	return !r.HasComment(s.Pos(), s.End()) && r.deleteLines(s.Pos(), s.End())
}

// cut replaces what stands between pos and end, unless a comment would go with it.
func (r *remover) cut(pos, end token.Pos, text string) bool {
	if r.HasComment(pos, end) {
		return false
	}
	r.edits = append(r.edits, r.Replace(pos, end, text))
	return true
}

// deleteLines deletes the lines from pos to end, on which nothing else may stand. A comment behind
// stays, on a line of its own.
func (r *remover) deleteLines(pos, end token.Pos) bool {
	from, to := r.tok.Offset(pos), r.tok.Offset(end)
	start := r.lineStart(from)
	if !r.blank(start, from) || !r.restIsComment(end) {
		return false
	}
	if c := r.comment(end, r.LineEnd(end)); c != nil {
		r.edits = append(r.edits, r.Replace(pos, c.Pos(), ""))
		return true
	}
	r.lines[r.nextLine(to)] = start
	return true
}

// lineEdits returns the edits that delete whole lines, with a blank line where two would be left, or
// one at the beginning or the end of a block.
func (r *remover) lineEdits() []analysis.TextEdit {
	type span struct{ from, to int }
	var spans []span
	for to, from := range r.lines {
		spans = append(spans, span{from, to})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var edits []analysis.TextEdit
	for i := 0; i < len(spans); i++ {
		at := spans[i]
		// Neighbours go together, and so do those with nothing but a blank line between.
		for i+1 < len(spans) && r.blank(at.to, spans[i+1].from) {
			i++
			at.to = spans[i].to
		}
		above := strings.TrimSpace(string(r.src[r.lineStart(max(at.from-1, 0)):at.from]))
		next := r.nextLine(at.to)
		below := strings.TrimSpace(string(r.src[at.to:next]))
		opens := strings.HasSuffix(above, "{") || strings.HasSuffix(above, "(") || strings.HasSuffix(above, ":")
		switch {
		case below == "" && next > at.to && (above == "" || opens):
			at.to = next
		case above == "" && at.from > 0 && (strings.HasPrefix(below, "}") || strings.HasPrefix(below, ")")):
			at.from = r.lineStart(at.from - 1)
		}
		edits = append(edits, r.Replace(r.tok.Pos(at.from), r.tok.Pos(at.to), ""))
	}
	return edits
}
