package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

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

// conversions are functions that write a number in another way.
var conversions = map[string]bool{
	"strconv.Itoa":      true,
	"fmt.Sprint":        true,
	"strings.TrimSpace": true,
	"strings.ToLower":   true,
	"strings.ToUpper":   true,
}

// onlyConverts reports whether a call yields the value of its one argument in another type.
func (f *fixer) onlyConverts(call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	if f.Info.Types[call.Fun].IsType() {
		to, from := f.Info.TypeOf(call), f.Info.TypeOf(call.Args[0])
		return isNumber(to) && isNumber(from) || isString(to) && isString(from) || isEmptyInterface(to)
	}
	fn := f.Called(call)
	return fn != nil && conversions[fn.FullName()]
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

// converts reports whether each of xs can be written as an int: an untyped constant, a number in a
// string, a conversion of an int.
func (f *fixer) converts(xs []ast.Expr) bool {
	for _, x := range xs {
		if _, ok := f.number(x); !ok && !f.IsZero(x) && !f.untyped(x) && !isInt(f.Info.TypeOf(x)) && f.converted(x) == nil {
			return false
		}
	}
	return true
}

// convert writes x as an int, with prefix before it.
func (f *fixer) convert(pl *plan, x ast.Expr, prefix string) bool {
	if inner := f.converted(x); inner != nil && !isInt(f.Info.TypeOf(x)) {
		ast.Inspect(x, func(n ast.Node) bool {
			if n == ast.Node(inner) {
				return false
			}
			if id, ok := n.(*ast.Ident); ok {
				pl.drops = append(pl.drops, id)
			}
			return true
		})
		return pl.cut(x.Pos(), inner.Pos(), prefix) && pl.cut(inner.End(), x.End(), "")
	}
	if text, ok := f.number(x); ok {
		return pl.replace(x, prefix+text)
	}
	if prefix != "" {
		pl.edits = append(pl.edits, pl.file.Insert(x.Pos(), prefix))
	}
	return true
}

// number returns the number in a constant string.
func (f *fixer) number(x ast.Expr) (string, bool) {
	text, ok := f.StringConst(x)
	if !ok {
		return "", false
	}
	n, err := strconv.Atoi(text)
	if err != nil || strconv.Itoa(n) != text {
		return "", false
	}
	return text, true
}

// converted returns the int that x, a conversion, is made from, or nil.
func (f *fixer) converted(x ast.Expr) ast.Expr {
	var inner ast.Expr
	for {
		call, ok := ast.Unparen(x).(*ast.CallExpr)
		if !ok || !f.onlyConverts(call) {
			return inner
		}
		x = call.Args[0]
		if isInt(f.Info.TypeOf(x)) || f.untyped(x) {
			inner = x
		}
	}
}

// untyped reports whether x is a constant that an int can be compared with as it stands.
func (f *fixer) untyped(x ast.Expr) bool {
	v := f.Info.Types[x].Value
	if v == nil || constant.ToInt(v).Kind() != constant.Int || v.Kind() == constant.String {
		return false
	}
	plain := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			plain = false
		case *ast.Ident:
			if c, ok := f.Info.Uses[n].(*types.Const); ok {
				b, ok := c.Type().(*types.Basic)
				plain = plain && ok && b.Info()&types.IsUntyped != 0
			}
		}
		return plain
	})
	return plain
}

// as returns the HTTP status as a value of type t.
func (f *fixer) as(pl *plan, t types.Type) (string, bool) {
	if isInt(t) {
		return pl.status.text, true
	}
	text := pl.status.text
	switch {
	case isEmptyInterface(t):
		return "float64(" + text + ")", true // what a decoder puts there
	case isString(t):
		text = pl.imports.Dotted("strconv", "Itoa") + "Itoa(" + text + ")"
		f.keepImport(pl, "strconv")
		if types.Identical(t, types.Typ[types.String]) {
			return text, true
		}
	case !isNumber(t):
		return "", false
	}
	name, ok := pl.imports.TypeString(t)
	if named, isNamed := types.Unalias(t).(*types.Named); isNamed && named.Obj().Pkg() != nil {
		f.keepImport(pl, named.Obj().Pkg().Path())
	}
	return name + "(" + text + ")", ok
}

// keepImport notes that the new text uses a package.
func (f *fixer) keepImport(pl *plan, path string) {
	for _, spec := range pl.file.Syntax.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == path {
			if name := f.Info.PkgNameOf(spec); name != nil {
				pl.kept = append(pl.kept, name)
			}
		}
	}
}

func isInt(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && (b.Kind() == types.Int || b.Kind() == types.UntypedInt)
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty() && !isTypeParam(t)
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// mirrored gives the operator of a comparison with its operands exchanged.
var mirrored = map[token.Token]token.Token{
	token.EQL: token.EQL, token.NEQ: token.NEQ,
	token.LSS: token.GTR, token.GTR: token.LSS,
	token.LEQ: token.GEQ, token.GEQ: token.LEQ,
}
