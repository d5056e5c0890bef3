package medipimretry

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// place returns the expression that the report is on, nil if there is none in the source.
func place(p *rule.Pass, r *answer.Report) analysis.Range {
	switch {
	case r.Cond != nil:
	case r.Call != nil:
		return callAt(p, r.Call)
	case r.Made != nil:
		return literalAt(p, r.Made)
	default:
		return nil
	}
	if at := consulted(p, r); at != nil {
		return at
	}
	if x := r.Cond.Use(); x != nil {
		return x
	}
	if at := conditionAt(p, r.Cond.Test); at != nil {
		return at
	}
	if r.Cond.If == nil {
		return nil
	}
	if at := conditionAt(p, r.Cond.If.Cond); at != nil {
		return at
	}
	return nil
}

// literalAt returns the composite literal that alloc is made for.
func literalAt(p *rule.Pass, alloc *ssa.Alloc) analysis.Range {
	for _, n := range p.Enclosing(alloc.Pos()) {
		switch n := n.(type) {
		case *ast.CompositeLit:
			return n
		case *ast.CallExpr, *ast.BlockStmt:
			return nil
		}
	}
	return nil
}

// callAt returns the call expression of call.
func callAt(p *rule.Pass, call ssa.CallInstruction) analysis.Range {
	for _, n := range p.Enclosing(call.Pos()) {
		if x, ok := n.(*ast.CallExpr); ok && x.Lparen == call.Pos() {
			return x
		}
	}
	return nil
}

// conditionAt returns the source of a test: of a switch's case, all of its values.
func conditionAt(p *rule.Pass, test ssa.Value) analysis.Range {
	pos := test.Pos()
	if x := p.Origins.Source(test); x != nil {
		pos = x.Pos()
		if !inCase(p.Enclosing(pos), pos) {
			return x
		}
	}
	if !pos.IsValid() {
		return nil
	}
	path := p.Enclosing(pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CaseClause:
			for _, x := range n.List {
				if x.Pos() <= pos && pos < x.End() {
					return rng{n.List[0].Pos(), n.List[len(n.List)-1].End()}
				}
			}
		case *ast.BinaryExpr:
			if n.OpPos == pos {
				return n
			}
		case *ast.CallExpr:
			if n.Lparen == pos {
				return n
			}
		case *ast.IndexExpr:
			if n.Lbrack == pos || n.Pos() == pos {
				return n
			}
		case *ast.TypeAssertExpr:
			if n.Lparen == pos || n.Pos() == pos {
				return n
			}
		case *ast.IfStmt:
			if i > 0 && n.Cond.Pos() <= pos && pos < n.Cond.End() {
				return n.Cond
			}
		case *ast.FuncDecl, *ast.FuncLit:
			return nil
		}
	}
	return nil
}

// inCase reports whether pos starts one of the values of a switch's case.
func inCase(path []ast.Node, pos token.Pos) bool {
	for _, n := range path {
		if cc, ok := n.(*ast.CaseClause); ok {
			for _, x := range cc.List {
				if x.Pos() == pos {
					return true
				}
			}
			return false
		}
	}
	return false
}

type rng struct{ pos, end token.Pos }

func (r rng) Pos() token.Pos { return r.pos }
func (r rng) End() token.Pos { return r.end }
