package model

import (
	"go/ast"
	"go/types"
)

// What a program keeps by status, it need not act on: counters, lists of what came, texts in a log.

// measuring are methods of what counts or measures, in the libraries for it (sync/atomic, expvar, Prometheus,
// OpenTelemetry).
var measuring = []string{"Add", "Inc", "Observe", "Record", "Mark"}

// measures reports whether t is a counter, a gauge or the like of another package.
func (p *Package) measures(t types.Type) bool {
	named, ok := types.Unalias(pointee(t)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == p.pass.Pkg || named.Obj().Pkg().Path() == "time" {
		return false
	}
	for _, name := range measuring {
		if m, _, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), name); m != nil {
			return true
		}
	}
	return false
}

// keeps reports whether call, which is handed the element x of a table, adds to it or prints it.
func (p *Package) keeps(call *ast.CallExpr, x ast.Expr, elem types.Type) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && id.Name == "append" {
		_, builtin := p.Info.Uses[id].(*types.Builtin)
		return builtin && ast.Unparen(call.Args[0]) == x
	}
	fn := p.Called(call)
	if fn == nil || fn.Pkg() == nil || isErrorType(elem) {
		return false
	}
	switch fn.Pkg().Path() {
	case "fmt", "log", "log/slog":
		return true
	}
	return false
}

// counts reports whether call is of len.
func (p *Package) counts(call *ast.CallExpr) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok || id.Name != "len" {
		return false
	}
	_, builtin := p.Info.Uses[id].(*types.Builtin)
	return builtin
}

// comparedHere reports whether the innermost of the nodes around an expression is a comparison.
func comparedHere(around []ast.Node) bool {
	for i := len(around) - 1; i >= 0; i-- {
		switch n := around[i].(type) {
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			_, ok := mirrored[n.Op]
			return ok
		default:
			return false
		}
	}
	return false
}
