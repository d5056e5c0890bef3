package model

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/edit"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// RulesOut reports whether the answer whose error code b compares with y cannot have the HTTP status
// that code comes with, where it is compared: an earlier test of the status settles that. It is
// false for codes whose status is not known.
func (p *Package) RulesOut(b Branch, y ast.Expr, code string) bool {
	status := p.Catalog.Status(code)
	pos := comparedAt(b, y)
	if status == 0 || !pos.IsValid() || len(p.Ours(p.Origins.ResolveExpr(b.X), origin.PathCode)) == 0 {
		return false
	}
	values := p.Origins.Values(b.X)
	for _, v := range values {
		at := comparing(v, pos)
		if at == nil || !p.impossible(v, at, p.testsBefore(y, at), code, status) {
			return false // in one instance of a generic function it fits
		}
	}
	return len(values) > 0
}

// comparedAt returns the position of the instruction that compares b's value with y, if it asks for
// equality.
func comparedAt(b Branch, y ast.Expr) token.Pos {
	switch n := b.Node.(type) {
	case *ast.BinaryExpr:
		if b.Kind == Compare && (b.Op == token.EQL || b.Op == token.NEQ) {
			return n.OpPos
		}
	case *ast.CallExpr:
		if b.Kind == Text && b.Func.Name() == "EqualFold" {
			return n.Lparen
		}
	}
	if b.Kind == Switch {
		return y.Pos()
	}
	return token.NoPos
}

// comparing returns the instruction at pos that compares v, or nil.
func comparing(v ssa.Value, pos token.Pos) ssa.Instruction {
	for _, ref := range program.Uses(v) {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if ref.Pos() == pos {
				return ref
			}
		case *ssa.Call:
			if ref.Pos() == pos {
				return ref
			}
		}
	}
	return nil
}

// testsBefore returns the tests that the instruction at, which compares a code with y, is an alternative to: it
// stands on the right of a || or behind a comma of a case, and they before it. What they keep away from it, they
// have not ruled out: either is asked for.
func (p *Package) testsBefore(y ast.Expr, at ssa.Instruction) []*ssa.If {
	i := slices.IndexFunc(p.pass.Files, func(f *ast.File) bool { return f.FileStart <= y.Pos() && y.Pos() < f.FileEnd })
	if i < 0 {
		return nil
	}
	var tests []*ssa.If
	add := func(x ast.Expr) {
		ast.Inspect(x, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return false
			}
			for _, v := range p.Origins.Values(e) {
				tests = append(tests, testsOf(v, at)...)
			}
			return true
		})
	}
	chain, clause := p.conditionAround(y, p.pass.Files[i])
	negated := false
	for _, n := range chain {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			negated = !negated
		case *ast.BinaryExpr:
			or := token.LOR
			if negated { // !(a && b) is !a || !b
				or = token.LAND
			}
			if n.Op == or && n.Y.Pos() <= y.Pos() {
				add(n.X)
			}
		}
	}
	if clause != nil {
		for _, x := range clause.List {
			if x.End() <= y.Pos() {
				add(x)
			}
		}
	}
	return tests
}

// conditionAround returns the negations, conjunctions and disjunctions that y stands in, the outermost first, and the
// case whose condition they are, if it is one's.
func (p *Package) conditionAround(y ast.Expr, file *ast.File) (chain []ast.Expr, clause *ast.CaseClause) {
	defer func() { slices.Reverse(chain) }() // found from within
	compared := false
	for _, n := range edit.Path(file, y.Pos(), y.End()) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			compared = true
			if n.Op == token.LAND || n.Op == token.LOR {
				chain = append(chain, n)
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				chain = append(chain, n)
			}
		case *ast.CallExpr:
			if compared { // handed to a function: what that says is its own affair
				return chain, nil
			}
			compared = true
		case *ast.CaseClause:
			return chain, n
		case ast.Stmt, *ast.FuncLit:
			return chain, nil
		}
	}
	return chain, nil
}

// testsOf returns where v decides whether the instruction at is reached.
func testsOf(v ssa.Value, at ssa.Instruction) []*ssa.If {
	if v.Parent() != at.Parent() {
		return nil
	}
	var tests []*ssa.If
	for _, ref := range program.Uses(v) {
		if test, ok := ref.(*ssa.If); ok && test.Block().Dominates(at.Block()) {
			tests = append(tests, test)
		}
	}
	return tests
}

// impossible reports whether the answer whose code v is compared cannot have status there, whatever the
// alternatives to the comparison come to, or whether the branch on the code asks for other statuses alone.
func (p *Package) impossible(v ssa.Value, at ssa.Instruction, alternatives []*ssa.If, code string, status int) bool {
	views := p.ViewsOf(v)
	if len(views) == 0 {
		return false
	}
	for _, view := range views {
		view.Open = alternatives
		here := p.Reach().Statuses(view, at)
		if len(here.Set) == 0 {
			return false
		}
		if here.Set.Has(status) && !p.Reach().Contradicts(view, v, at, code, p.Catalog.Codes(), p.Catalog.Status) {
			return false
		}
	}
	return true
}
