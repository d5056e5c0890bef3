package medipimretry

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// limited is the code that comes with a 429.
const limited = "too_many_requests"

// joinAll is join for the condition of r and those that a 429 must come out of like what is retried, too.
func (f *fixer) joinAll(r report) *rule.Fix {
	all := f.join(r)
	for _, c := range r.Also {
		other := &answer.Report{Category: r.Category, Send: r.Send, Cond: c}
		at := place(f.Pass, other)
		if all == nil || at == nil {
			return nil
		}
		more := f.join(report{other, at})
		if more == nil {
			return nil
		}
		all.Edits = append(all.Edits, more.Edits...)
		all.Imports = append(all.Imports, more.Imports...)
		all.Kept = append(all.Kept, more.Kept...)
	}
	return all
}

// join returns the fix of a condition that leaves 429 out of a retry: the condition comes out for 429
// as it does for what is retried. It is nil where that cannot be written in the condition's place.
func (f *fixer) join(r report) *rule.Fix {
	j := &joiner{fixer: f, file: f.file(r.at.Pos())}
	j.imports = j.file.Imports(r.at.Pos())
	if r.Cond == nil {
		if call, ok := r.at.(*ast.CallExpr); ok {
			return j.intoArguments(call)
		}
		return nil
	}
	path := f.around(r.at.Pos(), r.at.End())
	if clause, tag := caseOf(path, r.at); clause != nil {
		if tag != nil {
			return j.intoCase(path, clause, tag)
		}
		x := f.Origins.Source(r.Cond.Test)
		if x == nil && len(clause.List) == 1 {
			x = clause.List[0]
		}
		if x == nil || x.Pos() < r.at.Pos() || r.at.End() < x.End() {
			return nil
		}
		return j.condition(x, r.Cond)
	}
	x, ok := r.at.(ast.Expr)
	if !ok {
		return nil
	}
	return j.condition(x, r.Cond)
}

// caseOf returns the clause whose values at stands on, and the tag of its switch, nil if it has none.
func caseOf(path []ast.Node, at analysis.Range) (*ast.CaseClause, ast.Expr) {
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CaseClause:
			if len(n.List) == 0 || at.Pos() < n.List[0].Pos() || n.List[len(n.List)-1].End() < at.End() || i+2 >= len(path) {
				return nil, nil
			}
			if sw, ok := path[i+2].(*ast.SwitchStmt); ok {
				return n, sw.Tag
			}
			return nil, nil
		case *ast.FuncLit, *ast.BlockStmt:
			return nil, nil
		}
	}
	return nil, nil
}

// A joiner makes one fix.
type joiner struct {
	*fixer
	file    *edit.File
	imports *edit.Imports
	kept    []types.Object // what the new text uses
}

// fix returns the fix that these edits, and the imports they need, are.
func (j *joiner) fix(edits ...analysis.TextEdit) *rule.Fix {
	return &rule.Fix{Message: "Retry a 429 too", Edits: edits, Imports: []*edit.Imports{j.imports}, Kept: j.kept}
}

// statusName returns http.StatusTooManyRequests as the file writes it.
func (j *joiner) statusName() string {
	return j.imports.Dotted("net/http", "StatusTooManyRequests") + "StatusTooManyRequests"
}

// condition joins 429 to the expression x, a truth value: to the list that x looks into, or else to x itself.
func (j *joiner) condition(x ast.Expr, c *answer.Cond) *rule.Fix {
	if fix := j.inside(x); fix != nil {
		return fix
	}
	return j.beside(x, c)
}

func (j *joiner) inside(x ast.Expr) *rule.Fix {
	cmp, isComparison := ast.Unparen(x).(*ast.BinaryExpr)
	if j.computes(x) { // the list is of classes
		if isComparison {
			return j.comparison(cmp)
		}
		return nil
	}
	switch y := ast.Unparen(x).(type) {
	case *ast.BinaryExpr:
		if list := j.rangedOver(y); list != nil {
			return j.intoList(list)
		}
		if list := j.searchedIn(y); list != nil {
			return j.intoList(list)
		}
		for _, side := range []ast.Expr{y.X, y.Y} {
			if m := j.lookedUp(side); m != nil {
				return j.intoList(m)
			}
			if call, ok := ast.Unparen(side).(*ast.CallExpr); ok {
				if fix := j.search(call); fix != nil {
					return fix
				}
			}
		}
		return j.comparison(y)
	case *ast.CallExpr:
		return j.search(y)
	case *ast.IndexExpr:
		return j.intoList(y.X)
	case *ast.Ident:
		if m := j.commaOk(y); m != nil {
			if j.computes(m.Index) {
				return nil
			}
			return j.intoList(m.X)
		}
		if call, ok := j.setFrom(y).(*ast.CallExpr); ok && !j.computes(call) {
			return j.search(call)
		}
	}
	return nil
}

// comparison joins 429 to a comparison of a status, a code or an error.
func (j *joiner) comparison(x *ast.BinaryExpr) *rule.Fix {
	for _, side := range []struct {
		value, bound ast.Expr
		op           token.Token
	}{{x.X, x.Y, x.Op}, {x.Y, x.X, flipped[x.Op]}} {
		bound := j.Info.Types[side.bound]
		if bound.IsNil() && isError(j.Info.TypeOf(side.value)) {
			return j.failure(x, side.value)
		}
		if bound.Value == nil {
			continue
		}
		value, have, ok := j.at429(side.value, bound.Value)
		if !ok {
			continue
		}
		status, name := j.tested(value)
		if constant.Compare(have, side.op, bound.Value) {
			return j.wrap(x, token.LAND, status+" != "+name)
		}
		return j.wrap(x, token.LOR, status+" == "+name)
	}
	return nil
}

var flipped = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ,
	token.LSS: token.GTR, token.GTR: token.LSS, token.LEQ: token.GEQ, token.GEQ: token.LEQ,
}

// at429 returns what carries the status or the code in x, and the value of x when the answer is a 429.
func (j *joiner) at429(x ast.Expr, like constant.Value) (carrier ast.Expr, have constant.Value, ok bool) {
	x = ast.Unparen(x)
	if b, isBinary := x.(*ast.BinaryExpr); isBinary {
		by := j.Info.Types[b.Y].Value
		carrier, have, ok = j.at429(b.X, like)
		if !ok || by == nil || by.Kind() != constant.Int || have.Kind() != constant.Int || constant.Sign(by) == 0 {
			return nil, nil, false
		}
		switch b.Op {
		case token.QUO:
			return carrier, constant.BinaryOp(have, token.QUO_ASSIGN, by), true // of integers
		case token.SUB, token.ADD, token.REM:
			return carrier, constant.BinaryOp(have, b.Op, by), true
		}
		return nil, nil, false
	}
	if !repeatable(x) {
		return nil, nil, false
	}
	switch set := j.Origins.ResolveExpr(x); {
	case like.Kind() == constant.String && len(set.Body(origin.PathCode)) > 0:
		return x, constant.MakeString(limited), true
	case !isStatus(set):
		return nil, nil, false
	case like.Kind() == constant.String:
		return x, constant.MakeString("429"), len(constant.StringVal(like)) == len("429")
	}
	return x, constant.MakeInt64(429), like.Kind() == constant.Int
}

// name returns what the status or code x is compared with.
func (j *joiner) name(x ast.Expr) string {
	if b, ok := j.Info.TypeOf(x).Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
		return j.statusName()
	}
	if len(j.Origins.ResolveExpr(x).Body(origin.PathCode)) > 0 {
		return `"` + limited + `"`
	}
	return `"429"`
}

// repeatable reports whether x can be written a second time: it only reads, as names and getters do.
func repeatable(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return true
	case *ast.ParenExpr:
		return repeatable(x.X)
	case *ast.SelectorExpr:
		return repeatable(x.X)
	case *ast.StarExpr:
		return repeatable(x.X)
	case *ast.CallExpr:
		sel, ok := x.Fun.(*ast.SelectorExpr)
		return ok && len(x.Args) == 0 && repeatable(sel.X) && getters[sel.Sel.Name]
	}
	return false
}

// getters are the methods by which the libraries' responses, and users' errors, tell the status.
var getters = map[string]bool{"StatusCode": true, "GetStatusCode": true, "Status": true, "HTTPStatus": true, "Code": true}

// wrap puts the test of 429 before or behind the condition x, in parentheses where x stands in a
// condition that binds more closely.
func (j *joiner) wrap(x ast.Expr, op token.Token, test string) *rule.Fix {
	before, after := "", " && "+test
	if op == token.LOR {
		before, after = test+" || ", ""
	}
	return j.put(x, op, before, after)
}

func (j *joiner) put(x ast.Expr, op token.Token, before, after string) *rule.Fix {
	path := j.around(x.Pos(), x.End())
	for len(path) > 0 && path[0] != ast.Node(x) {
		path = path[1:]
	}
	if len(path) < 2 {
		return nil
	}
	switch parent := path[1].(type) {
	case *ast.UnaryExpr:
		before, after = "("+before, after+")"
	case *ast.BinaryExpr:
		if parent.Op.Precedence() > op.Precedence() {
			before, after = "("+before, after+")"
		}
	}
	var edits []analysis.TextEdit
	if before != "" {
		edits = append(edits, j.file.Insert(x.Pos(), before))
	}
	if after != "" {
		edits = append(edits, j.file.Insert(x.End(), after))
	}
	return j.fix(edits...)
}

// intoCase adds 429 to the values of a case.
func (j *joiner) intoCase(path []ast.Node, clause *ast.CaseClause, tag ast.Expr) *rule.Fix {
	text, want, ok := j.element(tag, clause.List[0])
	if !ok {
		return nil
	}
	for _, n := range path {
		sw, ok := n.(*ast.SwitchStmt)
		if !ok {
			continue
		}
		for _, c := range sw.Body.List {
			for _, x := range c.(*ast.CaseClause).List {
				if v := j.Info.Types[x].Value; v != nil && constant.Compare(v, token.EQL, want) {
					return nil // the compiler rejects a second one
				}
			}
		}
		break
	}
	for _, x := range clause.List {
		if v := j.Info.Types[x].Value; v == nil || v.Kind() != want.Kind() || v.Kind() == constant.Int && constant.Compare(v, token.LSS, constant.MakeInt64(400)) {
			return nil // not a case of errors
		}
	}
	return j.fix(j.file.Insert(clause.List[0].Pos(), text+", "))
}

// element returns 429 as an element beside like, and its value.
func (j *joiner) element(value, like ast.Expr) (text string, want constant.Value, ok bool) {
	x := ast.Unparen(value)
	if _, isBinary := x.(*ast.BinaryExpr); isBinary {
		return "", nil, false // status / 100
	}
	v := j.Info.Types[like].Value
	if v == nil {
		return "", nil, false
	}
	set := j.Origins.ResolveExpr(x)
	switch {
	case v.Kind() == constant.String && len(set.Body(origin.PathCode)) > 0:
		return `"` + limited + `"`, constant.MakeString(limited), true
	case !isStatus(set):
		return "", nil, false
	case v.Kind() == constant.String:
		return `"429"`, constant.MakeString("429"), true
	case v.Kind() != constant.Int:
		return "", nil, false
	}
	return j.statusLike(like), constant.MakeInt64(429), true
}

func isError(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}
