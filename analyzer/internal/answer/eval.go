package answer

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// binop evaluates x op y. Comparisons remember themselves as the reason of their result.
func (e *Engine) binop(v *ssa.BinOp, x, y *value) *value {
	taints := x.taint | y.taint
	switch v.Op {
	case token.EQL, token.NEQ:
		t := e.equal(x, y)
		if v.Op == token.NEQ {
			t = t.not()
		}
		return t.value(taints).because(v)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if x.kind == konst && y.kind == konst && consts.Comparable(x.c, y.c) {
			return triOf(compare(x, v.Op, y)).value(taints).because(v)
		}
		return opaque.tainted(taints).because(v)
	}
	if x.kind == konst && y.kind == konst {
		if c := arithmetic(v, x, y); c != nil {
			return constOf(c).tainted(taints)
		}
		return opaque.tainted(taints)
	}
	return partial(v, x, y).tainted(taints)
}

// partial evaluates an operation with an unknown operand.
func partial(v *ssa.BinOp, x, y *value) *value {
	xn, xok := x.num()
	yn, yok := y.num()
	switch v.Op {
	case token.MUL, token.AND:
		if xok && xn == 0 || yok && yn == 0 {
			return intOf(0)
		}
	case token.ADD:
		switch {
		case isString(v.Type()):
			return &value{kind: text, elems: append(pieces(x), pieces(y)...)}
		case yok && x.kind == unknown:
			return shifted(v.X, x, yn)
		case xok && y.kind == unknown:
			return shifted(v.Y, y, xn)
		}
	case token.SUB:
		if yok && x.kind == unknown {
			return shifted(v.X, x, -yn)
		}
	}
	return opaque
}

// shifted is the unknown number x, which v has, plus n.
func shifted(v ssa.Value, x *value, n int64) *value {
	base := x.base
	if base == nil {
		return opaque
	}
	return &value{base: base, path: x.path, off: x.off + n}
}

// unop evaluates op x, but for loads and receives.
func unop(op token.Token, x *value) *value {
	switch op {
	case token.NOT:
		t := x.truth().not().value(x.taint)
		if x.why != nil {
			t = t.because(x.why...)
			t.inv = !x.inv
		}
		return t
	case token.SUB, token.XOR:
		if x.kind == konst && x.c.Kind() != constant.String && x.c.Kind() != constant.Bool {
			if op == token.XOR && x.c.Kind() != constant.Int {
				return opaque
			}
			x.look()
			return constOf(constant.UnaryOp(op, x.c, 0)).tainted(x.taint)
		}
	}
	return opaque.tainted(x.taint)
}

// convert evaluates the conversion of x to type t.
func convert(x *value, t types.Type) *value {
	switch x.kind {
	case konst:
		b, ok := t.Underlying().(*types.Basic)
		switch {
		case !ok:
			return x // string to []byte
		case b.Info()&types.IsString != 0 && x.c.Kind() != constant.String:
			return opaque.tainted(x.taint)
		case b.Info()&types.IsInteger != 0 && x.c.Kind() == constant.Float:
			f, _ := constant.Float64Val(x.c)
			return intOf(int64(f)).tainted(x.taint)
		}
		return x
	case oneOf, text, body, null, pointer, list, structure, zero, unknown:
		return x
	}
	return opaque.tainted(x.taint)
}

// fieldAddr returns the address of a field of what x points to.
func (e *Engine) fieldAddr(x *value, v *ssa.FieldAddr) *value {
	switch x.kind {
	case pointer:
		if len(x.elems) == 1 && x.path == "" { // an element of a known list
			el := opaque
			if s := x.elems[0]; s.kind == structure && v.Field < len(s.elems) {
				el = s.elems[v.Field]
			}
			return &value{kind: pointer, base: v, elems: []*value{el}}
		}
		return &value{kind: pointer, base: x.base, path: x.path + "." + itoa(v.Field), taint: x.taint}
	case response:
		return &value{kind: pointer, path: x.path + "." + fieldName(v)}
	case body:
		s, ok := deref(v.X.Type()).Underlying().(*types.Struct)
		if !ok {
			return opaque.tainted(content)
		}
		key := fieldKey(s, v.Field)
		if key == "-" {
			return opaque
		}
		return &value{kind: body, path: joinPath(x.path, key)}
	case request:
		return &value{kind: pointer, base: x.base, path: "." + itoa(v.Field)}
	case unknown:
		base, path := x.base, x.path
		if base == nil || x.off != 0 {
			base, path = v.X, ""
		}
		return &value{kind: pointer, base: base, path: path + "." + itoa(v.Field), taint: x.taint}
	}
	return &value{kind: pointer, base: v.X, path: "." + itoa(v.Field), taint: x.taint}
}

func fieldName(v *ssa.FieldAddr) string {
	return program.Field(v).Name()
}

// equal compares two values.
func (e *Engine) equal(x, y *value) tri {
	if x.kind == null || y.kind == null {
		if x.kind == null {
			x, y = y, x
		}
		return x.isNil()
	}
	if x.kind > y.kind {
		x, y = y, x
	}
	switch {
	case x.kind == konst && y.kind == konst:
		if !consts.Comparable(x.c, y.c) {
			return maybe
		}
		if x.c.Kind() == constant.String && (x.taint|y.taint)&carries != 0 {
			return triOf(e.sameCode(x, y))
		}
		return triOf(compare(x, token.EQL, y))
	case x.kind == konst && y.kind == oneOf:
		all, none := true, true
		for _, el := range y.elems {
			if e.equal(x, el.tainted(y.taint)) == yes {
				none = false
			} else {
				all = false
			}
		}
		switch {
		case none:
			return no
		case all:
			return yes
		}
		return maybe
	case x.kind == konst && y.kind == text:
		s, ok := x.str()
		if !ok {
			return maybe
		}
		if s == "" && y.taint&carries != 0 {
			return no
		}
		for _, el := range y.elems {
			if part, ok := el.str(); ok && !strings.Contains(s, part) {
				return no
			}
		}
		return maybe
	case x.kind == pointer && y.kind == pointer:
		if x.base == y.base {
			return triOf(x.path == y.path)
		}
		if fixed(x.base) && fixed(y.base) {
			return no
		}
		return maybe
	case x.kind == structure && y.kind == structure && len(x.elems) == len(y.elems):
		result := yes
		for i := range x.elems {
			switch e.equal(x.elems[i], y.elems[i]) {
			case no:
				return no
			case maybe:
				result = maybe
			}
		}
		return result
	case x.kind == boxed && y.kind == boxed:
		if !types.Identical(x.typ, y.typ) {
			return no
		}
		return e.equal(x.elems[0], y.elems[0])
	case x.kind == boxed && y.kind == konst:
		return e.equal(x.elems[0], y)
	case x.kind == konst && y.kind == boxed:
		return e.equal(x, y.elems[0])
	case x.kind == made && y.kind == made:
		return triOf(x.base == y.base && x.path == y.path)
	case isErrorValue(x) && isErrorValue(y):
		return no
	}
	return maybe
}

// fixed reports whether base stands for one variable.
func fixed(base ssa.Value) bool {
	switch base.(type) {
	case *ssa.Alloc, *ssa.Global:
		return true
	}
	return false
}

func isErrorValue(v *value) bool {
	return v.kind == made || v.kind == failure || v.kind == boxed
}

// sameCode compares the answer's code with a literal, which stands for the code that was meant if it is
// misspelt: that mistake is another rule's.
func (e *Engine) sameCode(x, y *value) bool {
	if x.taint&carries == 0 {
		x, y = y, x
	}
	code, _ := x.str()
	lit, _ := y.str()
	if code == lit {
		return true
	}
	if y.taint&carries != 0 || lit == "" || !e.catalog.Has(code) || e.catalog.Has(lit) {
		return false
	}
	m := e.catalog.Nearest(lit)
	return m.Kind != catalog.Far && m.Code == code
}

// pieces returns the parts of a string.
func pieces(v *value) []*value {
	switch v.kind {
	case text:
		return v.elems
	case oneOf:
		return []*value{opaque.tainted(v.taint)}
	}
	return []*value{v}
}
