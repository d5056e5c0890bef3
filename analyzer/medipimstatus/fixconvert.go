package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"
)

// conversions are functions that write a number in another way.
var conversions = map[string]bool{
	"strconv.Itoa":      true,
	"fmt.Sprint":        true,
	"strings.TrimSpace": true,
	"strings.ToLower":   true,
	"strings.ToUpper":   true,
}

// numberVerbs are formats that write one number and nothing else.
var numberVerbs = map[string]bool{"%d": true, "%v": true, "%s": true}

// formatted returns the number that a call writes as text and nothing else, or nil.
func (f *fixer) formatted(call *ast.CallExpr) ast.Expr {
	fn := f.Called(call)
	switch {
	case fn == nil || len(call.Args) != 2:
	case fn.FullName() == "fmt.Sprintf":
		if verb, _ := f.StringConst(call.Args[0]); numberVerbs[verb] {
			return call.Args[1]
		}
	case fn.FullName() == "strconv.FormatInt":
		if base, _ := f.constInt(call.Args[1]); base == 10 {
			return call.Args[0]
		}
	}
	return nil
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

// converts reports whether each of xs can be written as an int: an untyped constant, a number in a
// string, a conversion of an int.
func (f *fixer) converts(xs []ast.Expr) bool {
	for _, x := range xs {
		zero := f.IsZero(x) && !isNumber(f.Info.TypeOf(x)) // a number is one of an int's type, or has none
		if _, ok := f.number(x); !ok && !zero && !f.untyped(x) && !isInt(f.Info.TypeOf(x)) && f.converted(x) == nil {
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
	if v == nil || !isWhole(v) || v.Kind() == constant.String {
		return false
	}
	plain := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			plain = false
		case *ast.BasicLit: // beside a float64, 1e-400 is 0; beside an int it does not compile
			plain = plain && isWhole(constant.MakeFromLiteral(n.Value, n.Kind, 0))
		case *ast.Ident:
			if c, ok := f.Info.Uses[n].(*types.Const); ok {
				b, ok := c.Type().(*types.Basic)
				plain = plain && ok && b.Info()&types.IsUntyped != 0 && isWhole(c.Val())
			}
		}
		return plain
	})
	return plain
}

func isWhole(v constant.Value) bool { return constant.ToInt(v).Kind() == constant.Int }
