package origin

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// collect finds the functions: the package's own, and those that they make of them (literals,
// instances, bound methods), but for those that are left out.
func (e *Engine) collect(pkg *ssa.Package, left func(*ssa.Function) bool) {
	seen := map[*ssa.Function]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if fn == nil || seen[fn] || len(fn.Blocks) == 0 || !e.ours(fn) || left(fn) {
			return
		}
		seen[fn] = true
		e.Funcs = append(e.Funcs, fn)
		for _, anon := range fn.AnonFuncs {
			visit(anon)
		}
		var operands [10]*ssa.Value
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				for _, op := range instr.Operands(operands[:0]) {
					if callee, ok := (*op).(*ssa.Function); ok {
						visit(callee)
					}
				}
			}
		}
	}
	for _, name := range pkg.Pkg.Scope().Names() {
		switch m := pkg.Members[name].(type) {
		case *ssa.Function:
			visit(m)
		case *ssa.Type:
			named, ok := types.Unalias(m.Type()).(*types.Named)
			if !ok || named.Obj().Pkg() != pkg.Pkg {
				continue
			}
			e.named = append(e.named, named)
			for i := range named.NumMethods() {
				visit(pkg.Prog.FuncValue(named.Method(i)))
			}
		}
	}
	for _, m := range pkg.Members { // init functions are not in the scope
		if fn, ok := m.(*ssa.Function); ok && !seen[fn] {
			visit(fn)
		}
	}
	slices.SortStableFunc(e.Funcs, func(a, b *ssa.Function) int {
		if a.Pos() != b.Pos() {
			return cmp.Compare(a.Pos(), b.Pos())
		}
		return cmp.Compare(a.String(), b.String())
	})
}

// ours reports whether fn was made from the package's source.
func (e *Engine) ours(fn *ssa.Function) bool {
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if fn.Parent() != nil {
		return e.ours(fn.Parent())
	}
	if fn.Pkg != nil {
		return fn.Pkg.Pkg == e.pkg
	}
	obj := fn.Object() // wrappers belong to no package
	return obj != nil && obj.Pkg() == e.pkg
}
