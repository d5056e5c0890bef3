// Package envelope knows how Go types read the API's error body,
//
//	{"error": {"status": 404, "code": "not_found", "message": "…"}}
//
// by the rules of encoding/json: which key a field has, which fields cannot be decoded, and
// whether a type has the envelope's shape.
package envelope

import (
	"go/types"
	"reflect"
	"strings"
)

// Key returns the JSON key of field i of s. inline is true for an embedded struct whose
// fields count as fields of s. ok is false if encoding/json cannot decode the field.
func Key(s *types.Struct, i int) (key string, inline, ok bool) {
	f := s.Field(i)
	tag, tagged := reflect.StructTag(s.Tag(i)).Lookup("json")
	name, options, _ := strings.Cut(tag, ",")
	if tagged && tag == "-" {
		return "", false, false
	}
	for option := range strings.SplitSeq(options, ",") {
		if option == "inline" || option == "embed" { // encoding/json/v2
			return "", true, true
		}
	}
	if f.Embedded() && name == "" {
		// An embedded pointer to an unexported struct counts too, if the program has set it.
		if _, isStruct := deref(f.Type()).Underlying().(*types.Struct); isStruct {
			return "", true, true
		}
	}
	if !f.Exported() {
		return "", false, false
	}
	if name == "" {
		name = f.Name()
	}
	return strings.ToLower(name), false, true
}

// FieldByName returns the index of the field of s that Go code names directly, or -1.
func FieldByName(s *types.Struct, name string) int {
	for i := range s.NumFields() {
		if s.Field(i).Name() == name {
			return i
		}
	}
	return -1
}

// Lookup returns the type of the field that has the JSON key, embedded structs included, or nil.
func Lookup(s *types.Struct, key string) types.Type { return lookup(s, key, 0) }

func lookup(s *types.Struct, key string, depth int) types.Type {
	if depth > 5 {
		return nil
	}
	for i := range s.NumFields() {
		if k, inline, ok := Key(s, i); ok && !inline && k == key {
			return s.Field(i).Type()
		}
	}
	for i := range s.NumFields() {
		if _, inline, ok := Key(s, i); ok && inline {
			if inner := structOf(s.Field(i).Type()); inner != nil {
				if t := lookup(inner, key, depth+1); t != nil {
					return t
				}
			}
		}
	}
	return nil
}

// Is reports whether t is the envelope, or a struct that has it among its fields (data and
// error side by side). A dynamic "error" (any, map[string]any, json.RawMessage) counts too:
// how it is walked tells the rest.
func Is(t types.Type) bool {
	s := structOf(t)
	if s == nil {
		return false
	}
	e := Lookup(s, "error")
	return e != nil && (Inner(e) || dynamic(e))
}

// Inner reports whether t is the struct below "error": a string code, and at least one of
// status, message, violations.
func Inner(t types.Type) bool {
	s := structOf(t)
	if s == nil {
		return false
	}
	code := Lookup(s, "code")
	if code == nil || !isString(deref(code)) {
		return false
	}
	if status := Lookup(s, "status"); status != nil && isStatus(deref(status)) {
		return true
	}
	if message := Lookup(s, "message"); message != nil && isText(deref(message)) {
		return true
	}
	return Lookup(s, "violations") != nil
}

func dynamic(t types.Type) bool {
	switch u := deref(t).Underlying().(type) {
	case *types.Interface:
		return u.Empty()
	case *types.Map:
		return isString(u.Key())
	case *types.Slice: // json.RawMessage
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return false
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isText(t types.Type) bool { return isString(t) || types.IsInterface(t) }

// isStatus accepts a number, json.Number, digits in a string, and any.
func isStatus(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&(types.IsNumeric|types.IsString) != 0
	}
	return types.IsInterface(t)
}

// deref returns what t points to, through any number of pointers, as a decoder does.
func deref(t types.Type) types.Type {
	for range maxPointers {
		p, ok := t.Underlying().(*types.Pointer)
		if !ok {
			break
		}
		t = p.Elem()
	}
	return t
}

const maxPointers = 8 // type P *P has no end

func structOf(t types.Type) *types.Struct {
	s, _ := deref(t).Underlying().(*types.Struct)
	return s
}

// Code returns the type of the code in the envelope t, or nil.
func Code(t types.Type) types.Type {
	s := structOf(t)
	if s == nil {
		return nil
	}
	e := Lookup(s, "error")
	if e == nil {
		return nil
	}
	inner := structOf(e)
	if inner == nil {
		return nil
	}
	if code := Lookup(inner, "code"); code != nil {
		return deref(code)
	}
	return nil
}
