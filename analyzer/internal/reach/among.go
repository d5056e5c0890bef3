package reach

import (
	"go/constant"
	"go/token"
	"slices"

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
