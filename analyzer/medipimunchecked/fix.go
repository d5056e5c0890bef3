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
func check(p *rule.Pass, d model.Data, at ast.Expr) *rule.Fix {
	path := p.Enclosing(at.Pos())
	fn := function(p, path)
	resp := response(p, d, at)
	if fn == nil || resp == nil {
		return nil
	}
	pl, ok := spotFor(p, d, path, resp)
	file, err := p.EditFile(at.Pos())
	if ok {
		pl, ok = past(p, at, path, resp, pl)
	}
	if !ok || err != nil || !pl.free(file) || !p.Visible(resp, pl.before.Pos()) {
		return nil
	}
	if sendsAgain(p, path, pl.before.Pos(), resp) {
		return nil
	}
	if at.Pos() < pl.before.Pos() && (usedBefore(d, at, pl) || leavesBefore(path, pl)) {
		return nil
	}
	imports := file.Imports(pl.before.Pos())
	indent := file.Indent(pl.before.Pos())
	results, ok := returned(imports, fn, resp, indent+"\t", failed(p, pl))
	if !ok {
		return nil
	}
	text := indent + "if " + resp.Name() + ".StatusCode >= 400 {\n"
	if closes(p, path, pl.before.Pos(), resp) {
		text += indent + "\t_ = " + resp.Name() + ".Body.Close()\n"
	}
	text +=
		indent + "\treturn " + strings.Join(results, ", ") + "\n" +
			indent + "}\n"
	return &rule.Fix{
		Message: "Return an error for a status of 400 and above",
		Edits:   []analysis.TextEdit{file.Insert(file.NextLine(pl.after), text)},
		Imports: []*edit.Imports{imports},
		Kept:    []types.Object{resp},
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

// returned returns the results of a return with an error: what the function returns with another error, else zero
// values, and an error with the status. The return is indented by indent.
func returned(imports *edit.Imports, fn *types.Signature, resp *types.Var, indent string, like []string) ([]string, bool) {
	var out []string
	failed := false
	for i := fn.Results().Len() - 1; i >= 0; i-- {
		t := fn.Results().At(i).Type()
		if !failed && types.Identical(t, types.Universe.Lookup("error").Type()) {
			failed = true
			out = append(out, imports.Dotted("fmt", "Errorf")+`Errorf("unexpected status %s", `+resp.Name()+".Status)")
			continue
		}
		if i < len(like) && like[i] != "" {
			out = append(out, like[i])
			continue
		}
		zero, ok := imports.ZeroValue(t)
		if !ok {
			if name := fn.Results().At(i).Name(); name != "" && name != "_" {
				zero, ok = name, true // a result that has a name has its zero value, but for what was set before
			} else {
				zero, ok = imports.ZeroLines(t, indent)
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

// failed returns the results that the function has for the error which is tested above the spot, as the source
// writes them; "" for one that is no variable.
func failed(p *rule.Pass, pl spot) []string {
	path := p.Enclosing(pl.before.Pos())
	i := slices.IndexFunc(path, func(n ast.Node) bool { return slices.Contains(stmtsOf(n), pl.before) })
	if i < 0 {
		return nil
	}
	for _, stmt := range slices.Backward(stmtsOf(path[i])) {
		test, ok := stmt.(*ast.IfStmt)
		if !ok || stmt.Pos() > pl.before.Pos() || test.Init != nil || test.Else != nil || len(test.Body.List) != 1 {
			continue
		}
		ret, ok := test.Body.List[0].(*ast.ReturnStmt)
		cond, isTest := test.Cond.(*ast.BinaryExpr)
		if !ok || !isTest || cond.Op != token.NEQ || !p.Info.Types[cond.Y].IsNil() {
			return nil
		}
		var out []string
		for _, x := range ret.Results {
			text := ""
			if id, ok := x.(*ast.Ident); ok {
				if v, ok := p.Info.Uses[id].(*types.Var); ok && p.Visible(v, pl.before.Pos()) {
					text = id.Name
				}
			}
			out = append(out, text)
		}
		return out
	}
	return nil
}

// stmtsOf returns the statements of a block or a clause.
func stmtsOf(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}
