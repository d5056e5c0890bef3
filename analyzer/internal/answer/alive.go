package answer

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// dead reports whether the call at hand does not come to the block b: a test before it, of what the call passes,
// comes out otherwise.
func (in *within) dead(b *ssa.BasicBlock) bool {
	if in == nil {
		return false
	}
	if in.ends == nil {
		in.ends = &ends{}
	}
	dead, known := in.ends.dead[b]
	if !known {
		dead = in.leaves(b)
		if in.ends.dead == nil {
			in.ends.dead = map[*ssa.BasicBlock]bool{}
		}
		in.ends.dead[b] = dead
	}
	return dead
}

// ends are the blocks that a call is known to come to or not.
type ends struct{ dead map[*ssa.BasicBlock]bool }

// leaves is dead, asked for the first time.
func (in *within) leaves(b *ssa.BasicBlock) bool {
	if in.at(b.Parent()) == nil {
		return false
	}
	for ; b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) == 1 && in.shut(b.Preds[0], b) {
			return true
		}
	}
	return false
}

// shut reports whether the call does not go from the block b on to its successor to.
func (in *within) shut(b, to *ssa.BasicBlock) bool {
	test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || b.Succs[0] == b.Succs[1] {
		return false
	}
	t := in.decides(test.Cond)
	return t == no && b.Succs[0] == to || t == yes && b.Succs[1] == to
}

// decides returns how the condition v comes out with what the call passes.
func (in *within) decides(v ssa.Value) tri {
	switch x := v.(type) {
	case *ssa.UnOp:
		if x.Op == token.NOT {
			return in.decides(x.X).not()
		}
	case *ssa.BinOp:
		return compareConsts(in.passed(x.X), x.Op, in.passed(x.Y))
	}
	if c, ok := in.passed(v).(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool {
		return triOf(constant.BoolVal(c.Value))
	}
	return maybe
}

// compareConsts compares two values where both are constants, or one is nil and the other is known to be made.
func compareConsts(x ssa.Value, op token.Token, y ssa.Value) tri {
	if c, ok := x.(*ssa.Const); ok && c.IsNil() {
		x, y = y, x
	}
	a, okA := x.(*ssa.Const)
	b, okB := y.(*ssa.Const)
	switch {
	case !okB:
		return maybe
	case b.IsNil():
		same := maybe
		if okA {
			same = triOf(a.IsNil())
		} else if isMade(x) {
			same = no
		}
		if op == token.NEQ {
			return same.not()
		}
		return same
	case !okA || a.Value == nil || b.Value == nil || a.Value.Kind() != b.Value.Kind():
		return maybe
	case a.Value.Kind() == constant.Bool && op != token.EQL && op != token.NEQ:
		return maybe
	}
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return triOf(constant.Compare(a.Value, op, b.Value))
	}
	return maybe
}

// isMade reports whether v is not nil, whatever the program does.
func isMade(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Function, *ssa.MakeClosure, *ssa.MakeInterface, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return true
	}
	return false
}
