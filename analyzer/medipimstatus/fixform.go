package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// operand replaces the carrier by the HTTP status in the carrier's type: in an argument, an index,
// an operand.
func (f *fixer) operand(pl *plan) bool {
	limit := pl.X
	x := pl.at
	for _, outer := range f.passedOn(pl, limit) {
		if isInt(f.Info.TypeOf(outer)) {
			x = outer // the conversion to int goes too
		}
	}
	text, ok := f.as(pl, f.Info.TypeOf(x))
	return ok && pl.replace(f.chosen(pl, x, text), text)
}

// chosen returns the call by which one of several values is chosen, if text, in the place of x, would be one that all
// others are too: cmp.Or(env.Error.Status, resp.StatusCode). Else it returns x.
func (f *fixer) chosen(pl *plan, x ast.Expr, text string) ast.Expr {
	i := slices.Index(pl.path, ast.Node(x))
	if i < 0 || i+1 == len(pl.path) {
		return x
	}
	call, ok := pl.path[i+1].(*ast.CallExpr)
	if !ok || len(call.Args) < 2 || !slices.Contains(call.Args, x) {
		return x
	}
	name, isIdent := ast.Unparen(call.Fun).(*ast.Ident)
	fn := f.Called(call)
	if !(isIdent && f.Info.Types[name].IsBuiltin() && (name.Name == "max" || name.Name == "min")) && (fn == nil || fn.FullName() != "cmp.Or") {
		return x
	}
	for _, arg := range call.Args {
		if arg != x && f.text(arg) != text {
			return x
		}
	}
	return call
}

// take puts the HTTP status, or what is computed from it, in the carrier's place.
func (f *fixer) take(pl *plan) bool {
	switch {
	case pl.computed != nil:
		return f.part(pl)
	case pl.Kind == model.Text && f.prefix(pl):
		return true
	case pl.Kind != model.Compare && pl.Kind != model.Switch:
		return f.operand(pl)
	case f.plainRest(pl):
		return pl.replace(f.chosen(pl, pl.at, pl.status.text), pl.status.text)
	}
	return f.operand(pl)
}

// compare rewrites a comparison.
func (f *fixer) compare(pl *plan) bool {
	cmp := pl.Node.(*ast.BinaryExpr)
	f.evaluate(pl)
	if len(f.Ours(f.Values(pl.Y), origin.PathStatus)) > 0 {
		pl.after, pl.among = nil, nil
		if pl.computed != nil {
			return f.part(pl)
		}
		return f.operand(pl) // the other side has a fix of its own
	}
	whole := f.isWhole(pl)
	if whole {
		f.dropGuard(pl)
	}
	if op, ok := f.presence(pl); ok {
		if pl.X == cmp.Y {
			op = mirrored[op]
		}
		return pl.replace(pl.X, pl.status.text) &&
			pl.cut(cmp.OpPos, cmp.OpPos+token.Pos(len(cmp.Op.String())), op.String()) &&
			pl.replace(pl.Y, "400")
	}
	if !whole {
		return f.take(pl)
	}
	if f.converts([]ast.Expr{pl.Y}) {
		return pl.replace(pl.X, pl.status.text) && f.convert(pl, pl.Y, "")
	}
	t := f.Info.TypeOf(pl.X)
	if types.IsInterface(t) {
		t = f.Info.TypeOf(pl.Y)
	}
	text, ok := f.as(pl, t)
	return ok && pl.replace(pl.X, text)
}

// isWhole reports whether the branch is on the status itself, or on a conversion of it.
func (f *fixer) isWhole(pl *plan) bool {
	outers := f.passedOn(pl, pl.X)
	return pl.computed == nil && ast.Unparen(outers[len(outers)-1]) == ast.Unparen(pl.X)
}

// switchTag rewrites a switch on the carrier. With a case for an absent status the tag moves into
// the cases.
func (f *fixer) switchTag(pl *plan) bool {
	absent := slices.ContainsFunc(pl.Cases, func(c ast.Expr) bool { return f.isAbsent(pl, c) })
	switch {
	case !f.isWhole(pl):
		if !absent {
			return f.take(pl)
		}
		tag, ok := f.computedText(pl)
		return ok && f.converts(pl.Cases) && f.moveTag(pl, tag)
	case !f.converts(pl.Cases):
		text, ok := f.as(pl, f.Info.TypeOf(pl.X))
		return ok && !absent && pl.replace(pl.X, text)
	case !absent:
		ok := pl.replace(pl.X, pl.status.text)
		for _, c := range pl.Cases {
			ok = ok && f.convert(pl, c, "")
		}
		return ok
	}
	return f.moveTag(pl, pl.status.text)
}

// moveTag makes a switch on tag one without: each case is a comparison, and the one for an absent status
// a test against 400.
func (f *fixer) moveTag(pl *plan, tag string) bool {
	for _, op := range []string{"/", "%", "*", "+", "-"} {
		tag = strings.ReplaceAll(tag, " "+op+" ", op) // as gofmt writes it in a comparison
	}
	sw := pl.enclosingSwitch()
	ok := sw != nil && pl.cut(sw.Tag.Pos(), sw.Body.Lbrace, "") && pl.drop(sw.Tag)
	if !ok {
		return false
	}
	for _, clause := range sw.Body.List {
		list := clause.(*ast.CaseClause).List
		absent := slices.IndexFunc(list, func(c ast.Expr) bool { return f.isAbsent(pl, c) })
		for i, c := range list {
			switch {
			case i == absent:
				ok = ok && pl.replace(c, pl.status.text+" < 400")
			case absent >= 0 && f.isCovered(pl, c) && i > absent:
				ok = ok && pl.cut(list[i-1].End(), c.End(), "") && pl.drop(c)
			case absent >= 0 && f.isCovered(pl, c):
				ok = ok && pl.cut(c.Pos(), list[i+1].Pos(), "") && pl.drop(c)
			default:
				ok = ok && f.convert(pl, c, tag+" == ")
			}
		}
	}
	return ok
}

// isCovered reports whether a case takes nothing but what is less than 400.
func (f *fixer) isCovered(pl *plan, c ast.Expr) bool {
	n, known := f.constInt(c)
	for s := int64(400); s < 600; s++ {
		if x, ok := f.with(pl, s); !known || !ok || x == n {
			return false
		}
	}
	return true
}

func (pl *plan) enclosingSwitch() *ast.SwitchStmt {
	for _, n := range pl.path {
		if sw, ok := n.(*ast.SwitchStmt); ok {
			return sw
		}
	}
	return nil
}

// passedOn returns the carrier and the expressions around it, up to limit, that only pass its value
// on: conversions, strconv.Itoa.
func (f *fixer) passedOn(pl *plan, limit ast.Expr) []ast.Expr {
	out := []ast.Expr{pl.at}
	x := pl.at
	for _, n := range pl.path[1:] {
		if x == limit {
			break
		}
		switch n := n.(type) {
		case *ast.ParenExpr:
			x = n
			continue
		case *ast.CallExpr:
			if f.onlyConverts(n) {
				x = n
				out = append(out, n)
				continue
			}
		}
		break
	}
	return out
}

// plainRest reports whether an int may take the carrier's place in an arithmetic comparison or tag.
func (f *fixer) plainRest(pl *plan) bool {
	if isInt(f.Info.TypeOf(pl.at)) {
		return true
	}
	ok := isNumber(f.Info.TypeOf(pl.at))
	others := append([]ast.Expr{}, pl.Cases...)
	if pl.Y != nil {
		others = append(others, pl.Y)
	}
	var walk func(x ast.Expr)
	walk = func(x ast.Expr) {
		switch x := x.(type) {
		case *ast.ParenExpr:
			walk(x.X)
		case *ast.BinaryExpr:
			walk(x.X)
			walk(x.Y)
		default:
			if x != pl.at {
				others = append(others, x)
			}
		}
	}
	walk(pl.X)
	for _, x := range others {
		ok = ok && f.untyped(x)
	}
	return ok
}

// mirrored gives the operator of a comparison with its operands exchanged.
var mirrored = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ,
	token.LSS: token.GTR, token.GTR: token.LSS,
	token.LEQ: token.GEQ, token.GEQ: token.LEQ,
}
