// Package consts calculates with constants as a program that runs does.
package consts

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Comparable reports whether two constants can be compared: they are of one kind, or numbers.
func Comparable(x, y constant.Value) bool {
	numeric := func(c constant.Value) bool { return c.Kind() == constant.Int || c.Kind() == constant.Float }
	return x.Kind() == y.Kind() || numeric(x) && numeric(y)
}

// Arithmetic evaluates the operation v on the constants x and y as a program does; nil if it has no result.
func Arithmetic(v *ssa.BinOp, x, y constant.Value) constant.Value {
	if !Comparable(x, y) {
		return nil
	}
	switch v.Op {
	case token.SHL, token.SHR:
		n, ok := constant.Uint64Val(constant.ToInt(y))
		if !ok || n > 64 || x.Kind() != constant.Int {
			return nil
		}
		return constant.Shift(x, v.Op, uint(n))
	case token.QUO, token.REM:
		if constant.Sign(y) == 0 {
			return nil
		}
		if IsInteger(v.Type()) {
			x, y = constant.ToInt(x), constant.ToInt(y)
			if x.Kind() != constant.Int || y.Kind() != constant.Int {
				return nil
			}
			if v.Op == token.QUO {
				return constant.BinaryOp(x, token.QUO_ASSIGN, y) // integer division
			}
			return constant.BinaryOp(x, token.REM, y)
		}
		if v.Op == token.REM {
			return nil
		}
		return constant.BinaryOp(constant.ToFloat(x), token.QUO, constant.ToFloat(y))
	case token.ADD:
		return constant.BinaryOp(x, v.Op, y)
	case token.SUB, token.MUL:
		if x.Kind() == constant.String {
			return nil
		}
		return constant.BinaryOp(x, v.Op, y)
	case token.AND, token.OR, token.XOR, token.AND_NOT:
		if x.Kind() != constant.Int || y.Kind() != constant.Int {
			return nil
		}
		return constant.BinaryOp(x, v.Op, y)
	}
	return nil
}

// IsInteger reports whether t is an integer type.
func IsInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}
