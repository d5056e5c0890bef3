package medipimstatus

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// holdsField returns the variable that sel, a field that answer was read from, starts from, if the
// field still holds answer at the instruction at; else nil.
func (f *fixer) holdsField(sel *ast.SelectorExpr, answer ssa.Value, at ssa.Instruction, value ssa.Value) *types.Var {
	var x ast.Expr = sel
	for {
		s, ok := x.(*ast.SelectorExpr)
		if !ok {
			break
		}
		if selection := f.Info.Selections[s]; selection == nil || selection.Kind() != types.FieldVal {
			return nil
		}
		x = ast.Unparen(s.X)
	}
	base := f.variable(x)
	if base == nil || at.Parent() != answer.Parent() {
		return nil
	}
	ref := f.refs(answer.Parent()).at[x]
	if ref == nil || !ref.IsAddr && !f.holds(base, ref.X, at, value) {
		return nil
	}
	field := f.Info.Uses[sel.Sel]
	ok := true
	back(at, func(instr ssa.Instruction) bool {
		if v, isValue := instr.(ssa.Value); isValue && v == answer {
			return true
		}
		if f.mayWrite(instr, field, 0) {
			ok = false
			return true
		}
		return false
	}, func() {})
	if !ok {
		return nil
	}
	return base
}

// mayWrite reports whether instr, or a function of the package that it calls, writes to a field.
func (f *fixer) mayWrite(instr ssa.Instruction, field types.Object, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		addr, ok := instr.Addr.(*ssa.FieldAddr)
		return ok && program.Field(addr) == field
	case ssa.CallInstruction:
		fns, _ := f.Origins.Callees(instr)
		for _, fn := range fns {
			if depth > 5 {
				return true
			}
			for _, b := range fn.Blocks {
				for _, inner := range b.Instrs {
					if f.mayWrite(inner, field, depth+1) {
						return true
					}
				}
			}
		}
	}
	return false
}
