package medipimstatus

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// contradicts reports whether the fix would leave a comparison with an error code that the HTTP status
// then rules out: after "if status == 404 { return }" there is no not_found. Which of the two is meant
// the program's author must say.
func (f *fixer) contradicts(pl *plan) bool {
	decl := f.enclosing(pl.at.Pos())
	if decl == nil {
		return false
	}
	tests := f.tests(pl)
	if len(tests) == 0 {
		return false
	}
	for _, b := range f.Branches {
		if b.X.Pos() < decl.Pos() || decl.End() < b.X.End() {
			continue
		}
		codes := b.Cases
		if b.Kind == model.Compare {
			codes = []ast.Expr{b.Y}
		}
		for _, y := range codes {
			code, ok := f.StringConst(y)
			status := f.Catalog.Status(code)
			if !ok || status == 0 || len(f.Ours(f.Origins.Expr(b.X), origin.PathCode)) == 0 {
				continue
			}
			if pl.guard != nil && pl.excludedBy(b.X, int64(status)) {
				return true
			}
			for _, at := range f.places(b.X) {
				for _, t := range tests {
					if t.excludes(at, int64(status)) && !f.RulesOut(b, y, code) {
						return true
					}
				}
			}
		}
	}
	return false
}

// excludedBy reports whether the if statement of a plan keeps an answer with the status from x, once
// its condition is the comparison alone.
func (pl *plan) excludedBy(x ast.Expr, status int64) bool {
	for _, n := range pl.path {
		branch, ok := n.(*ast.IfStmt)
		if !ok {
			continue
		}
		if x.Pos() >= branch.End() {
			return ends(branch.Body) && pl.after(status)
		}
		return branch.Body.Pos() <= x.Pos() && x.End() <= branch.Body.End() && !pl.after(status)
	}
	return false
}

// A test is a branch on the status in SSA form, and its outcome for a status.
type test struct {
	branch  *ssa.If
	outcome func(status int64) bool
}

// excludes reports whether the test keeps an answer with the status from at.
func (t test) excludes(at ssa.Instruction, status int64) bool {
	b := t.branch.Block()
	if b.Parent() != at.Parent() || b.Succs[0] == b.Succs[1] {
		return false
	}
	for i, succ := range b.Succs {
		if len(succ.Preds) == 1 && succ.Dominates(at.Block()) {
			return t.outcome(status) != (i == 0)
		}
	}
	return false
}

// tests returns the branches that a comparison or a switch is built as.
func (f *fixer) tests(pl *plan) []test {
	var out []test
	add := func(cmp ssa.Value, outcome func(int64) bool) {
		for _, ref := range program.Uses(cmp) {
			if branch, ok := ref.(*ssa.If); ok {
				out = append(out, test{branch, outcome})
			}
		}
	}
	switch {
	case pl.Kind == model.Compare && pl.after != nil:
		for _, at := range f.places(pl.Node) {
			add(at.X, pl.after)
		}
		for _, cmp := range f.comparisons(pl) {
			add(cmp, pl.after)
		}
	case pl.Kind == model.Switch:
		for _, cmp := range f.comparisons(pl) {
			c, ok := cmp.Y.(*ssa.Const)
			if !ok {
				continue
			}
			n, ok := constValue(c)
			if ok && n > 0 {
				add(cmp, func(status int64) bool { return status == n })
			}
		}
	}
	return out
}

// comparisons returns the instructions that compare the plan's operand, in a condition or case by case.
func (f *fixer) comparisons(pl *plan) []*ssa.BinOp {
	var out []*ssa.BinOp
	for _, v := range f.Origins.Values(pl.X) {
		for _, ref := range program.Uses(v) {
			cmp, ok := ref.(*ssa.BinOp)
			if !ok || !types.Identical(cmp.Type().Underlying(), types.Typ[types.Bool]) {
				continue
			}
			if node, ok := pl.Node.(*ast.BinaryExpr); ok && pl.Kind == model.Compare && cmp.Pos() != node.OpPos {
				continue
			}
			if pl.Kind == model.Switch && cmp.Op != token.EQL {
				continue
			}
			out = append(out, cmp)
		}
	}
	return out
}
