package reach

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
)

const maxAmong = 8 // constants that a value is told to be one of

// choices returns the constants that v is one of; nil if it is none that are known. The status is none: each is a
// scenario of its own.
func (v *value) choices() []*value {
	switch {
	case v.kind == among:
		return v.elems
	case v.kind == konst && v.status == nil && v.c.Kind() != constant.Bool:
		return []*value{v}
	}
	return nil
}

// either joins two values that are constants, or one of several; nil if they are not, or too many.
func either(v, w *value) *value {
	xs, ys := v.choices(), w.choices()
	if len(xs) == 0 || len(ys) == 0 {
		return nil
	}
	all := slices.Clone(xs)
	for _, y := range ys {
		if !consts.Comparable(all[0].c, y.c) {
			return nil
		}
		if !slices.ContainsFunc(all, func(x *value) bool { return compare(x, token.EQL, y) }) {
			all = append(all, y)
		}
	}
	if len(all) > maxAmong {
		return nil
	}
	if len(all) == len(xs) {
		return v
	}
	return &value{kind: among, elems: all}
}

// compared reports what the comparison of x, or of each that it can be, with y comes to, if they agree.
func compared(x *value, op token.Token, y *value) (holds, ok bool) {
	xs, ys := x.options(), y.options()
	for i, a := range xs {
		for j, b := range ys {
			if !consts.Comparable(a.c, b.c) {
				return false, false
			}
			h := compare(a, op, b)
			if i+j > 0 && h != holds {
				return false, false
			}
			holds = h
		}
	}
	return holds, len(xs) > 0 && len(ys) > 0
}

// options returns the constants that v can be, the status among them.
func (v *value) options() []*value {
	switch v.kind {
	case among:
		return v.elems
	case konst:
		return []*value{v}
	}
	return nil
}

// left reports which ways of a test are open, that compares one of several constants with another: the tests before it
// have ruled some out.
func (r *run) left(test *ssa.If) (yes, no bool) {
	x, c, equal := r.asks(test)
	if x == nil {
		return true, true
	}
	rest := slices.Clone(r.val(x).elems)
	without := func(c *value) {
		rest = slices.DeleteFunc(rest, func(el *value) bool { return compare(el, token.EQL, c) })
	}
	for b := test.Block(); b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		before, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if y, d, same := r.asks(before); y == x && (before.Block().Succs[0] == b) != same {
			without(d)
		}
	}
	had := len(rest)
	without(c)
	found, others := len(rest) < had, len(rest) > 0
	if !equal {
		found, others = others, found
	}
	return found, others
}

// asks returns the value, one of several constants, that a test compares with the constant c, and whether it asks if it
// equals that; nil if the test is another.
func (r *run) asks(test *ssa.If) (x ssa.Value, c *value, equal bool) {
	op, ok := test.Cond.(*ssa.BinOp)
	if !ok || op.Op != token.EQL && op.Op != token.NEQ {
		return nil, nil, false
	}
	x, y := op.X, op.Y
	if _, isConst := x.(*ssa.Const); isConst {
		x, y = y, x
	}
	v, c := r.val(x), r.val(y)
	if v == nil || v.kind != among || c == nil || c.kind != konst || c.status != nil || !consts.Comparable(v.elems[0].c, c.c) {
		return nil, nil, false
	}
	return x, c, op.Op == token.EQL
}
