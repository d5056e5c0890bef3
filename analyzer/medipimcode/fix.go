package medipimcode

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
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

// isSaid reports whether the test that x is an argument of, once it is code, stands in the same condition already, or
// in one beside it:
//
//	strings.HasPrefix(c, "auth.") || strings.HasPrefix(c, "authentication.")
func (c *checker) isSaid(x ast.Expr, code string) bool {
	file, err := c.EditFile(x.Pos())
	if err != nil {
		return false
	}
	var test ast.Expr // the operand that x stands in
	op := token.ILLEGAL
	text := func() string {
		return file.Between(test.Pos(), x.Pos()) + strconv.Quote(code) + file.Between(x.End(), test.End())
	}
	says := func(condition ast.Expr, op token.Token) bool {
		return slices.ContainsFunc(operands(condition, op), func(other ast.Expr) bool {
			return other != test && file.Text(other) == text()
		})
	}
	path := c.Enclosing(x.Pos())
	for i, n := range path {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if op == token.ILLEGAL {
				op = n.Op
			}
			if n.Op != op || op != token.LOR && op != token.LAND {
				return false
			}
			if says(n, op) {
				return true
			}
		case ast.Expr:
			if op == token.ILLEGAL {
				test = n
			}
		case ast.Stmt:
			return test != nil && op != token.LAND && slices.ContainsFunc(conditions(path[i:]), func(x ast.Expr) bool { return says(x, token.LOR) })
		default:
			return false
		}
	}
	return false
}

// conditions returns those of the chain of if statements, or of the cases, that the first of the nodes from one
// upwards is part of.
func conditions(path []ast.Node) (out []ast.Expr) {
	switch n := path[0].(type) {
	case *ast.CaseClause:
		if len(path) > 2 {
			if sw, ok := path[2].(*ast.SwitchStmt); ok && sw.Tag == nil {
				for _, clause := range sw.Body.List {
					out = append(out, clause.(*ast.CaseClause).List...)
				}
			}
		}
	case *ast.IfStmt:
		for _, outer := range path[1:] {
			branch, ok := outer.(*ast.IfStmt)
			if !ok || branch.Else != ast.Stmt(n) {
				break
			}
			n = branch
		}
		for ok := true; ok; n, ok = n.Else.(*ast.IfStmt) {
			out = append(out, n.Cond)
		}
	}
	return out
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
