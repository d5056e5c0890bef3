package medipimstatus

import (
	"go/ast"
	"go/token"
)

// droppable reports whether the program does the same without the evaluation of x: what it calls only
// reads values and bodies.
func (f *fixer) droppable(x ast.Expr) bool {
	ok := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			ok = ok && n.Op != token.ARROW
		case *ast.CallExpr:
			if f.Info.Types[n.Fun].IsType() {
				break
			}
			ok = ok && (len(f.Origins.Calls(n)) == 0 || f.OnlyReads(n, true))
		case *ast.FuncLit:
			ok = false
		}
		return ok
	})
	return ok
}
