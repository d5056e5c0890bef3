package reach

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A place names a value by where it comes from, so that two loads of one variable or field are the
// same place: a root and the names of the fields below it. Pointers and what they point to are one.
type place struct {
	root ssa.Value
	path string // ".field.field"
}

// placeOf returns the place of v.
func placeOf(v ssa.Value) place { return placeAt(v, 0) }

func placeAt(v ssa.Value, depth int) place {
	if depth > 20 {
		return place{root: v}
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		if x.Op == token.MUL {
			return addressed(x.X, depth+1)
		}
	case *ssa.Field:
		return placeAt(x.X, depth+1).field(program.FieldName(x.X.Type(), x.Field))
	case *ssa.FieldAddr, *ssa.Alloc, *ssa.FreeVar, *ssa.Global:
		return addressed(v, depth+1)
	case *ssa.ChangeType:
		return placeAt(x.X, depth+1)
	case *ssa.ChangeInterface:
		return placeAt(x.X, depth+1)
	case *ssa.MakeInterface:
		return placeAt(x.X, depth+1)
	}
	return place{root: v}
}

// addressed returns the place that the address v points to.
func addressed(v ssa.Value, depth int) place {
	if depth > 20 {
		return place{root: v}
	}
	switch x := v.(type) {
	case *ssa.Alloc:
		if st := onlyStore(x); st != nil {
			return placeAt(st.Val, depth+1)
		}
	case *ssa.FieldAddr:
		return placeAt(x.X, depth+1).field(program.FieldName(x.X.Type(), x.Field))
	case *ssa.FreeVar:
		if b := program.Binding(x); b != nil {
			return placeAt(b, depth+1)
		}
	case *ssa.UnOp, *ssa.ChangeType:
		return placeAt(v, depth+1)
	}
	return place{root: v}
}

func (p place) field(name string) place { return place{p.root, p.path + "." + name} }

// parents returns the places that p is a part of, the nearest first.
func (p place) parents() []place {
	var out []place
	for path := p.path; path != ""; {
		path = path[:strings.LastIndexByte(path, '.')]
		out = append(out, place{p.root, path})
	}
	return out
}

// onlyStore returns the store that gives the variable at a its value, if there is just one and
// nothing else can write it as a whole.
func onlyStore(a *ssa.Alloc) *ssa.Store {
	var only *ssa.Store
	for _, ref := range program.Uses(a) {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Addr != ssa.Value(a) {
			continue
		}
		if only != nil {
			return nil
		}
		only = st
	}
	if only == nil || storedByClosure(a) {
		return nil
	}
	return only
}

// storedByClosure reports whether a function literal that a is bound into stores to it.
func storedByClosure(a ssa.Value) bool { return len(closureStores(a)) > 0 }

// closureStores returns the stores to the variable at a in function literals.
func closureStores(a ssa.Value) []*ssa.Store {
	var out []*ssa.Store
	for _, ref := range program.Uses(a) {
		mc, ok := ref.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn := mc.Fn.(*ssa.Function)
		for i, b := range mc.Bindings {
			if b != a || i >= len(fn.FreeVars) {
				continue
			}
			for _, use := range program.Uses(fn.FreeVars[i]) {
				if st, ok := use.(*ssa.Store); ok && st.Addr == ssa.Value(fn.FreeVars[i]) {
					out = append(out, st)
				}
			}
			out = append(out, closureStores(fn.FreeVars[i])...)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
