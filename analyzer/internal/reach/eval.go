package reach

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// eval evaluates an instruction that is neither a call nor a jump; nil if no path has computed
// what it needs.
func (r *run) eval(v ssa.Value) *value {
	if phi, ok := v.(*ssa.Phi); ok {
		if r.isSubject(phi) {
			return subject
		}
		return r.phi(phi)
	}
	if r.isSubject(v) {
		return subject
	}
	switch v := v.(type) {
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr:
		return r.address(v)
	case *ssa.BinOp:
		return r.binop(v)
	case *ssa.UnOp:
		return r.unop(v)
	case *ssa.ChangeType:
		return r.val(v.X)
	case *ssa.ChangeInterface:
		return r.val(v.X)
	case *ssa.Convert:
		return convert(r.val(v.X), v.Type())
	case *ssa.MultiConvert:
		return convert(r.val(v.X), v.Type())
	case *ssa.MakeInterface:
		return r.box(v)
	case *ssa.MakeClosure:
		free := make([]*value, len(v.Bindings))
		for i, b := range v.Bindings {
			free[i] = r.val(b)
		}
		f := &value{kind: function, fn: v.Fn.(*ssa.Function), free: free}
		if len(v.Bindings) == 1 && f.fn.Synthetic != "" {
			f.base = v.Bindings[0] // a method value: of what
		}
		return f
	case *ssa.MakeMap, *ssa.Slice:
		if x := r.e.literal(v); x != nil {
			return x
		}
		if s, ok := v.(*ssa.Slice); ok {
			return r.slice(s)
		}
		return some
	case *ssa.MakeChan, *ssa.MakeSlice:
		return some
	case *ssa.Field:
		return r.field(r.val(v.X), v.X.Type(), program.FieldName(v.X.Type(), v.Field), v)
	case *ssa.Lookup:
		return r.lookup(v)
	case *ssa.Index:
		if x := r.letter(v); x != nil {
			return x
		}
	case *ssa.TypeAssert:
		return r.assert(v)
	case *ssa.Extract:
		return r.extract(v)
	}
	if x := r.scalar(v); x != nil {
		return x
	}
	return anything
}

// phi joins what comes in on the ways that are open.
func (r *run) phi(phi *ssa.Phi) *value {
	var x *value
	for i, e := range phi.Edges {
		if r.open[r.edges[phi.Block().Index]+i] {
			x = join(x, r.along(e, phi.Block().Preds[i], phi.Block()))
		}
	}
	return x
}

func (r *run) unop(v *ssa.UnOp) *value {
	switch v.Op {
	case token.MUL:
		return r.load(v)
	case token.NOT:
		x := r.val(v.X)
		if x == nil {
			return nil
		}
		if x.kind == konst && x.c.Kind() == constant.Bool {
			return boolOf(!constant.BoolVal(x.c))
		}
		return x
	case token.ARROW:
		if r.isStatus(v) {
			return r.statusAs(v.Type())
		}
		return anything
	}
	if x := r.val(v.X); x == nil || x.kind != konst && x.kind != among {
		return x
	}
	return anything
}

// box makes an interface of a value: one that holds an error knows its type.
func (r *run) box(v *ssa.MakeInterface) *value {
	x := r.val(v.X)
	if x == nil {
		return nil
	}
	switch x.kind {
	case answer, konst, among, function, list, table:
		return x
	}
	if !isError(v.Type()) {
		if x.kind == object || x.judged {
			return x
		}
		return some
	}
	return &value{kind: made, typ: v.X.Type(), elems: r.inside(x), judged: x.judged}
}

// inside returns the errors that an error of the package's own holds; nil if that is not known.
func (r *run) inside(x *value) []*value {
	if x.kind != object {
		return []*value{anything}
	}
	var in []*value
	for _, name := range sortedKeys(x.fields) {
		if f := x.fields[name]; f.isError() || f.kind == unknown && f.judged {
			in = append(in, f)
		}
	}
	return in
}

// lookup evaluates a look into a map.
func (r *run) lookup(v *ssa.Lookup) *value {
	m, k := r.val(v.X), r.val(v.Index)
	if m == nil || k == nil {
		return nil
	}
	el, found := unknownFrom(m.judged || k.judged || k.kind == konst), unknownFrom(m.judged || k.judged)
	mt, isMap := v.X.Type().Underlying().(*types.Map)
	if isMap && m.kind == table && k.kind == konst {
		el, found = zeroOf(mt.Elem()), boolOf(false)
		for i := 0; i+1 < len(m.elems); i += 2 {
			if same, ok := equal(m.elems[i], k); ok && same {
				el, found = m.elems[i+1], boolOf(true)
				break
			}
		}
	} else if r.isStatus(v) {
		el = r.statusAs(mt.Elem())
	}
	if v.CommaOk {
		return &value{kind: tuple, elems: []*value{el, found}}
	}
	return el
}

// letter evaluates a look at one byte of a text; nil if it is about something else, or not known.
func (r *run) letter(v *ssa.Index) *value {
	s, ok1 := r.val(v.X).text()
	i, ok2 := r.val(v.Index).number()
	if !ok1 || !ok2 || i < 0 || i >= int64(len(s)) {
		return nil
	}
	return intOf(int(s[i]))
}

// assert evaluates a type assertion of an error.
func (r *run) assert(v *ssa.TypeAssert) *value {
	x := r.val(v.X)
	if x == nil {
		return nil
	}
	var found, el *value
	if x.kind == failure {
		for _, err := range x.elems {
			f, e := asserted(err, v.AssertedType)
			found, el = join(found, f), join(el, e)
		}
	} else {
		found, el = asserted(x, v.AssertedType)
	}
	if v.CommaOk {
		return &value{kind: tuple, elems: []*value{el, found}}
	}
	return el
}

// asserted returns whether x is of the type t, and what it is as one.
func asserted(x *value, t types.Type) (found, el *value) {
	switch {
	case x.kind == null:
		return boolOf(false), zeroOf(t)
	case x.kind == made && x.typ != nil && !types.IsInterface(t):
		if types.Identical(x.typ, t) {
			return boolOf(true), some
		}
		return boolOf(false), zeroOf(t)
	case x.kind == answer:
		return unknownFrom(x.judged), x
	}
	return unknownFrom(x.judged), unknownFrom(x.judged)
}

func (r *run) extract(v *ssa.Extract) *value {
	t := r.val(v.Tuple)
	if t == nil {
		return nil
	}
	if t.kind == tuple && v.Index < len(t.elems) {
		x := t.elems[v.Index]
		if x != nil && x.kind == unknown && r.sc.code != "" && r.isCode(v) {
			return stringOf(r.sc.code)
		}
		if x == nil || x.kind == unknown && !x.judged {
			if y := r.scalar(v); y != nil {
				return y
			}
		}
		return x
	}
	if x := r.scalar(v); x != nil {
		return x
	}
	return unknownFrom(t.judged)
}

func isError(t types.Type) bool {
	return types.Identical(types.Unalias(t), types.Universe.Lookup("error").Type())
}
