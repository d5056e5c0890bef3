package program

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// StructOf returns the struct that t is, or points to; nil if there is none. A type parameter is what all types that
// it allows are.
func StructOf(t types.Type) *types.Struct {
	t = core(t)
	if p, ok := t.(*types.Pointer); ok {
		t = core(p.Elem())
	}
	s, _ := t.(*types.Struct)
	return s
}

// Field returns the field that a field selection leads to. Every selection that type-checks has one.
func Field(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return FieldAt(v.X.Type(), v.Field)
	case *ssa.Field:
		return FieldAt(v.X.Type(), v.Field)
	}
	return nil
}

// FieldAt returns field i of the struct that t is, or points to.
func FieldAt(t types.Type, i int) *types.Var { return StructOf(t).Field(i) }

// FieldName returns the name of field i of the struct that t is, or points to.
func FieldName(t types.Type, i int) string { return FieldAt(t, i).Name() }

// core returns the underlying type of t, of a type parameter that of the types that it allows, where they share one.
func core(t types.Type) types.Type {
	if _, ok := types.Unalias(t).(*types.TypeParam); !ok {
		return t.Underlying()
	}
	if shared := common(t.Underlying(), 0); shared != nil {
		return shared
	}
	return t.Underlying()
}

// common returns the underlying type that the types of a type set have in common; nil if there is none.
func common(t types.Type, depth int) types.Type {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || depth > 10 {
		return t.Underlying()
	}
	for embedded := range iface.EmbeddedTypes() {
		union, ok := embedded.(*types.Union)
		if !ok {
			if shared := common(embedded, depth+1); shared != nil {
				return shared
			}
			continue
		}
		var shared types.Type
		for term := range union.Terms() {
			next := common(term.Type(), depth+1)
			if next == nil || shared != nil && !types.Identical(shared, next) {
				return nil
			}
			shared = next
		}
		return shared
	}
	return nil
}
