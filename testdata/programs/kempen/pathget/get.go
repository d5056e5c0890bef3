// Package pathget reads single values out of a JSON document, by paths with points.
package pathget

import (
	"encoding/json"
	"strings"
)

// Value is a value of a document, or none.
type Value struct{ v any }

// Parse reads a document.
func Parse(b []byte) Value {
	var v any
	if json.Unmarshal(b, &v) != nil {
		return Value{}
	}
	return Value{v}
}

// Get follows a path.
func (v Value) Get(path string) Value {
	cur := v.v
	for _, key := range strings.Split(path, ".") {
		m, ok := cur.(map[string]any)
		if !ok {
			return Value{}
		}
		cur = m[key]
	}
	return Value{cur}
}

// Int is the value as a number, or 0.
func (v Value) Int() int {
	f, _ := v.v.(float64)
	return int(f)
}

// String is the value as text, or nothing.
func (v Value) String() string {
	s, _ := v.v.(string)
	return s
}
