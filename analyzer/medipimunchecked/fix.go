package medipimunchecked

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// check returns the fix of d, which is reported at at: a check of the status in front of it that returns
// an error. Nil where the response is not at hand, or the function returns no error.
func check(p *rule.Pass, d model.Data, at ast.Expr) *analysis.SuggestedFix {
	path := enclosing(p, at.Pos())
	fn := function(p, path)
	resp := response(p, d, at)
	if fn == nil || resp == nil {
		return nil
	}
	pl, ok := spotFor(p, d, path, resp)
	file, err := p.EditFile(at.Pos())
	if !ok || err != nil || !pl.free(file) || !visible(p, resp, pl.before.Pos()) {
		return nil
	}
	imports := file.Imports(pl.before.Pos())
	results, ok := returned(imports, fn, resp)
	if !ok {
		return nil
	}
	indent := file.Indent(pl.before.Pos())
	text := indent + "if " + resp.Name() + ".StatusCode >= 400 {\n" +
		indent + "\treturn " + strings.Join(results, ", ") + "\n" +
		indent + "}\n"
	return &analysis.SuggestedFix{
		Message:   "Return an error for a status of 400 and above",
		TextEdits: append([]analysis.TextEdit{file.Insert(file.NextLine(pl.after), text)}, imports.Edits()...),
	}
}

// function returns the signature of the innermost function of path.
func function(p *rule.Pass, path []ast.Node) *types.Signature {
	for _, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit:
			sig, _ := p.Info.TypeOf(n).(*types.Signature)
			return sig
		case *ast.FuncDecl:
			if fn, ok := p.Info.Defs[n.Name].(*types.Func); ok {
				return fn.Signature()
			}
		}
	}
	return nil
}

// response returns the variable that holds the response of d at the expression at, nil if there is none, or
// it is none of net/http's.
func response(p *rule.Pass, d model.Data, at ast.Expr) *types.Var {
	if len(d.Answer.Holders) == 0 {
		return nil
	}
	h := d.Answer.Holders[0]
	for _, other := range d.Answer.Holders {
		if other != h {
			return nil
		}
	}
	if h.Field != "" || !send.IsHTTPResponse(h.Value.Type()) {
		return nil
	}
	if prm, ok := h.Value.(*ssa.Parameter); ok {
		v, _ := prm.Object().(*types.Var)
		return v
	}
	var found *types.Var
	for id, obj := range p.Info.Uses {
		v, ok := obj.(*types.Var)
		if !ok || v.IsField() || id.Pos() > at.End() || !slices.Contains(p.Origins.Values(id), h.Value) {
			continue
		}
		if found != nil && found != v {
			return nil
		}
		found = v
	}
	return found
}

// visible reports whether the name of v means v at pos.
func visible(p *rule.Pass, v *types.Var, pos token.Pos) bool {
	scope := p.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(v.Name(), pos)
	return obj == types.Object(v)
}

// returned returns the results of a return with an error: zero values, and an error with the status.
func returned(imports *edit.Imports, fn *types.Signature, resp *types.Var) ([]string, bool) {
	var out []string
	failed := false
	for i := fn.Results().Len() - 1; i >= 0; i-- {
		t := fn.Results().At(i).Type()
		if !failed && types.Identical(t, types.Universe.Lookup("error").Type()) {
			failed = true
			out = append(out, imports.Dotted("fmt", "Errorf")+`Errorf("unexpected status %s", `+resp.Name()+".Status)")
			continue
		}
		zero, ok := imports.ZeroValue(t)
		if !ok {
			if name := fn.Results().At(i).Name(); name != "" && name != "_" {
				zero, ok = name, true // a result that has a name has its zero value, but for what was set before
			}
		}
		if !ok {
			return nil, false
		}
		out = append(out, zero)
	}
	slices.Reverse(out)
	return out, failed
}

// A spot is where a check is put in: between the end of something and a statement.
type spot struct {
	after  token.Pos
	before ast.Stmt
}

// free reports whether a line can be put in there.
func (pl spot) free(f *edit.File) bool {
	return f.NextLine(pl.after) <= f.LineStart(pl.before.Pos()) && f.NextLine(pl.after) > pl.after
}

// spotFor returns where the check of d is put: behind the send's error test, and the line that defers
// the body's Close; else in front of the statement of d, and of the loops around it.
func spotFor(p *rule.Pass, d model.Data, path []ast.Node, resp *types.Var) (spot, bool) {
	lists := statements(path)
	for _, l := range lists {
		for i := range l.at {
			assign, ok := l.stmts[i].(*ast.AssignStmt)
			if !ok || !assigns(p, assign, resp) || !yields(d, assign) {
				continue
			}
			i++
			if i < l.at && testsError(p, l.stmts[i], assign) {
				i++
			}
			for i < l.at && defers(p, l.stmts[i], resp) {
				i++
			}
			return spot{l.stmts[i-1].End(), l.stmts[i]}, true
		}
	}
	if len(lists) == 0 {
		return spot{}, false
	}
	l := lists[0]
	for _, outer := range lists[1:] {
		if loop := outer.stmts[outer.at]; !loops(loop) || reassigned(p, loop, resp) || resp.Pos() > loop.Pos() {
			break
		}
		l = outer
	}
	if l.at > 0 {
		return spot{l.stmts[l.at-1].End(), l.stmts[l.at]}, true
	}
	return spot{l.start, l.stmts[0]}, true
}

// A list is a list of statements, one of which leads to what is reported.
type list struct {
	stmts []ast.Stmt
	at    int
	start token.Pos // where the text in front of the first one ends
}

// statements returns the lists of statements around the innermost node of path, within its function.
func statements(path []ast.Node) []list {
	var out []list
	for i, n := range path {
		var l list
		switch n := n.(type) {
		case *ast.BlockStmt:
			l = list{stmts: n.List, start: n.Lbrace}
		case *ast.CaseClause:
			l = list{stmts: n.Body, start: n.Colon}
		case *ast.CommClause:
			l = list{stmts: n.Body, start: n.Colon}
		case *ast.FuncLit, *ast.FuncDecl:
			return out
		}
		if i == 0 || len(l.stmts) == 0 {
			continue
		}
		if stmt, ok := path[i-1].(ast.Stmt); ok {
			if l.at = slices.Index(l.stmts, stmt); l.at >= 0 {
				out = append(out, l)
			}
		}
	}
	return out
}

// assigns reports whether the statement gives v its value.
func assigns(p *rule.Pass, assign *ast.AssignStmt, v *types.Var) bool {
	return slices.ContainsFunc(assign.Lhs, func(x ast.Expr) bool {
		id, ok := x.(*ast.Ident)
		return ok && p.Info.ObjectOf(id) == types.Object(v)
	})
}

// yields reports whether the assignment's call is what yields the response of d.
func yields(d model.Data, assign *ast.AssignStmt) bool {
	x, ok := d.Answer.Holders[0].Value.(*ssa.Extract)
	if !ok || len(assign.Rhs) != 1 {
		return false
	}
	call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	return ok && call.Lparen == x.Tuple.Pos()
}

// testsError reports whether the statement is if err != nil { … }, for an error that assign yields.
func testsError(p *rule.Pass, stmt ast.Stmt, assign *ast.AssignStmt) bool {
	s, ok := stmt.(*ast.IfStmt)
	if !ok || s.Init != nil {
		return false
	}
	cond, ok := ast.Unparen(s.Cond).(*ast.BinaryExpr)
	if !ok || cond.Op != token.NEQ {
		return false
	}
	id, ok := cond.X.(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := p.Info.ObjectOf(id).(*types.Var)
	return ok && assigns(p, assign, v) && types.Implements(v.Type(), errorType)
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// defers reports whether the statement is a defer that has to do with v.
func defers(p *rule.Pass, stmt ast.Stmt, v *types.Var) bool {
	s, ok := stmt.(*ast.DeferStmt)
	return ok && mentions(p, s, v)
}

func mentions(p *rule.Pass, n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && p.Info.ObjectOf(id) == types.Object(v)
		return !found
	})
	return found
}

// reassigned reports whether v is given a value in n.
func reassigned(p *rule.Pass, n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		found = found || ok && assigns(p, assign, v)
		return !found
	})
	return found
}

// loops reports whether the statement is a loop.
func loops(stmt ast.Stmt) bool {
	switch s := stmt.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	case *ast.LabeledStmt:
		return loops(s.Stmt)
	}
	return false
}
