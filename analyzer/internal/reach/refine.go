package reach

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// at returns what is known of v in the block b: what v is, and what the tests for nil around b say.
func (r *run) at(v ssa.Value, b *ssa.BasicBlock) *value {
	x := r.val(v)
	if x == nil || x.kind != unknown && x.kind != object {
		return x
	}
	if _, ok := v.(*ssa.Const); ok {
		return x
	}
	for d := b; d.Idom() != nil; d = d.Idom() {
		nilHere, ok := nilTest(v, d)
		if !ok {
			continue
		}
		if nilHere {
			return nilValue
		}
		return &value{kind: nonNil, judged: x.judged}
	}
	return x
}

// along returns what is known of v on the way from the block b to its successor to: the test at b's end tells,
// too.
func (r *run) along(v ssa.Value, b, to *ssa.BasicBlock) *value {
	x := r.at(v, b)
	if x == nil || x.kind != unknown && x.kind != object || len(b.Succs) != 2 || b.Succs[0] == b.Succs[1] {
		return x
	}
	test := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	held := b.Succs[0] == to
	if test.Cond == v {
		return boolOf(held)
	}
	switch isNil, ok := comparesNil(test, v); {
	case !ok:
		return x
	case isNil == held:
		return nilValue
	}
	return &value{kind: nonNil, judged: x.judged}
}

// returned is at for a result: who returns the error of a context knows that it has ended.
func (r *run) returned(v ssa.Value, b *ssa.BasicBlock) *value {
	x := r.at(v, b)
	if load, ok := v.(*ssa.UnOp); ok { // a result that deferred functions may change
		for i := indexIn(load) - 1; i >= 0 && load.Block() == b; i-- {
			if st, ok := b.Instrs[i].(*ssa.Store); ok && st.Addr == load.X {
				v = st.Val
				break
			}
		}
	}
	if call, ok := v.(*ssa.Call); ok && x != nil && x.kind == unknown {
		if fn := program.Called(&call.Call); fn != nil && ended[r.e.origins.FullName(fn)] {
			return some
		}
	}
	return x
}

// ended are the functions that say why a context ended.
var ended = map[string]bool{"(context.Context).Err": true, "context.Cause": true}

// nilTest reports whether v is nil in the block b, if the one way into b is a test for that.
func nilTest(v ssa.Value, b *ssa.BasicBlock) (isNil, ok bool) {
	if len(b.Preds) != 1 {
		return false, false
	}
	pred := b.Preds[0]
	test, ok := pred.Instrs[len(pred.Instrs)-1].(*ssa.If)
	if !ok || pred.Succs[0] == pred.Succs[1] {
		return false, false
	}
	asked, ok := comparesNil(test, v)
	return asked == (pred.Succs[0] == b), ok
}

// comparesNil reports whether the test compares v with nil, and whether it holds where v is nil.
func comparesNil(test *ssa.If, v ssa.Value) (isNil, ok bool) {
	op, ok := test.Cond.(*ssa.BinOp)
	if !ok || op.Op != token.EQL && op.Op != token.NEQ {
		return false, false
	}
	x, y := op.X, op.Y
	if c, isConst := x.(*ssa.Const); isConst && c.IsNil() {
		x, y = y, x
	}
	if c, isConst := y.(*ssa.Const); !isConst || !c.IsNil() || !same(x, v) {
		return false, false
	}
	return op.Op == token.EQL, true
}

// same reports whether x and v are one value, or loads of one variable in blocks of one function with no
// store between them that could be seen.
func same(x, v ssa.Value) bool {
	if x == v {
		return true
	}
	a, ok1 := x.(*ssa.UnOp)
	b, ok2 := v.(*ssa.UnOp)
	if !ok1 || !ok2 || a.Op != token.MUL || b.Op != token.MUL || a.X != b.X {
		return false
	}
	alloc, ok := a.X.(*ssa.Alloc)
	if !ok || storedByClosure(alloc) {
		return false
	}
	for _, ref := range program.Uses(alloc) {
		if st, ok := ref.(*ssa.Store); ok && a.Block().Dominates(st.Block()) && st.Block() != a.Block() && st.Block().Dominates(b.Block()) {
			return false // given another value since
		}
	}
	return true
}
