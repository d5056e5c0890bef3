package answer

import (
	"go/types"
	"reflect"
	"strconv"
	"strings"
)

// bodyValue returns what the body has at v's path, decoded as a value of type t.
func (w *walk) bodyValue(v *value, t types.Type) *value {
	failed := strings.HasPrefix(v.path, "error") && w.is(Status.IsError)
	switch v.path {
	case "error":
		switch t.Underlying().(type) {
		case *types.Pointer, *types.Interface, *types.Map:
			if !failed {
				return nilValue.tainted(carries)
			}
		}
		return v
	case "error.status":
		if _, ok := t.Underlying().(*types.Interface); ok && !isTypeParam(t) {
			if !failed {
				return nilValue.tainted(carries)
			}
			return v
		}
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			_ = ptr
			if !failed {
				return nilValue.tainted(carries)
			}
			return v
		}
		if isString(t) {
			s := ""
			if failed {
				s = strconv.Itoa(int(w.status()))
			}
			return stringOf(s).tainted(carries)
		}
		if failed {
			return w.number()
		}
		return intOf(0).tainted(carries)
	case "error.code":
		if _, ok := t.Underlying().(*types.Interface); ok && !isTypeParam(t) {
			if !failed {
				return nilValue.tainted(carries)
			}
			return v
		}
		if !isString(t) {
			return opaque.tainted(content)
		}
		codes := w.codes()
		switch len(codes) {
		case 0:
			return stringOf("").tainted(carries)
		case 1:
			return stringOf(codes[0]).tainted(carries)
		}
		elems := make([]*value, len(codes))
		for i, c := range codes {
			elems[i] = stringOf(c)
		}
		return &value{kind: oneOf, elems: elems, taint: carries}
	case "error.message":
		if !failed {
			return stringOf("").tainted(carries)
		}
		return &value{kind: text, elems: []*value{opaque}, taint: carries}
	case "violations", "error.violations":
		if !w.is(func(s Status) bool { return s == 422 }) {
			return nilValue.tainted(carries)
		}
		return something.tainted(carries)
	}
	switch t.Underlying().(type) {
	case *types.Struct, *types.Map, *types.Interface, *types.Pointer, *types.Slice, *types.Array:
		return v
	}
	if isString(t) && v.path == "" {
		return v
	}
	return opaque.tainted(content)
}

// jsonPath returns the JSON keys on the field path rest below a value of type t; "-" if JSON cannot reach it.
func (w *walk) jsonPath(t types.Type, rest string) string {
	key := ""
	for rest != "" && t != nil {
		c := rest[0]
		end := strings.IndexAny(rest[1:], ".[*") + 1
		if end == 0 {
			end = len(rest)
		}
		step := rest[1:end]
		rest = rest[end:]
		switch c {
		case '.':
			st, ok := t.Underlying().(*types.Struct)
			i, err := strconv.Atoi(step)
			if !ok || err != nil || i >= st.NumFields() {
				return joinPath(key, "?")
			}
			k := fieldKey(st, i)
			if k == "-" {
				return "-"
			}
			key = joinPath(key, k)
			t = st.Field(i).Type()
		case '*':
			ptr, ok := t.Underlying().(*types.Pointer)
			if !ok {
				return joinPath(key, "?")
			}
			t = ptr.Elem()
		default:
			return joinPath(key, "[]")
		}
	}
	return key
}

// fieldKey returns the JSON key of field i in lower case, "" for an embedded struct, "-" for a field that cannot be decoded.
func fieldKey(st *types.Struct, i int) string {
	f := st.Field(i)
	tag, tagged := reflect.StructTag(st.Tag(i)).Lookup("json")
	name, _, _ := strings.Cut(tag, ",")
	if tagged && tag == "-" {
		return "-"
	}
	if name == "" && f.Embedded() {
		if _, ok := deref(f.Type()).Underlying().(*types.Struct); ok {
			return ""
		}
	}
	if !f.Exported() {
		return "-"
	}
	if name == "" {
		name = f.Name()
	}
	return strings.ToLower(name)
}

func joinPath(a, b string) string {
	if a == "" {
		return b
	}
	if b == "" {
		return a
	}
	return a + "." + b
}
