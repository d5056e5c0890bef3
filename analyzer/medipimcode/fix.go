package medipimcode

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// replace returns the fix that puts code in the place of the literal x, or nil: x is made of more
// than literals, or a case or key beside it is (or becomes) the same.
func (c *checker) replace(x ast.Expr, code string) *rule.Fix {
	if !literals(x) || c.repeats(x, code) || c.isSaid(x, code) {
		return nil
	}
	c.fixed[x] = code
	text := strconv.Quote(code)
	if lit, ok := x.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, "`") {
		text = "`" + code + "`"
	}
	return &rule.Fix{
		Message: fmt.Sprintf("Replace with %q", code),
		Edits:   []analysis.TextEdit{{Pos: x.Pos(), End: x.End(), NewText: []byte(text)}},
	}
}

// literals reports whether x is a string literal or a concatenation of some.
func literals(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.BasicLit:
		return x.Kind == token.STRING
	case *ast.ParenExpr:
		return literals(x.X)
	case *ast.BinaryExpr:
		return x.Op == token.ADD && literals(x.X) && literals(x.Y)
	}
	return false
}

// repeats reports whether x, once it is code, would be the second of its kind in a switch or a
// map literal; of a named constant, in any that uses it.
func (c *checker) repeats(x ast.Expr, code string) bool {
	for _, place := range c.Places(x) {
		for _, other := range c.Siblings(place) {
			if other == place || other == x {
				continue
			}
			if have, ok := c.StringConst(other); ok && have == code {
				return true
			}
			if c.fixed[other] == code || c.fixed[c.declared(other)] == code {
				return true
			}
		}
	}
	return false
}

// isSaid reports whether the test that x is an argument of, once it is code, stands in the same condition already:
//
//	strings.HasPrefix(c, "auth.") || strings.HasPrefix(c, "authentication.")
func (c *checker) isSaid(x ast.Expr, code string) bool {
	file, err := c.EditFile(x.Pos())
	if err != nil {
		return false
	}
	var test ast.Expr // the operand that x stands in
	var op token.Token
	text := ""
	for _, n := range c.Enclosing(x.Pos()) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if text == "" && n.Op != token.LOR && n.Op != token.LAND {
				return false
			}
			if text == "" {
				op = n.Op
				text = file.Between(test.Pos(), x.Pos()) + strconv.Quote(code) + file.Between(x.End(), test.End())
			}
			if n.Op != op {
				return false
			}
			for _, side := range []ast.Expr{n.X, n.Y} {
				if side.End() <= test.Pos() || test.End() <= side.Pos() {
					for _, other := range operands(side, op) {
						if file.Text(other) == text {
							return true
						}
					}
				}
			}
		case ast.Expr:
			if text == "" {
				test = n
			}
		default:
			return false
		}
	}
	return false
}

// operands returns what x joins with op, from left to right.
func operands(x ast.Expr, op token.Token) []ast.Expr {
	if b, ok := x.(*ast.BinaryExpr); ok && b.Op == op {
		return append(operands(b.X, op), operands(b.Y, op)...)
	}
	return []ast.Expr{x}
}

// declared returns the literal that x stands for, through a named constant.
func (c *checker) declared(x ast.Expr) ast.Expr {
	text, ok := c.StringConst(x)
	if !ok {
		return x
	}
	return c.Declaration(x, text)
}
