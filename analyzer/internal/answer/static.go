package answer

import (
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

func itoa(i int) string { return strconv.Itoa(i) }

// static returns what is known of v without the walk having been there: literals, package-level
// variables that are set once, closures.
func (e *Engine) static(v ssa.Value) *value {
	if v == nil {
		return opaque
	}
	if x, ok := e.consts[v]; ok {
		return x
	}
	if e.evaluating[v] || len(e.evaluating) > 40 {
		return opaque
	}
	e.evaluating[v] = true
	x := e.evaluate(v)
	delete(e.evaluating, v)
	if x.kind == unknown && x.base == nil && x.taint == 0 {
		x = &value{base: v}
	}
	e.consts[v] = x
	return x
}

func (e *Engine) evaluate(v ssa.Value) *value {
	switch v := v.(type) {
	case *ssa.Const:
		return asConst(v)
	case *ssa.Function:
		return &value{kind: function, fn: v}
	case *ssa.Global, *ssa.Alloc:
		return &value{kind: pointer, base: v}
	case *ssa.FreeVar:
		if b := program.Binding(v); b != nil {
			return e.static(b)
		}
	case *ssa.MakeClosure:
		fn, ok := v.Fn.(*ssa.Function)
		if !ok {
			return something
		}
		elems := make([]*value, len(v.Bindings))
		for i, b := range v.Bindings {
			elems[i] = e.static(b)
		}
		return &value{kind: function, fn: fn, elems: elems}
	case *ssa.MakeInterface:
		return &value{kind: boxed, typ: v.X.Type(), elems: []*value{e.static(v.X)}}
	case *ssa.ChangeType:
		return e.static(v.X)
	case *ssa.ChangeInterface:
		return e.static(v.X)
	case *ssa.Convert:
		return convert(e.static(v.X), v.Type())
	case *ssa.FieldAddr:
		return e.fieldAddr(e.static(v.X), v)
	case *ssa.UnOp:
		x := e.static(v.X)
		if v.Op != token.MUL {
			return unop(v.Op, x)
		}
		if x.kind == pointer {
			if y := e.stored(place{x.base, x.path}, v.Type()); y != nil {
				return y
			}
			if g, ok := x.base.(*ssa.Global); ok && x.path == "" && g.Pkg != nil && g.Pkg.Pkg != e.pkg && isErrorType(v.Type()) {
				return sentinelOf(g)
			}
			return &value{base: x.base, path: x.path + "*"}
		}
	case *ssa.BinOp:
		return e.binop(v, e.static(v.X), e.static(v.Y))
	case *ssa.MakeMap:
		if isSet(v.Type()) {
			if m := e.final(v.Parent(), place{v, contents}); m != nil {
				return m
			}
		}
		return e.literal(v, e.static)
	case *ssa.Slice:
		return e.literal(v, e.static)
	case *ssa.Call:
		return e.staticCall(v)
	case *ssa.Extract:
		t := e.static(v.Tuple)
		if t.kind == tuple && v.Index < len(t.elems) {
			return t.elems[v.Index]
		}
	}
	return opaque
}

// staticCall evaluates the calls that package-level variables are set with: errors.New and its kin.
func (e *Engine) staticCall(call *ssa.Call) *value {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return opaque
	}
	name := fullName(fn)
	if obj, ok := fn.Object().(*types.Func); ok && fn.Signature.Recv() == nil && origin.LikeErrors(obj) {
		name = map[string]string{"New": "errors.New", "Errorf": "fmt.Errorf"}[obj.Name()]
	}
	switch name {
	case "errors.New", "fmt.Errorf":
		return e.madeError(call, "", call.Call.Args, e.static)
	}
	if set := e.built(call, fn); set != nil {
		return set
	}
	return opaque
}

// literal returns the elements of a map or slice literal; get evaluates an element.
func (e *Engine) literal(v ssa.Value, get func(ssa.Value) *value) *value {
	switch v := v.(type) {
	case *ssa.MakeMap:
		m := &value{kind: table, base: v}
		for _, ref := range program.Uses(v) {
			switch ref := ref.(type) {
			case *ssa.MapUpdate:
				if ref.Map == v {
					m.elems = append(m.elems, get(ref.Key), get(ref.Value))
				}
			}
		}
		return m
	case *ssa.Slice:
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || v.Low != nil || v.High != nil {
			x := get(v.X)
			if v.Low == nil && v.High == nil {
				return x
			}
			return opaque.tainted(x.taint)
		}
		return e.arrayLiteral(alloc, get)
	}
	return opaque
}

// arrayLiteral returns the elements stored into a freshly made array.
func (e *Engine) arrayLiteral(alloc *ssa.Alloc, get func(ssa.Value) *value) *value {
	arr, ok := deref(alloc.Type()).Underlying().(*types.Array)
	if !ok || arr.Len() > 256 {
		return something
	}
	l := &value{kind: list, base: alloc, elems: make([]*value, arr.Len())}
	for i := range l.elems {
		l.elems[i] = zeroOf(arr.Elem())
	}
	for _, ref := range program.Uses(alloc) {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		c, ok := ia.Index.(*ssa.Const)
		if !ok {
			continue
		}
		i := c.Int64()
		if i < 0 || i >= int64(len(l.elems)) {
			continue
		}
		for _, use := range program.Uses(ia) {
			switch use := use.(type) {
			case *ssa.Store:
				if use.Addr == ssa.Value(ia) {
					l.elems[i] = get(use.Val)
				}
			case *ssa.FieldAddr:
				s, ok := arr.Elem().Underlying().(*types.Struct)
				if !ok {
					continue
				}
				if l.elems[i].kind != structure {
					el := &value{kind: structure, elems: make([]*value, s.NumFields())}
					for j := range el.elems {
						el.elems[j] = zeroOf(s.Field(j).Type())
					}
					l.elems[i] = el
				}
				for _, put := range program.Uses(use) {
					if put, ok := put.(*ssa.Store); ok && put.Addr == ssa.Value(use) {
						l.elems[i].elems[use.Field] = get(put.Val)
					}
				}
			}
		}
	}
	return l
}

// stored returns what the program stores at p, if it is one thing; nil if that is not known.
func (e *Engine) stored(p place, t types.Type) *value {
	if t != nil {
		if v := e.initially(p, t); v != nil {
			return v
		}
	}
	switch base := p.base.(type) {
	case *ssa.Global, *ssa.Alloc:
		if stores := e.stores[p]; len(stores) > 0 {
			v := e.only(values(stores))
			if alloc, ok := base.(*ssa.Alloc); ok && v == nil && t != nil && isSet(t) {
				v = e.final(alloc.Parent(), p) // a closure's: made step by step
			}
			return v
		}
		if t != nil {
			if s, ok := t.Underlying().(*types.Struct); ok {
				return e.storedStruct(p, s)
			}
		}
		if _, ok := base.(*ssa.Global); ok && p.path == "" {
			return nil
		}
	}
	if f := fieldAt(p); f != nil {
		v := e.only(values(e.fields[f]))
		if v == nil {
			return nil
		}
		switch v.kind {
		case function, list, table, made:
			return v
		case boxed, pointer:
			return v
		}
	}
	return nil
}

// storedStruct puts a struct together from what is stored into its fields.
func (e *Engine) storedStruct(p place, s *types.Struct) *value {
	v := &value{kind: structure, elems: make([]*value, s.NumFields())}
	found := false
	for i := range v.elems {
		v.elems[i] = opaque
		if stores := e.stores[place{p.base, p.path + "." + itoa(i)}]; len(stores) > 0 {
			if x := e.only(values(stores)); x != nil {
				v.elems[i], found = x, true
			}
		}
	}
	if !found {
		return nil
	}
	return v
}

func values(stores []*ssa.Store) []ssa.Value {
	vs := make([]ssa.Value, len(stores))
	for i, st := range stores {
		vs[i] = st.Val
	}
	return vs
}

// only returns the one thing that all of vs are; nil if they differ. What is not known is set aside for
// lists and functions: a default that callers may replace stands for the whole.
func (e *Engine) only(vs []ssa.Value) *value {
	var found *value
	blank := false
	for _, v := range vs {
		x := e.static(v)
		switch {
		case x.kind == unknown || x.kind == null:
			blank = true
		case found == nil:
			found = x
		case found.key(e.ids) != x.key(e.ids):
			return nil
		}
	}
	if found != nil && blank {
		switch found.kind {
		case function, list, table:
		default:
			return nil
		}
	}
	return found
}

// fieldAt returns the field that the place p is, or nil.
func fieldAt(p place) *types.Var {
	i := lastDot(p.path)
	if i < 0 || p.base == nil {
		return nil
	}
	n, err := strconv.Atoi(p.path[i+1:])
	if err != nil {
		return nil
	}
	t := typeAt(p.base.Type(), p.path[:i])
	if t == nil {
		return nil
	}
	if s, ok := deref(t).Underlying().(*types.Struct); ok && n < s.NumFields() {
		return s.Field(n).Origin()
	}
	return nil
}

func lastDot(path string) int {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '.' {
			return i
		}
	}
	return -1
}
