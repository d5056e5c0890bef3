package answer

import (
	"go/constant"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// load returns what is known of the memory at p, of type t.
func (w *walk) load(st *state, p place, t types.Type) *value {
	fields, isStruct := t.Underlying().(*types.Struct)
	if isStruct && hasParts(st.mem, p) {
		if v := w.assemble(st, p, fields, 0); v != nil {
			return v
		}
	}
	if v := w.lookup(st, p, t); v != nil && (v.kind != zero || !isArray(t)) {
		return v
	}
	if l := w.array(st, p, t); l != nil {
		return l
	}
	if g, ok := p.base.(*ssa.Global); ok && w.builds && g.Pkg != nil && g.Pkg.Pkg == w.e.pkg {
		return zeroOf(t) // nothing was stored there yet
	}
	if p.base != nil {
		if v := w.e.stored(p, t); v != nil {
			return v
		}
		if g, ok := p.base.(*ssa.Global); ok && p.path == "" && g.Pkg != nil && g.Pkg.Pkg != w.e.pkg && isErrorType(t) {
			return sentinelOf(g)
		}
		return &value{base: p.base, path: p.path + "*"} // what p holds, whatever that is
	}
	return opaque
}

func isArray(t types.Type) bool { _, ok := t.Underlying().(*types.Array); return ok }

// hasParts reports whether anything was stored into a part of what is at p.
func hasParts(mem map[place]*value, p place) bool {
	for q := range mem {
		if q.base == p.base && len(q.path) > len(p.path) && strings.HasPrefix(q.path, p.path) && q.path[len(p.path)] == '.' {
			return true
		}
	}
	return false
}

// lookup returns what the path stored at p or at a struct that p is a part of; nil if it stored nothing.
func (w *walk) lookup(st *state, p place, t types.Type) *value {
	if v, ok := st.mem[p]; ok {
		return w.settle(v, t)
	}
	if p.base == nil {
		return w.answerField(p.path, t)
	}
	for path := p.path; path != ""; {
		i := strings.LastIndexAny(path, ".[*")
		if i < 0 {
			return nil
		}
		path = path[:i]
		if v, ok := st.mem[place{p.base, path}]; ok {
			v = w.descend(v, p.base, path, p.path[len(path):])
			if v == nil {
				return nil
			}
			return w.settle(v, t)
		}
	}
	return nil
}

// descend returns the part of v, which lies at base+path, that rest leads to.
func (w *walk) descend(v *value, base ssa.Value, path, rest string) *value {
	if v.kind == zero {
		return v
	}
	if v.kind == unknown {
		return v
	}
	if v.kind == list {
		return v.at(rest)
	}
	if v.kind == body {
		key := w.jsonPath(typeAt(base.Type(), path), rest)
		if key == "-" {
			return &value{kind: zero}
		}
		return &value{kind: body, path: joinPath(v.path, key), taint: v.taint}
	}
	return nil
}

// assemble puts a struct together from its fields; nil if nothing is known of any.
func (w *walk) assemble(st *state, p place, t *types.Struct, depth int) *value {
	if depth > 3 || t.NumFields() == 0 {
		return nil
	}
	elems := make([]*value, t.NumFields())
	found := false
	for i := range elems {
		q := place{p.base, p.path + "." + strconv.Itoa(i)}
		ft := t.Field(i).Type()
		v := w.lookup(st, q, ft)
		if v == nil {
			if s, ok := ft.Underlying().(*types.Struct); ok {
				v = w.assemble(st, q, s, depth+1)
			}
		}
		if v == nil {
			v = opaque
		} else {
			found = true
		}
		elems[i] = v
	}
	if !found {
		return nil
	}
	return &value{kind: structure, elems: elems}
}

// store puts v at p.
func (w *walk) store(st *state, p place, v *value) {
	prefix := p.path
	for q := range st.mem {
		if q.base == p.base && len(q.path) > len(prefix) && strings.HasPrefix(q.path, prefix) && strings.ContainsRune(".[*", rune(q.path[len(prefix)])) {
			delete(st.mem, q)
		}
	}
	if v.kind == structure {
		delete(st.mem, p)
		for i, e := range v.elems {
			w.store(st, place{p.base, p.path + "." + strconv.Itoa(i)}, e)
		}
		return
	}
	st.mem[p] = v
}

// forget drops what is known of the memory below base, which something unseen may have changed.
func (w *walk) forget(st *state, p place) {
	if p.base == nil {
		return
	}
	w.store(st, p, opaque)
}

// answerField returns the field of the answer at path.
func (w *walk) answerField(path string, t types.Type) *value {
	name := path[strings.LastIndexByte(path, '.')+1:]
	switch name {
	case "StatusCode":
		return w.number()
	case "Status":
		return stringOf(statusLine(w.status())).tainted(carries)
	case "Header", "Trailer":
		return &value{kind: header}
	case "Body":
		return &value{kind: body}
	case "Request":
		return something
	case "Response", "RawResponse", "HTTPResponse":
		return &value{kind: response}
	}
	if status, ok := strings.CutPrefix(name, "JSON"); ok {
		if n, err := strconv.Atoi(strings.TrimRight(status, "Xx")); err == nil {
			class := strings.HasSuffix(strings.ToUpper(status), "XX")
			if w.is(func(s Status) bool { return !class && n == int(s) || class && n == int(s)/100 }) {
				return something.tainted(carries)
			}
			return nilValue.tainted(carries)
		}
		if status == "Default" {
			return opaque.tainted(content)
		}
	}
	return opaque
}

// settle returns v as a value of type t: the zero value of t, or the part of the body that is at v's path.
func (w *walk) settle(v *value, t types.Type) *value {
	switch v.kind {
	case zero:
		return zeroOf(t)
	case body:
		return w.bodyValue(v, t)
	}
	return v
}

// zeroOf returns the zero value of t.
func zeroOf(t types.Type) *value {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return boolOf(false)
		case u.Info()&types.IsNumeric != 0:
			return intOf(0)
		case u.Info()&types.IsString != 0:
			return stringOf("")
		}
		return nilValue
	case *types.Struct, *types.Array:
		return &value{kind: zero}
	case *types.Interface:
		if types.IsInterface(t) && !isTypeParam(t) {
			return nilValue
		}
		return opaque
	}
	return nilValue
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// typeAt returns the type at path below the memory that a value of the pointer type t points to.
func typeAt(t types.Type, path string) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	for path != "" {
		c := path[0]
		end := strings.IndexAny(path[1:], ".[*") + 1
		if end == 0 {
			end = len(path)
		}
		step := path[1:end]
		path = path[end:]
		switch u := t.Underlying().(type) {
		case *types.Struct:
			i, err := strconv.Atoi(step)
			if c != '.' || err != nil || i >= u.NumFields() {
				return nil
			}
			t = u.Field(i).Type()
		case *types.Pointer:
			t = u.Elem()
		default:
			return nil
		}
	}
	return t
}

func deref(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isPointerLike(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		return true
	}
	return false
}

// statusLine returns what net/http puts into Response.Status.
func statusLine(s Status) string {
	return strconv.Itoa(int(s)) + " " + statusText(s)
}

// asConst returns the value of an SSA constant.
func asConst(c *ssa.Const) *value {
	if c.Value == nil {
		return zeroOf(c.Type())
	}
	if c.Value.Kind() == constant.Float {
		if i := constant.ToInt(c.Value); i.Kind() == constant.Int {
			return constOf(i)
		}
	}
	return constOf(c.Value)
}
