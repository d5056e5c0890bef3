package reach

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
)

func (r *run) binop(v *ssa.BinOp) *value {
	x, y := r.val(v.X), r.val(v.Y)
	if x == nil || y == nil {
		return nil
	}
	judged := x.judged || y.judged
	switch v.Op {
	case token.EQL, token.NEQ:
		same, ok := equal(x, y)
		if !ok && r.sc.in.Body && r.sc.is(failed) && r.asksWithin(v) {
			same, ok = false, true
		}
		if !ok {
			return unknownFrom(judged)
		}
		return boolOf(same == (v.Op == token.EQL))
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if holds, ok := compared(x, v.Op, y); ok {
			return boolOf(holds)
		}
		return unknownFrom(judged)
	}
	if x.kind == konst && y.kind == konst {
		if c := arithmetic(v, x, y); c != nil {
			return constOf(c)
		}
	}
	return unknownFrom(judged)
}

// arithmetic computes with two constants, either of which can be the status; nil if that cannot be done.
func arithmetic(v *ssa.BinOp, x, y *value) constant.Value {
	c := consts.Arithmetic(v, x.c, y.c)
	for _, operand := range []*value{x, y} {
		if operand.status == nil {
			continue
		}
		operand.status.is(func(s int) bool {
			a, b := x.c, y.c
			if x.status != nil {
				a = constant.MakeInt64(int64(s))
			}
			if y.status != nil {
				b = constant.MakeInt64(int64(s))
			}
			other := consts.Arithmetic(v, a, b)
			return c == nil && other == nil || c != nil && other != nil && constant.Compare(c, token.EQL, other)
		})
	}
	return c
}

// equal compares two values; ok is false where that is not known.
func equal(x, y *value) (same, ok bool) {
	if x.kind == null || y.kind == null {
		if y.kind != null {
			x, y = y, x
		}
		n := y.isNil() * x.isNil()
		return n > 0, n != 0
	}
	switch {
	case x.kind == made && y.kind == made && x.base != nil && y.base != nil:
		return x.base == y.base, true
	}
	return compared(x, token.EQL, y)
}

func convert(x *value, t types.Type) *value {
	if x != nil && x.kind == among {
		return overAll(x.elems, func(el *value) *value { return convert(el, t) })
	}
	if x == nil || x.kind != konst {
		return x
	}
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok:
		return x
	case b.Info()&types.IsString != 0 && x.c.Kind() != constant.String:
		return anything
	case b.Info()&types.IsInteger != 0 && x.c.Kind() == constant.Float:
		f, _ := constant.Float64Val(x.c)
		return intOf(int(f))
	}
	return x
}

func (r *run) slice(v *ssa.Slice) *value {
	s, ok := r.val(v.X).text()
	if !ok {
		return anything
	}
	low, high := int64(0), int64(len(s))
	if v.Low != nil {
		n, ok := r.val(v.Low).number()
		if !ok {
			return anything
		}
		low = n
	}
	if v.High != nil {
		n, ok := r.val(v.High).number()
		if !ok {
			return anything
		}
		high = n
	}
	if low < 0 || low > high || high > int64(len(s)) {
		return anything
	}
	return stringOf(s[low:high])
}

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
	case *types.Struct:
		return &value{kind: object, fields: map[string]*value{}}
	case *types.Array:
		return anything
	}
	return nilValue
}
