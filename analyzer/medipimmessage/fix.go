package medipimmessage

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// A repair turns a comparison of the message into one of the code beside it.
type repair struct {
	model.Branch
	file    *edit.File
	message *ast.SelectorExpr // the message
	field   string            // the code's field, beside it
	code    string            // the code that the text means; "" for a switch
}

// repairOf returns the repair of b, whose message is x, or nil: the code is not in the same value, or
// the text does not say clearly which one is meant.
func repairOf(p *rule.Pass, b model.Branch, x ast.Expr) *repair {
	sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	r := &repair{Branch: b, message: sel, field: codeField(p, sel)}
	if r.field == "" {
		return nil
	}
	switch b.Kind {
	case model.Compare:
		r.code = meant(p, b.Y)
	case model.Text:
		switch b.Func.FullName() {
		case "strings.EqualFold", "strings.Contains", "strings.HasPrefix", "strings.HasSuffix":
			r.code = meant(p, b.Y)
		}
	case model.Switch:
		if !clearCases(p, b.Cases) || ast.Unparen(b.X) != ast.Expr(sel) {
			return nil
		}
	}
	if r.code == "" && b.Kind != model.Switch {
		return nil
	}
	file, err := p.EditFile(sel.Pos())
	if err != nil {
		return nil
	}
	r.file = file
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

// clearCases reports whether each case of a switch on the message means one code, and no two the same.
func clearCases(p *rule.Pass, cases []ast.Expr) bool {
	seen := map[string]bool{}
	for _, c := range cases {
		code := meant(p, c)
		if code == "" || seen[code] {
			return false
		}
		seen[code] = true
	}
	return len(cases) > 0
}

// codeField returns the name of the field beside the message that holds the code, or "".
func codeField(p *rule.Pass, message *ast.SelectorExpr) string {
	s := p.Info.Selections[message]
	if s == nil || s.Kind() != types.FieldVal || s.Obj().Pkg() != p.Pkg {
		return ""
	}
	st := structAround(s)
	if st == nil {
		return ""
	}
	for f := range st.Fields() {
		if b, ok := f.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.String || f == s.Obj() {
			continue
		}
		// A field of this name may be hidden by one nearer to the outside.
		if obj, _, _ := types.LookupFieldOrMethod(p.Info.TypeOf(message.X), true, p.Pkg, f.Name()); obj != f {
			continue
		}
		from := p.Origins.Beside(message, f.Name())
		if len(from) == 0 {
			continue
		}
		whole := true
		for _, o := range from {
			whole = whole && o.Kind == origin.Body && o.Path == origin.PathCode && !o.Part && o.Fold == 0
		}
		if whole {
			return f.Name()
		}
	}
	return ""
}

// structAround returns the struct that the selected field stands in.
func structAround(s *types.Selection) *types.Struct {
	t := s.Recv()
	var st *types.Struct
	for _, i := range s.Index() {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		var ok bool
		if st, ok = t.Underlying().(*types.Struct); !ok {
			return nil
		}
		t = st.Field(i).Type()
	}
	return st
}

// fixes returns the fix of each repair. A call of package strings that a fix replaces may be the
// last one of its file: the import goes then, unless two fixes would have to share that.
func fixes(p *rule.Pass, repairs []*repair) map[*repair]*analysis.SuggestedFix {
	dropped := map[*edit.File][]*ast.Ident{}
	for _, r := range repairs {
		dropped[r.file] = append(dropped[r.file], r.drops(p)...)
	}
	out := map[*repair]*analysis.SuggestedFix{}
	for _, r := range repairs {
		keep := false
		var rest []analysis.TextEdit
		if own := r.drops(p); len(own) > 0 {
			all, ok := r.file.Removal(dropped[r.file])
			keep = !ok || len(all.Objects) > 0 && len(own) < len(dropped[r.file])
			if !keep {
				rest, _ = r.file.RemoveUnused(own)
			}
		}
		out[r] = &analysis.SuggestedFix{
			Message:   fmt.Sprintf("Decide on %s", r.codeText(p)),
			TextEdits: append(r.edits(p, keep), rest...),
		}
	}
	return out
}

// drops returns the uses of imports in what the fix replaces: those of the calls around the message.
func (r *repair) drops(p *rule.Pass) []*ast.Ident {
	if r.Kind == model.Switch {
		return nil
	}
	var ids []*ast.Ident
	ast.Inspect(r.Node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if _, isPkg := p.Info.Uses[id].(*types.PkgName); isPkg {
				ids = append(ids, id)
			}
		}
		return n != ast.Node(r.message)
	})
	return ids
}

// codeText is the code as the fix writes it: e.Code.
func (r *repair) codeText(p *rule.Pass) string {
	return r.file.Text(r.message.X) + "." + r.field
}

func (r *repair) edits(p *rule.Pass, keep bool) []analysis.TextEdit {
	if r.Kind == model.Switch {
		edits := []analysis.TextEdit{r.file.Replace(r.message.Sel.Pos(), r.message.Sel.End(), r.field)}
		for _, c := range r.Cases {
			edits = append(edits, r.file.Replace(c.Pos(), c.End(), strconv.Quote(meant(p, c))))
		}
		return edits
	}
	code, quoted := r.codeText(p), strconv.Quote(r.code)
	if r.Kind == model.Compare {
		if keep {
			return []analysis.TextEdit{
				r.file.Replace(r.message.Sel.Pos(), r.message.Sel.End(), r.field),
				r.file.Replace(r.Y.Pos(), r.Y.End(), quoted),
			}
		}
		return []analysis.TextEdit{
			r.file.Replace(r.X.Pos(), r.X.End(), code),
			r.file.Replace(r.Y.Pos(), r.Y.End(), quoted),
		}
	}
	call := r.Node.(*ast.CallExpr)
	if keep {
		fun := r.file.Text(call.Fun.(*ast.SelectorExpr).X)
		return []analysis.TextEdit{r.file.Replace(call.Pos(), call.End(), fmt.Sprintf("%s.EqualFold(%s, %s)", fun, code, quoted))}
	}
	pos, end, op := call.Pos(), call.End(), "=="
	path, _ := astutil.PathEnclosingInterval(r.file.Syntax, call.Pos(), call.End())
	text := "%s %s %s"
	if len(path) > 1 {
		switch parent := path[1].(type) {
		case *ast.UnaryExpr:
			if parent.Op == token.NOT {
				pos, op = parent.Pos(), "!="
			}
		case *ast.BinaryExpr:
			if parent.Op != token.LAND && parent.Op != token.LOR {
				text = "(%s %s %s)"
			}
		}
	}
	return []analysis.TextEdit{r.file.Replace(pos, end, fmt.Sprintf(text, code, op, quoted))}
}
