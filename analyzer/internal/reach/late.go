package reach

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// element evaluates a look into a list or array that the program writes down; nil if that is not known.
func (r *run) element(addr *ssa.IndexAddr) *value {
	i, ok := r.val(addr.Index).number()
	if !ok || i < 0 {
		return nil
	}
	if g, ok := addr.X.(*ssa.Global); ok {
		return r.e.elementOf(g, i)
	}
	if x := r.val(addr.X); x != nil && x.kind == list && i < int64(len(x.elems)) {
		return x.elems[i]
	}
	return nil
}

// elementOf returns element i of an array that is written down once, and that nothing changes.
func (e *Engine) elementOf(g *ssa.Global, i int64) *value {
	arr, ok := g.Type().(*types.Pointer).Elem().Underlying().(*types.Array)
	if !ok || i >= arr.Len() || len(e.elements[g]) > 0 || len(e.globals[g]) != 1 {
		return nil
	}
	whole, ok := e.globals[g][0].Val.(*ssa.UnOp)
	if !ok || e.globals[g][0].Parent().Name() != "init" {
		return nil
	}
	literal, ok := whole.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	x := zeroOf(arr.Elem())
	for _, ref := range program.Uses(literal) {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range program.Uses(addr) {
			st, ok := use.(*ssa.Store)
			at, isConst := addr.Index.(*ssa.Const)
			switch {
			case !ok:
			case !isConst:
				return nil
			case at.Int64() == i:
				x = e.literal(st.Val)
			}
		}
	}
	return x
}

// looksLast reports whether a deferred function of fn reads the status of a response and sets an error: what is
// returned may be one after all.
func looksLast(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok {
				continue
			}
			if mc, ok := d.Call.Value.(*ssa.MakeClosure); ok && setsByStatus(mc.Fn.(*ssa.Function)) {
				return true
			}
		}
	}
	return false
}

// setsByStatus reports whether fn reads the status of a response, and sets an error of a function around it.
func setsByStatus(fn *ssa.Function) bool {
	reads, sets := false, false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				reads = reads || send.IsResponse(instr.X.Type()) && strings.HasPrefix(program.FieldName(instr.X.Type(), instr.Field), "Status")
			case *ssa.Store:
				_, outer := instr.Addr.(*ssa.FreeVar)
				sets = sets || outer && isError(instr.Val.Type())
			}
		}
	}
	return reads && sets
}
