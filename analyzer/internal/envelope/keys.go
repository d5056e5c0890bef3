package envelope

import (
	"go/types"
	"slices"
)

// Keys returns the JSON keys that decode into s, those of embedded structs included.
func Keys(s *types.Struct) []string {
	var out []string
	var visit func(s *types.Struct, depth int)
	visit = func(s *types.Struct, depth int) {
		for i := range s.NumFields() {
			key, inline, ok := Key(s, i)
			switch {
			case !ok:
			case inline && depth < 5:
				if inner := structOf(s.Field(i).Type()); inner != nil {
					visit(inner, depth+1)
				}
			case !slices.Contains(out, key):
				out = append(out, key)
			}
		}
	}
	visit(s, 0)
	return out
}
