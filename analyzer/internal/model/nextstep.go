package model

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/reach"
)

// isNextStep reports whether the answers here are kept in what fn gets, and another function of the package returns fn:
// a step of a state machine, which comes after a look in the step that chose it.
func (f *finder) isNextStep(here origin.Set, fn *ssa.Function) bool {
	kept := slices.ContainsFunc(here, func(o origin.Origin) bool {
		root, part := reach.Holder{Value: o.Answer, Field: o.Held}.Root()
		_, ok := root.(*ssa.Parameter)
		return ok && part
	})
	return kept && slices.ContainsFunc(f.p.Origins.Funcs, func(other *ssa.Function) bool { return returnsFunction(other, fn) })
}

// returnsFunction reports whether other returns fn, as a value.
func returnsFunction(other, fn *ssa.Function) bool {
	for _, b := range other.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, v := range ret.Results {
			if conv, ok := v.(*ssa.ChangeType); ok {
				v = conv.X
			}
			if v == ssa.Value(fn) {
				return true
			}
		}
	}
	return false
}
