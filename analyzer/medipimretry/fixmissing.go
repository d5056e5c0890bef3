package medipimretry

import (
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// A sending is a send without a retry that a helper can take over.
type sending struct {
	index  int // of the report
	call   *ast.CallExpr
	method string // GET, HEAD, POST; "" for a Do, which has its request
	form   bool   // PostForm
}

// missing fills in the fixes of the sends that nothing retries: each goes through a helper.
func (f *fixer) missing(reports []report, out []*rule.Fix) {
	var sends []*sending
	for i, r := range reports {
		if r.Category != answer.Missing || !f.Reports(r.at) || f.file(r.at.Pos()) == nil {
			continue
		}
		if s := f.sending(r); s != nil {
			s.index = i
			sends = append(sends, s)
		}
	}
	if len(sends) == 0 {
		return
	}
	pl := f.place(sends)
	if pl == nil {
		return
	}
	for _, s := range sends {
		out[s.index] = f.retry(s, sends, pl)
	}
}

// sending returns the send that a report is on, nil if no helper can take it over.
func (f *fixer) sending(r report) *sending {
	call, ok := r.at.(*ast.CallExpr)
	if !ok || r.Call == nil || call.Ellipsis.IsValid() {
		return nil
	}
	s := send.Of(r.Call)
	if s == nil || s.Library != send.NetHTTP {
		return nil
	}
	if sig, ok := f.Info.TypeOf(call.Fun).Underlying().(*types.Signature); ok && send.TakesRequest(sig) && len(call.Args) == 1 {
		return &sending{call: call}
	}
	fn, _ := f.object(call.Fun).(*types.Func)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return nil
	}
	switch {
	case fn.Name() == "Get" && len(call.Args) == 1:
		return &sending{call: call, method: "MethodGet"}
	case fn.Name() == "Head" && len(call.Args) == 1:
		return &sending{call: call, method: "MethodHead"}
	case fn.Name() == "Post" && len(call.Args) == 3 && rebuilt(s.Body, 0):
		return &sending{call: call, method: "MethodPost"}
	case fn.Name() == "PostForm" && len(call.Args) == 2 && f.isValues(call.Args[1]):
		return &sending{call: call, method: "MethodPost", form: true}
	}
	return nil
}

// isValues reports whether x is of type url.Values, and can be followed by a dot.
func (f *fixer) isValues(x ast.Expr) bool {
	named, ok := types.Unalias(f.Info.TypeOf(x)).(*types.Named)
	if !ok || named.Obj().Name() != "Values" || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "net/url" {
		return false
	}
	switch x.(type) {
	case *ast.StarExpr, *ast.UnaryExpr, *ast.BinaryExpr:
		return false
	}
	return true
}

// rebuilt reports whether http.NewRequest can build a body again: its type is one of three.
func rebuilt(body ssa.Value, depth int) bool {
	if body == nil || depth > 4 {
		return false
	}
	switch types.TypeString(body.Type(), nil) {
	case "*bytes.Buffer", "*bytes.Reader", "*strings.Reader":
		return true
	}
	switch x := body.(type) {
	case *ssa.Const:
		return x.IsNil()
	case *ssa.MakeInterface:
		return rebuilt(x.X, depth+1)
	case *ssa.ChangeInterface:
		return rebuilt(x.X, depth+1)
	case *ssa.Phi:
		for _, e := range x.Edges {
			if !rebuilt(e, depth+1) {
				return false
			}
		}
		return true
	}
	return false
}

// importsOf returns the imports of a file, for the calls in it and, in the host, the helpers.
func (f *fixer) importsOf(syntax *ast.File, sends []*sending, pl *placement) *edit.Imports {
	var at []token.Pos
	for _, s := range sends {
		if f.syntax(s.call.Pos()) == syntax {
			at = append(at, s.call.Pos())
		}
	}
	if syntax == pl.host {
		at = append(at, syntax.FileEnd)
	}
	return f.file(syntax.FileStart).Imports(at...)
}

// retry returns the fix of one send.
func (f *fixer) retry(s *sending, sends []*sending, pl *placement) *rule.Fix {
	syntax := f.syntax(s.call.Pos())
	file := f.file(s.call.Pos())
	im := f.importsOf(syntax, sends, pl)
	name := pl.do
	if strings.Contains(file.Between(s.call.Lparen, s.call.Args[0].Pos()), "/*") {
		return nil // gofmt would move it to the argument before
	}
	var edits []analysis.TextEdit
	if s.method == "" {
		behind := strings.TrimSpace(file.Between(s.call.Fun.End(), s.call.Lparen)) // a comment
		if behind != "" {
			behind = " " + behind
		}
		if strings.Contains(behind, "\n") || hasLongComment(file, s.call.Fun) {
			return nil
		}
		edits = append(edits,
			file.Insert(s.call.Pos(), name+"("),
			file.Replace(s.call.Fun.End(), s.call.Lparen+1, behind+comma(file, s.call)))
		// What follows a line's end within the arguments is indented once more.
		for at := file.NextLine(s.call.Fun.Pos()); at <= s.call.Fun.End(); at = file.NextLine(at) {
			edits = append(edits, file.Insert(at, "\t"))
		}
	} else {
		name = pl.request
		do, ok := f.clientDo(s, file, im)
		if !ok {
			return nil
		}
		head := name + "(" + do + ", " + im.Dotted("net/http", s.method) + s.method + comma(file, s.call)
		edits = append(edits, file.Replace(s.call.Pos(), s.call.Lparen+1, head))
		last := s.call.Args[len(s.call.Args)-1]
		switch {
		case s.form:
			edits = append(edits,
				file.Insert(last.Pos(), strconv.Quote("application/x-www-form-urlencoded")+", "+im.Dotted("strings", "NewReader")+"NewReader("),
				file.Insert(last.End(), ".Encode())"))
		case len(s.call.Args) == 1:
			text, ok := asOneOfSeveral(file, last)
			if !ok {
				return nil
			}
			edits = append(edits, file.Replace(last.Pos(), last.End(), text+`, "", nil`))
		}
	}
	hostImports := im
	if pl.host != nil && pl.host != syntax {
		hostImports = f.importsOf(pl.host, sends, pl)
	}
	helpers, ok := f.addHelpers(pl, hostImports, s.method != "")
	if !ok {
		return nil
	}
	edits = append(edits, helpers...)
	return &rule.Fix{
		Message: "Retry a 429, with backoff, through " + name,
		Edits:   edits,
		Imports: []*edit.Imports{im, hostImports},
	}
}

// hasLongComment reports whether there is a comment of several lines in x, whose lines stay where they are
// when the rest is indented.
func hasLongComment(file *edit.File, x ast.Expr) bool {
	for _, group := range file.Syntax.Comments {
		for _, c := range group.List {
			if x.Pos() <= c.Pos() && c.End() <= x.End() && strings.Contains(c.Text, "\n") {
				return true
			}
		}
	}
	return false
}

// comma returns what stands between a new argument and the first of a call.
func comma(file *edit.File, call *ast.CallExpr) string {
	if next := file.Between(call.Lparen+1, call.Rparen); next != "" && (next[0] == '\n' || next[0] == ' ') {
		return ","
	}
	return ", "
}

// asOneOfSeveral returns an argument as gofmt writes it beside others: more closely.
func asOneOfSeveral(file *edit.File, x ast.Expr) (string, bool) {
	const before, after = "package p\n\nvar _ = f(0, ", ")\n"
	text := file.Text(x)
	if strings.Contains(text, "\n") {
		return text, !hasBinary(x)
	}
	formatted, err := format.Source([]byte(before + text + after))
	if err != nil {
		return "", false
	}
	text, ok := strings.CutPrefix(string(formatted), before)
	return strings.TrimSuffix(text, after), ok
}

func hasBinary(x ast.Expr) bool {
	_, ok := ast.Unparen(x).(*ast.BinaryExpr)
	return ok
}

// clientDo returns the Do of the client that a Get or Post goes through, as the source writes it.
func (f *fixer) clientDo(s *sending, file *edit.File, im *edit.Imports) (string, bool) {
	if file.HasComment(s.call.Fun.Pos(), s.call.Lparen) {
		return "", false
	}
	sel, ok := ast.Unparen(s.call.Fun).(*ast.SelectorExpr)
	selection := f.Info.Selections[sel]
	if !ok || selection == nil {
		if _, isFunc := f.object(s.call.Fun).(*types.Func); isFunc {
			return im.Dotted("net/http", "DefaultClient") + "DefaultClient.Do", true
		}
		return "", false
	}
	text := file.Text(sel.X)
	if do, _, _ := types.LookupFieldOrMethod(selection.Recv(), true, f.Pass.Pkg, "Do"); do != nil && do.Pkg() != nil && do.Pkg().Path() == "net/http" {
		return text + ".Do", true
	}
	return "", false // the type has a Do of its own
}
