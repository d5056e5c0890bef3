package medipimstatus

import (
	"go/ast"
	"go/token"
	"strconv"
)

// prefix writes a test of how the status begins, as text, as one of the number: resp.StatusCode/100 == 5. It is
// false where the test is another one, or stands where it cannot be written so.
func (f *fixer) prefix(pl *plan) bool {
	call, ok := pl.Node.(*ast.CallExpr)
	if !ok || pl.Func == nil || pl.Func.FullName() != "strings.HasPrefix" || !f.isWhole(pl) {
		return false
	}
	text, ok := f.StringConst(pl.Y)
	n, err := strconv.Atoi(text)
	if !ok || err != nil || strconv.Itoa(n) != text {
		return false
	}
	status := pl.status.text
	switch len(text) {
	case 1:
		status += "/100"
	case 3:
	default:
		return false
	}
	path := f.pathTo(call)
	test, op := ast.Expr(call), token.EQL
	if not, ok := path[1].(*ast.UnaryExpr); ok && not.Op == token.NOT {
		test, op, path = not, token.NEQ, path[1:]
	}
	switch parent := path[1].(type) {
	case *ast.UnaryExpr:
		return false
	case *ast.BinaryExpr:
		if parent.Op != token.LAND && parent.Op != token.LOR {
			return false
		}
	}
	return pl.replace(test, status+" "+op.String()+" "+text)
}
