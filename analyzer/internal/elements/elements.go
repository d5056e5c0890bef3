// Package elements tells what stands in a slice literal, or among the variadic arguments of a call.
package elements

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Of returns the values that are stored into the array that v is a slice of, in source order; false
// if v is no slice of an array made for it.
func Of(v ssa.Value) ([]ssa.Value, bool) {
	s, ok := v.(*ssa.Slice)
	if !ok {
		return nil, false
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	return In(array), true
}

// In returns the values that are stored into the elements of array, in source order.
func In(array *ssa.Alloc) []ssa.Value {
	var out []ssa.Value
	for _, ref := range program.Uses(array) {
		slot, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range program.Uses(slot) {
			if st, ok := use.(*ssa.Store); ok && st.Addr == ssa.Value(slot) {
				out = append(out, st.Val)
			}
		}
	}
	return out
}
