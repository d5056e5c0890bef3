package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"

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
	return ok && pl.replace(x, text)
}

// compare rewrites a comparison.
func (f *fixer) compare(pl *plan) bool {
	cmp := pl.Node.(*ast.BinaryExpr)
	f.evaluate(pl)
	outers := f.passedOn(pl, pl.X)
	whole := ast.Unparen(outers[len(outers)-1]) == ast.Unparen(pl.X)
	switch {
	case len(f.Ours(f.Values(pl.Y), origin.PathStatus)) > 0:
		return f.operand(pl) // the other side has a fix of its own
	case !whole:
		if f.plainRest(pl) {
			return pl.replace(pl.at, pl.status.text)
		}
		return f.operand(pl)
	}
	f.dropGuard(pl)
	if op, ok := f.presence(pl); ok {
		if pl.X == cmp.Y {
			op = mirrored[op]
		}
		return pl.replace(pl.X, pl.status.text) &&
			pl.cut(cmp.OpPos, cmp.OpPos+token.Pos(len(cmp.Op.String())), op.String()) &&
			pl.replace(pl.Y, "400")
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

// switchTag rewrites a switch on the carrier. With a case for an absent status the tag moves into
// the cases.
func (f *fixer) switchTag(pl *plan) bool {
	outers := f.passedOn(pl, pl.X)
	if ast.Unparen(outers[len(outers)-1]) != ast.Unparen(pl.X) {
		if f.plainRest(pl) {
			return pl.replace(pl.at, pl.status.text)
		}
		return f.operand(pl)
	}
	absent := false
	for _, c := range pl.Cases {
		absent = absent || f.IsZero(c)
	}
	switch {
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
	sw := pl.enclosingSwitch()
	ok := sw != nil && pl.cut(sw.Tag.Pos(), sw.Body.Lbrace, "") && pl.drop(sw.Tag)
	for _, c := range pl.Cases {
		if f.IsZero(c) {
			ok = ok && pl.replace(c, pl.status.text+" < 400")
		} else {
			ok = ok && f.convert(pl, c, pl.status.text+" == ")
		}
	}
	return ok
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
