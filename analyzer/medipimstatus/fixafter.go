package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// insertAfter puts a statement after another one, which must stand in a list.
func (f *fixer) insertAfter(h *holder, stmt ast.Stmt, text string) bool {
	file := f.file(stmt.Pos())
	if file == nil || !f.inList(stmt) {
		return false
	}
	eol := file.LineEnd(stmt.End())
	if rest := strings.TrimSpace(file.Between(stmt.End(), eol)); rest != "" && !strings.HasPrefix(rest, "//") {
		return false
	}
	indent := file.Indent(stmt.Pos())
	h.edits = append(h.edits, file.Insert(eol, "\n"+indent+strings.ReplaceAll(text, "\n", "\n"+indent)))
	return true
}

// inList reports whether a statement stands in a list of statements.
func (f *fixer) inList(stmt ast.Stmt) bool {
	path := edit.Path(f.Syntax(stmt.Pos()), stmt.Pos(), stmt.End())
	for i, n := range path {
		if n == ast.Node(stmt) && i+1 < len(path) {
			switch path[i+1].(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
				return true
			}
		}
	}
	return false
}

// setAfter plans to set the HTTP status after a decoding.
func (f *fixer) setAfter(h *holder, fill origin.Fill) bool {
	call, ok := fill.Call.(*ssa.Call)
	if !ok {
		return false
	}
	syntax := f.Syntax(call.Pos())
	file := f.file(call.Pos())
	if syntax == nil || file == nil || ast.IsGenerated(syntax) {
		return false
	}
	path := edit.Path(syntax, call.Pos(), call.Pos()+1)
	var stmt ast.Stmt
	var branch *ast.IfStmt // with the call in its init statement or condition
	before := false
walk:
	for i, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.FuncDecl, *ast.BlockStmt:
			break walk
		case *ast.IfStmt:
			branch, stmt = n, n
			break walk
		case *ast.ReturnStmt:
			before, stmt = true, n
			break walk
		case *ast.ExprStmt, *ast.AssignStmt, *ast.DeclStmt:
			stmt = n.(ast.Stmt)
			if outer, ok := path[i+1].(*ast.IfStmt); ok {
				branch, stmt = outer, outer
			}
			break walk
		}
	}
	if stmt == nil {
		return false
	}
	if branch != nil {
		before = branch.Else != nil || !ends(branch.Body) || !f.failed(branch.Cond)
	}
	var checks []ast.Expr // conditions that do not hold where the status is set
	if branch != nil {
		checks = append(checks, branch.Cond)
	} else if next := f.errorCheck(stmt); next != nil && !before && !mentions(next.Body, f.rootName(fill, stmt.End())) {
		stmt = next
		checks = append(checks, next.Cond)
	}
	pos := stmt.End()
	inside := before && len(fill.Nil) > 0 && branch != nil && len(branch.Body.List) > 0
	switch {
	case inside:
		pos = branch.Body.List[0].Pos()
	case before:
		pos = stmt.Pos()
	}
	root, ok := f.named(fill, pos, before)
	if !ok {
		return false
	}
	base := root.Name()
	target := strings.Join(append([]string{base}, fill.Fields...), ".")
	for _, p := range pointersTo(base, fill) {
		inside = inside && required(branch.Cond, p)
	}
	inside = inside && f.isConfined(base, branch)
	if !h.fresh && f.isSetIn(h, target, call.Pos()) {
		h.built = append(h.built, call)
		return true
	}
	pointers := unchecked(pointersTo(base, fill), checks)
	for len(pointers) > 0 && !before {
		next, ok := f.next(stmt).(*ast.IfStmt)
		if !ok || next.Init != nil || next.Else != nil || !ends(next.Body) {
			break
		}
		left := unchecked(pointers, []ast.Expr{next.Cond})
		if len(left) == len(pointers) {
			break
		}
		pointers = left
		stmt, pos = next, next.End()
	}
	// The response must be at hand there.
	var hands []hand
	for i, o := range fill.Status.Body(origin.PathStatus) {
		found := f.hands(o, call, nil, pos)
		if i == 0 {
			hands = found
		}
		hands = both(hands, found)
	}
	status := ""
	if len(hands) > 0 {
		h.kept = append(h.kept, hands[0].base)
		status = hands[0].text
	} else if status, ok = f.parameter(h, call.Pos(), 0); !ok {
		return false
	}
	h.built = append(h.built, call)
	h.kept = append(h.kept, root)
	text := target + "." + h.field + " = " + status
	if inside {
		indent := file.Indent(pos)
		h.edits = append(h.edits, file.Insert(pos, text+"\n"+indent))
		return true
	}
	if len(fill.Nil) > 0 && before {
		return false
	}
	if len(pointers) > 0 {
		text = "if " + strings.Join(pointers, " != nil && ") + " != nil {\n\t" + text + "\n}"
	}
	if !before {
		return f.insertAfter(h, stmt, text)
	}
	if !f.inList(stmt) {
		return false
	}
	indent := file.Indent(stmt.Pos())
	h.edits = append(h.edits, file.Insert(stmt.Pos(), text+"\n"+indent))
	return true
}

// errorCheck returns the statement after stmt, if it leaves when an error is set.
func (f *fixer) errorCheck(stmt ast.Stmt) *ast.IfStmt {
	next, ok := f.next(stmt).(*ast.IfStmt)
	if ok && next.Init == nil && next.Else == nil && ends(next.Body) && f.failed(next.Cond) {
		return next
	}
	return nil
}

// next returns the statement after stmt in its list, or nil.
func (f *fixer) next(stmt ast.Stmt) ast.Stmt {
	path := edit.Path(f.Syntax(stmt.Pos()), stmt.Pos(), stmt.End())
	for i, n := range path {
		if n != ast.Node(stmt) || i+1 == len(path) {
			continue
		}
		var list []ast.Stmt
		switch n := path[i+1].(type) {
		case *ast.BlockStmt:
			list = n.List
		case *ast.CaseClause:
			list = n.Body
		case *ast.CommClause:
			list = n.Body
		}
		if j := slices.Index(list, stmt); j >= 0 && j+1 < len(list) {
			return list[j+1]
		}
	}
	return nil
}

// rootName returns the name of the variable that a decoding fills, at pos.
func (f *fixer) rootName(fill origin.Fill, pos token.Pos) string {
	if root, ok := f.named(fill, pos, false); ok {
		return root.Name()
	}
	return ""
}

// mentions reports whether a name stands in n.
func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

func both(a, b []hand) []hand {
	var out []hand
	for _, x := range a {
		for _, y := range b {
			if x == y {
				out = append(out, x)
			}
		}
	}
	return out
}

// named returns the variable that a decoding fills, if its name means it at pos.
func (f *fixer) named(fill origin.Fill, pos token.Pos, before bool) (*types.Var, bool) {
	if prm, ok := fill.Root.(*ssa.Parameter); ok {
		v, ok := prm.Object().(*types.Var)
		return v, ok && f.Visible(v, pos)
	}
	fn := fill.Call.Parent()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			ref, ok := instr.(*ssa.DebugRef)
			if !ok || ref.X != fill.Root {
				continue
			}
			v := f.variable(ref.Expr)
			if v == nil || v.IsField() || !f.Visible(v, pos) {
				continue
			}
			if alloc, ok := fill.Root.(*ssa.Alloc); ok && alloc.Pos() != v.Pos() && !f.isOnly(v, alloc) {
				continue // a variable that points to it at times
			}
			return v, !before || v.Pos() < pos
		}
	}
	return nil, false
}
