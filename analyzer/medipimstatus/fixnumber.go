package medipimstatus

import (
	"go/constant"
	"go/token"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// combine calculates with each value of two.
func combine(xs, ys []int64, f func(x, y int64) (int64, bool)) (out []int64, ok bool) {
	for _, x := range xs {
		for _, y := range ys {
			n, ok := f(x, y)
			if !ok || len(out) > 16 {
				return nil, false
			}
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out, true
}

func calculate(x int64, op token.Token, y int64) (int64, bool) {
	switch {
	case op == token.ADD:
		return x + y, true
	case op == token.SUB:
		return x - y, true
	case op == token.MUL:
		return x * y, true
	case op == token.QUO && y != 0:
		return x / y, true
	case op == token.REM && y != 0:
		return x % y, true
	}
	return 0, false
}

func isComparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

func compare(x int64, op token.Token, y int64) bool {
	return constant.Compare(constant.MakeInt64(x), op, constant.MakeInt64(y))
}

// compareAll returns the outcome of a comparison if it is one for all values of its sides.
func compareAll(xs []int64, op token.Token, ys []int64) (value, known bool) {
	for i, x := range xs {
		for j, y := range ys {
			v := compare(x, op, y)
			if i+j > 0 && v != value {
				return false, false
			}
			value, known = v, true
		}
	}
	return value, known
}

func constValue(c *ssa.Const) (int64, bool) {
	if c.Value == nil {
		return 0, true // nil
	}
	switch c.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Int64Val(constant.ToInt(c.Value))
	case constant.String:
		if constant.StringVal(c.Value) == "" {
			return 0, true
		}
		n, err := strconv.ParseInt(constant.StringVal(c.Value), 10, 64)
		return n, err == nil
	}
	return 0, false
}
