package reach

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// literal returns the content of a list or map that the program writes down, or of the variable of
// the package that holds one; nil if v is none.
func (e *Engine) literal(v ssa.Value) *value {
	if x, ok := e.literals[v]; ok {
		return x
	}
	e.literals[v] = nil // recursion
	x := e.resolve(v)
	e.literals[v] = x
	return x
}

func (e *Engine) resolve(v ssa.Value) *value {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil {
			return constOf(v.Value)
		}
	case *ssa.Convert:
		return convert(e.literal(v.X), v.Type())
	case *ssa.ChangeType:
		return e.literal(v.X)
	case *ssa.MakeInterface:
		return e.literal(v.X)
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		if !ok {
			return nil
		}
		if isError(v.Type()) {
			return &value{kind: made, base: g}
		}
		if st := e.globals[g]; len(st) == 1 && st[0].Parent().Name() == "init" {
			return e.literal(st[0].Val)
		}
	case *ssa.Slice:
		if a, ok := v.X.(*ssa.Alloc); ok && v.Low == nil && v.High == nil {
			return e.array(a)
		}
	case *ssa.Alloc:
		return e.array(v)
	case *ssa.MakeMap:
		return e.mapping(v)
	}
	return nil
}

// array returns the elements that a composite literal stores into its array.
func (e *Engine) array(a *ssa.Alloc) *value {
	var elems []*value
	for _, v := range elements.In(a) {
		x := e.literal(v)
		if x == nil {
			return nil
		}
		elems = append(elems, x)
	}
	if len(elems) == 0 {
		return nil
	}
	return &value{kind: list, elems: elems}
}

// mapping returns the keys and values of a map literal.
func (e *Engine) mapping(m *ssa.MakeMap) *value {
	t := &value{kind: table}
	for _, ref := range program.Uses(m) {
		up, ok := ref.(*ssa.MapUpdate)
		if !ok {
			continue
		}
		if up.Block() != m.Block() {
			return nil // filled as the program runs
		}
		k := e.literal(up.Key)
		if k == nil {
			return nil
		}
		x := e.literal(up.Value)
		if x == nil {
			x = anything
			if fn, ok := up.Value.(*ssa.Function); ok {
				x = &value{kind: function, fn: fn}
			}
		}
		t.elems = append(t.elems, k, x)
	}
	return t
}
