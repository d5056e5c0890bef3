package medipimmessage

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A repair turns a comparison of the message into one of the code beside it.
type repair struct {
	model.Branch
	beside
	operand
	file *edit.File
	want string // the code that the text means; "" for a switch
}

// repairOf returns the repair of b, whose message is x, or nil: the code is not in the same value, or
// the text does not say clearly which one is meant.
func repairOf(p *rule.Pass, b model.Branch, x ast.Expr) *repair {
	r := &repair{Branch: b}
	switch b.Kind {
	case model.Compare:
		r.want = meant(p, b.Y)
	case model.Text:
		switch b.Func.FullName() {
		case "strings.EqualFold", "strings.Contains", "strings.HasPrefix", "strings.HasSuffix":
			r.want = meant(p, b.Y)
		}
	case model.Switch:
		if !clearCases(p, b.Cases) || ast.Unparen(b.X) != ast.Unparen(x) {
			return nil
		}
	}
	if r.want == "" && b.Kind != model.Switch {
		return nil
	}
	file, err := p.EditFile(x.Pos())
	if err != nil {
		return nil
	}
	r.file = file
	var ok bool
	if r.beside, ok = find(p, file, x); !ok {
		return nil
	}
	if test, ok := b.Node.(ast.Expr); ok && b.Kind != model.Switch {
		r.operand = operandOf(file.Syntax, test)
	}
	return r
}

// meant returns the code that the text y clearly means, or "".
func meant(p *rule.Pass, y ast.Expr) string {
	text, ok := p.StringConst(y)
	if !ok {
		return ""
	}
	m := p.Catalog.Nearest(strings.TrimRight(strings.TrimSpace(text), ".!"))
	switch m.Kind {
	case catalog.Known, catalog.Case, catalog.Separator, catalog.Synonym, catalog.AuthPrefix:
		return m.Code
	}
	return ""
}

// clearCases reports whether each case means another code; one that asks for no message asks for no code.
func clearCases(p *rule.Pass, cases []ast.Expr) bool {
	seen := map[string]bool{}
	for _, c := range cases {
		if text, ok := p.StringConst(c); ok && text == "" {
			continue
		}
		code := meant(p, c)
		if code == "" || seen[code] {
			return false
		}
		seen[code] = true
	}
	return len(seen) > 0
}

// fixes returns the fix of each repair. Repairs that say the same in one condition, and those that read one local
// variable, have one fix: none of them could be made alone and leave a program that vet is content with.
func fixes(p *rule.Pass, repairs []*repair) map[*repair]*rule.Fix {
	out := map[*repair]*rule.Fix{}
	for _, u := range unite(p, repairs) {
		for _, r := range u.repairs {
			if fix := u.fix(p); fix != nil {
				fix.Message = "Decide on " + r.code
				out[r] = fix
			}
		}
	}
	return out
}

// drops returns the uses of imports and local variables that go with what is repaired.
func (r *repair) drops(p *rule.Pass) []*ast.Ident {
	var ids []*ast.Ident
	add := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if r.imported(p, id) != nil || id == r.local || r.calls(p, id) {
					ids = append(ids, id)
				}
			}
			return true
		})
	}
	if r.Kind == model.Switch {
		add(r.x)
		return ids
	}
	add(r.Node)
	return ids
}

// calls reports whether a name is of the local variable that holds the function which looks at the message.
func (r *repair) calls(p *rule.Pass, id *ast.Ident) bool {
	call, ok := r.Node.(*ast.CallExpr)
	v, isVar := p.Info.Uses[id].(*types.Var)
	return ok && ast.Unparen(call.Fun) == ast.Expr(id) && isVar && v.Kind() == types.LocalVar
}

// imported returns the import that a name is of, or comes from by a dot import; nil if it is of none.
func (r *repair) imported(p *rule.Pass, id *ast.Ident) *types.PkgName {
	obj := p.Info.Uses[id]
	if name, ok := obj.(*types.PkgName); ok {
		return name
	}
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == p.Pkg || obj.Parent() != obj.Pkg().Scope() {
		return nil
	}
	for _, spec := range r.file.Syntax.Imports {
		if name := p.Info.PkgNameOf(spec); name != nil && name.Name() == "." && name.Imported() == obj.Pkg() {
			return name
		}
	}
	return nil
}

// edits returns the edits of r.
func (r *repair) edits(p *rule.Pass) []analysis.TextEdit {
	quoted := strconv.Quote(r.want)
	switch {
	case r.removal != nil:
		return []analysis.TextEdit{r.file.Replace(r.removal.Pos, r.removal.End, "")}
	case r.Kind == model.Switch:
		edits := []analysis.TextEdit{r.file.Replace(r.x.Pos(), r.x.End(), r.code)}
		for _, c := range r.Cases {
			if code := meant(p, c); code != "" {
				edits = append(edits, r.file.Replace(c.Pos(), c.End(), strconv.Quote(code)))
			}
		}
		return edits
	case r.Kind == model.Compare:
		return []analysis.TextEdit{r.file.Replace(r.X.Pos(), r.X.End(), r.code), r.file.Replace(r.Y.Pos(), r.Y.End(), quoted)}
	}
	call := r.Node.(*ast.CallExpr)
	text, op, at := "%s %s %s", token.EQL, ast.Expr(call)
	if r.not != nil {
		op, at = token.NEQ, r.not
	}
	if r.within != nil && r.within.Op != token.LAND && r.within.Op != token.LOR {
		text = "(%s %s %s)"
	}
	return []analysis.TextEdit{r.file.Replace(at.Pos(), at.End(), fmt.Sprintf(text, r.code, op, quoted))}
}
