package medipimretry

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// rewind returns the fix of a send that repeats a request whose body is gone: before each try, the
// request gets a new body from GetBody. It is nil where the request has none, or is a new one each time
// on a reader that is gone.
func (f *fixer) rewind(r report) *rule.Fix {
	call, ok := r.at.(*ast.CallExpr)
	if !ok || r.Call == nil || len(call.Args) != 1 {
		return nil
	}
	s := send.Of(r.Call)
	if s == nil || s.Library != send.NetHTTP || s.Request == nil {
		return nil
	}
	made, all := f.Answers.Made(s.Request)
	if !all {
		return nil
	}
	for _, m := range made { // none where callers make it
		if !rebuilt(m.Body, 0) {
			return nil // GetBody is nil
		}
	}
	req := requestIn(call.Args[0])
	if req == nil {
		return nil
	}
	path := f.around(call.Pos(), call.End())
	first := call.Pos()
	if r.Send != nil && r.Send.Call != r.Call { // once more, by hand
		first = r.Send.Call.Pos()
	}
	if !f.repeats(path, first, call.Pos(), f.Info.ObjectOf(req)) {
		return nil
	}
	at, sig := f.statement(path)
	if at == nil || sig == nil {
		return nil
	}
	file := f.file(at.Pos())
	if strings.TrimSpace(file.Between(file.LineStart(at.Pos()), at.Pos())) != "" {
		return nil
	}
	im := file.Imports(at.Pos())
	if req.Name == "body" || req.Name == "err" {
		return nil
	}
	text := rewound
	if zeros, ok := zeroResults(im, sig); ok {
		text = rewoundOrFailed
		if f.isTripped(path, f.Info.ObjectOf(req)) { // which leaves the caller's request as it is
			text = strings.Replace(text, "\t$req.Body", "\t$req = $req.Clone($req.Context())\n\t$req.Body", 1)
		}
		text = strings.Replace(text, "$zeros", zeros, 1)
	}
	indent := file.Indent(at.Pos())
	text = strings.ReplaceAll(text, "$req", req.Name)
	text = strings.ReplaceAll(text, "\n", "\n"+indent) + "\n" + indent
	return &rule.Fix{
		Message: "Rewind the body before each try",
		Edits:   []analysis.TextEdit{file.Insert(at.Pos(), text)},
		Imports: []*edit.Imports{im},
		Kept:    []types.Object{f.Info.ObjectOf(req)},
	}
}

// What is put in front of the send: in a function that returns an error, and in one that does not.
const (
	rewoundOrFailed = `if $req.GetBody != nil {
	body, err := $req.GetBody()
	if err != nil {
		return $zeroserr
	}
	$req.Body = body
}`
	rewound = `if $req.GetBody != nil {
	if body, err := $req.GetBody(); err == nil {
		$req.Body = body
	}
}`
)

// requestIn returns the variable of the request that x is, or is a copy of: a copy shares the body.
func requestIn(x ast.Expr) *ast.Ident {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return x
	case *ast.CallExpr:
		if sel, ok := x.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Clone" || sel.Sel.Name == "WithContext") {
			return requestIn(sel.X)
		}
	}
	return nil
}

// repeats reports whether the send at pos is repeated with one and the same request: no loop around it sets
// the variable, and if there is no loop, nothing in the function does. Where the repetition is a send of its
// own, nothing does between the first send and that.
func (f *fixer) repeats(path []ast.Node, first, pos token.Pos, req types.Object) bool {
	if req == nil {
		return false
	}
	var within ast.Node // what is run again
	var label token.Pos
	for _, n := range path {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if within == nil {
				within = n
			}
		case *ast.FuncLit, *ast.FuncDecl:
			if within == nil {
				within = n
				label = labelBefore(n, pos)
			}
		}
	}
	if within == nil {
		return false
	}
	set := false
	ast.Inspect(within, func(n ast.Node) bool {
		if s, ok := n.(*ast.AssignStmt); ok && s.Pos() >= label && (first == pos || first < s.Pos() && s.Pos() < pos) {
			for _, to := range s.Lhs {
				set = set || f.object(to) == req
			}
		}
		return true
	})
	return !set
}

// labelBefore returns the last label of a function before pos that a goto leads back to.
func labelBefore(fn ast.Node, pos token.Pos) token.Pos {
	back := map[string]bool{}
	var label token.Pos
	ast.Inspect(fn, func(n ast.Node) bool {
		if b, ok := n.(*ast.BranchStmt); ok && b.Tok == token.GOTO && b.Pos() > pos {
			back[b.Label.Name] = true
		}
		return true
	})
	ast.Inspect(fn, func(n ast.Node) bool {
		if l, ok := n.(*ast.LabeledStmt); ok && back[l.Label.Name] && l.Pos() < pos {
			label = l.Pos()
		}
		return true
	})
	return label
}

// statement returns the statement of a list that the send is part of, and the signature of its function.
func (f *fixer) statement(path []ast.Node) (ast.Stmt, *types.Signature) {
	var at ast.Stmt
	for i, n := range path {
		switch n := n.(type) {
		case *ast.FuncLit:
			sig, _ := f.Info.TypeOf(n).(*types.Signature)
			return at, sig
		case *ast.FuncDecl:
			if fn, ok := f.Info.Defs[n.Name].(*types.Func); ok {
				return at, fn.Signature()
			}
			return nil, nil
		}
		stmt, ok := n.(ast.Stmt)
		if !ok || at != nil || i+1 >= len(path) {
			continue
		}
		switch parent := path[i+1].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.LabeledStmt:
			if _, ok := stmt.(*ast.CaseClause); ok {
				return nil, nil // in its header
			}
			at = stmt
		case *ast.CommClause:
			if parent.Comm == stmt {
				return nil, nil
			}
			at = stmt
		}
		if _, isLoop := at.(*ast.ForStmt); isLoop {
			return nil, nil // in its header: what stands before it runs once
		}
	}
	return nil, nil
}

// zeroResults returns the zero values of the results before a last one of type error: "nil, 0, ".
func zeroResults(im *edit.Imports, sig *types.Signature) (string, bool) {
	results := sig.Results()
	n := results.Len()
	if n == 0 || !isError(results.At(n-1).Type()) {
		return "", false
	}
	text := ""
	for i := range n - 1 {
		zero, ok := im.ZeroValue(results.At(i).Type())
		if !ok {
			return "", false
		}
		text += zero + ", "
	}
	return text, true
}

// isTripped reports whether the request is what a RoundTripper was handed.
func (f *fixer) isTripped(path []ast.Node, req types.Object) bool {
	for _, n := range path {
		if fn, ok := n.(*ast.FuncDecl); ok {
			v, isVar := req.(*types.Var)
			return fn.Name.Name == "RoundTrip" && isVar && v.Kind() == types.ParamVar
		}
	}
	return false
}
