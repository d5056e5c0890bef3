package model

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// AgainstText reports whether b holds its value, a message, against a text of the program: not against
// another message, as the order of a sort or a list of what came before does, nor against what people typed in.
func (p *Package) AgainstText(b Branch) bool {
	switch b.Kind {
	case Compare:
		if b.Op != token.EQL && b.Op != token.NEQ {
			return false
		}
		return p.IsText(b.Y)
	case Switch:
		return slices.ContainsFunc(b.Cases, func(c ast.Expr) bool { return !p.IsZero(c) && p.IsText(c) })
	case Arg:
		return b.Text
	case Text, Member, Index:
		other := p.Values(b.Y)
		if _, isMap := p.Info.TypeOf(b.Y).Underlying().(*types.Map); isMap {
			other = p.Origins.Members(b.Y, true)
		}
		return len(other.Body(origin.PathMessage)) == 0 || other.Has(origin.Const) || other.Has(origin.Param)
	}
	return true
}

// IsText reports whether y is, on some path, a text that the program has written down.
func (p *Package) IsText(y ast.Expr) bool {
	if _, ok := p.StringConst(y); ok {
		return true
	}
	return p.Origins.ResolveExpr(y).Has(origin.Const) || p.isSentinelText(y)
}

// isSentinelText reports whether y is the text of an error that the program has written down: errNotFound.Error().
func (p *Package) isSentinelText(y ast.Expr) bool {
	call, ok := ast.Unparen(y).(*ast.CallExpr)
	if !ok || len(call.Args) > 0 {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Error" || p.Info.Selections[sel] == nil {
		return false
	}
	return slices.ContainsFunc(p.Origins.Values(sel.X), p.isWritten)
}

// isWritten reports whether the error v can be one that is made of a constant, or another package's variable.
func (p *Package) isWritten(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok && g.Pkg != p.SSA {
			return true
		}
	}
	made, _ := p.Origins.Stored(v)
	return slices.ContainsFunc(made, func(v ssa.Value) bool {
		call, ok := v.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 {
			return false
		}
		fn := program.Called(&call.Call)
		if fn == nil {
			return false
		}
		switch p.Origins.FullName(fn) {
		case "errors.New", "fmt.Errorf":
			_, ok := call.Call.Args[0].(*ssa.Const)
			return ok
		}
		return false
	})
}
