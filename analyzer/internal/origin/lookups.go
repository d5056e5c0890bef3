package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// lookedUp answers for a text out of a table that the program wrote down: it says as much as the number that it was
// looked up by.
func (e *Engine) lookedUp(table, index ssa.Value, at ssa.Instruction, fr *frame) Set {
	if b, ok := index.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 || !isText(elemOf(table.Type())) || !e.writtenDown(table) {
		return nil
	}
	s := e.value(index, nil, at, fr).filter(func(o Origin) bool {
		return o.Kind == Param || o.Kind == Body && o.Path == PathStatus
	})
	return s.each(func(o *Origin) { o.Part, o.Looked = true, true })
}

// elemOf returns the type of the elements of a map, list or array, or what t is.
func elemOf(t types.Type) types.Type {
	switch u := pointee(t).Underlying().(type) {
	case *types.Map:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	}
	return t
}

// writtenDown reports whether table is a literal, or a variable of the package that holds one and that nothing changes.
func (e *Engine) writtenDown(table ssa.Value) bool {
	switch x := table.(type) {
	case *ssa.UnOp:
		return e.writtenDown(x.X)
	case *ssa.Slice:
		return e.writtenDown(x.X)
	case *ssa.Global:
		for _, fn := range e.globals[x] {
			if fn.Synthetic != "package initializer" && len(e.touches(fn)[x]) > 0 {
				return false
			}
		}
		return len(e.globals[x]) > 0
	case *ssa.MakeMap, *ssa.Alloc:
		for _, ref := range program.Uses(x) {
			if up, ok := ref.(*ssa.MapUpdate); ok && (up.Block() != x.(ssa.Instruction).Block() || constOf(up.Key) == nil) {
				return false
			}
		}
		return true
	}
	return false
}
