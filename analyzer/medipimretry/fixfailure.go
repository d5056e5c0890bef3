package medipimretry

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// failure joins 429 to a test of the send's error: an answer has come then, whose status is at hand.
func (j *joiner) failure(x *ast.BinaryExpr, err ast.Expr) *rule.Fix {
	id, ok := ast.Unparen(err).(*ast.Ident)
	if !ok {
		return nil
	}
	last, resp := j.sentAt(id)
	if resp == nil || j.asksBeside(x, resp) {
		return nil
	}
	if last != nil {
		if fix := j.makeError(last, resp, id); fix != nil || j.needsError(x, id) {
			return fix
		}
	}
	j.kept = append(j.kept, j.Info.ObjectOf(resp))
	status := resp.Name + ".StatusCode"
	if field, _, _ := types.LookupFieldOrMethod(j.Info.TypeOf(resp), true, j.Pass.Pkg, "StatusCode"); field == nil {
		return nil
	} else if fn, isMethod := field.(*types.Func); isMethod {
		if fn.Signature().Params().Len() > 0 {
			return nil
		}
		status += "()"
	}
	switch x.Op {
	case token.NEQ:
		return j.put(x, token.LOR, "", " || "+status+" == "+j.statusName())
	case token.EQL:
		return j.put(x, token.LAND, "", " && "+status+" != "+j.statusName())
	}
	return nil
}

// asksBeside reports whether the condition that x is an operand of asks for the answer's status, too: what an error,
// or a 429, comes to there that decides as well.
func (j *joiner) asksBeside(x ast.Expr, resp *ast.Ident) bool {
	whole := x
	for _, n := range j.around(x.Pos(), x.End()) {
		outer, ok := n.(ast.Expr)
		if !ok {
			break
		}
		whole = outer
	}
	found := false
	ast.Inspect(whole, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		found = found || ok && strings.HasPrefix(sel.Sel.Name, "StatusCode") && j.object(sel.X) == j.Info.ObjectOf(resp)
		return !found
	})
	return found
}

// makeError makes an error of a 429 behind the send, so that later code, which takes what is retried for
// an error, finds one, and the answer is closed.
func (j *joiner) makeError(last *ast.AssignStmt, resp, err *ast.Ident) *rule.Fix {
	if !send.IsHTTPResponse(j.Info.TypeOf(resp)) {
		return nil
	}
	path := j.around(last.Pos(), last.End())
	for len(path) > 0 && path[0] != ast.Node(last) {
		path = path[1:]
	}
	if len(path) < 2 {
		return nil
	}
	var header *ast.IfStmt // that sends in its init statement
	switch parent := path[1].(type) {
	case *ast.BlockStmt, *ast.CaseClause:
	case *ast.IfStmt:
		if last.Tok == token.DEFINE || len(path) < 3 || j.file.HasComment(last.Pos(), parent.Cond.Pos()) {
			return nil
		}
		switch path[2].(type) {
		case *ast.BlockStmt, *ast.CaseClause:
			header = parent
		default:
			return nil // else if
		}
	default:
		return nil // in the header of a loop or switch
	}
	j.imports = j.file.Imports(err.Pos(), last.End())
	j.kept = append(j.kept, j.Info.ObjectOf(resp), j.Info.ObjectOf(err))
	test := "if " + err.Name + " == nil && " + resp.Name + ".StatusCode == " + j.statusName() + " {"
	made := err.Name + " = " + j.imports.Dotted("fmt", "Errorf") + `Errorf("medipim: %s", ` + resp.Name + ".Status)"
	lines := "\n" + test + "\n\t" + resp.Name + ".Body.Close()\n\t" + made + "\n}"
	text := strings.ReplaceAll(lines, "\n", "\n"+j.file.Indent(last.Pos()))
	if header != nil {
		sent := j.file.Between(last.Pos(), last.End()) + text + "\n" + j.file.Indent(last.Pos())
		return j.fix(j.file.Insert(header.Pos(), sent), j.file.Replace(last.Pos(), header.Cond.Pos(), ""))
	}
	return j.fix(j.file.Insert(j.file.LineEnd(last.End()), text))
}

// sentAt returns the statement that err is last set in before its use, and the response that is set with
// it: resp, err := c.Do(req). In a predicate there is no statement, and both are parameters. The response
// is nil if that cannot be told.
func (j *joiner) sentAt(err *ast.Ident) (*ast.AssignStmt, *ast.Ident) {
	obj := j.Info.ObjectOf(err)
	if v, ok := obj.(*types.Var); ok && v.Kind() == types.ParamVar {
		return nil, j.responseBeside(err)
	}
	var last *ast.AssignStmt
	for _, n := range j.around(err.Pos(), err.End()) {
		fn, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			s, ok := n.(*ast.AssignStmt)
			if !ok || s.Pos() > err.Pos() {
				return true
			}
			for _, to := range s.Lhs {
				if j.object(to) == obj {
					last = s
				}
			}
			return true
		})
	}
	if obj == nil || last == nil || len(last.Lhs) != 2 || len(last.Rhs) != 1 || j.object(last.Lhs[1]) != obj {
		return nil, nil
	}
	resp, ok := last.Lhs[0].(*ast.Ident)
	inner := j.Pass.Pkg.Scope().Innermost(err.Pos())
	if !ok || resp.Name == "_" || inner == nil {
		return nil, nil
	}
	if _, found := inner.LookupParent(resp.Name, err.Pos()); found != j.Info.ObjectOf(resp) {
		return nil, nil // shadowed
	}
	return last, resp
}

// responseBeside returns the one response among the parameters of the function around err.
func (j *joiner) responseBeside(err *ast.Ident) *ast.Ident {
	for _, n := range j.around(err.Pos(), err.End()) {
		var params *ast.FieldList
		switch n := n.(type) {
		case *ast.FuncDecl:
			params = n.Type.Params
		case *ast.FuncLit:
			params = n.Type.Params
		default:
			continue
		}
		var found *ast.Ident
		for _, field := range params.List {
			if !send.IsResponse(j.Info.TypeOf(field.Type)) {
				continue
			}
			if found != nil || len(field.Names) != 1 || field.Names[0].Name == "_" {
				return nil
			}
			found = field.Names[0]
		}
		return found
	}
	return nil
}

// needsError reports whether code that runs after the test x takes the error for one: other than in a
// test of its own it may not be nil there. A 429 has none.
func (j *joiner) needsError(x *ast.BinaryExpr, err *ast.Ident) bool {
	obj := j.Info.ObjectOf(err)
	needs := false
	path := j.around(x.Pos(), x.End())
	var fn ast.Node
	for _, n := range path {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			if fn == nil {
				fn = n
			}
		}
	}
	if fn == nil {
		return true
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			// if err != nil { … }: whatever it does, there is one.
			if b, ok := n.Cond.(*ast.BinaryExpr); ok && b != x && b.Op == token.NEQ && j.object(b.X) == obj && j.Info.Types[b.Y].IsNil() {
				return n.Else != nil
			}
		case *ast.AssignStmt:
			for _, y := range n.Rhs {
				needs = needs || j.mentions(y, obj)
			}
			return false
		case *ast.BinaryExpr:
			return n != x
		case *ast.Ident:
			if j.Info.Uses[n] == obj && n.Pos() > x.End() {
				needs = true
			}
		}
		return true
	})
	return needs
}

// mentions reports whether x uses obj.
func (j *joiner) mentions(x ast.Node, obj types.Object) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && j.Info.Uses[id] == obj {
			found = true
		}
		return !found
	})
	return found
}
