package medipimstatus

import (
	"go/constant"
	"go/token"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// canBe reports whether an answer with the status s can come to the branch.
func (f *fixer) canBe(pl *plan, s int64) bool {
	if pl.holder != nil {
		for _, at := range pl.holder.built {
			if f.comesTo(at, s, 0) {
				return true
			}
		}
		return false
	}
	for _, at := range f.places(pl.at) {
		if f.comesTo(at, s, 0) {
			return true
		}
	}
	return false
}

// comesTo reports whether no condition on the HTTP status that at stands behind excludes s; if all
// callers of a function exclude it, so does the function.
func (f *fixer) comesTo(at ssa.Instruction, s int64, depth int) bool {
	for b := at.Block(); b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok || branch.Block().Succs[0] == branch.Block().Succs[1] {
			continue
		}
		if cond, known := f.outcome(branch.Cond, s); known && cond != (branch.Block().Succs[0] == b) {
			return false
		}
	}
	fn := at.Parent()
	calls := f.Origins.Callers(fn)
	if depth > 3 || len(calls) == 0 {
		return true
	}
	for _, call := range calls {
		if f.comesTo(call, s, depth+1) {
			return true
		}
	}
	return false
}

// outcome returns what a condition on the HTTP status is for s.
func (f *fixer) outcome(cond ssa.Value, s int64) (value, known bool) {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			value, known = f.outcome(cond.X, s)
			return !value, known
		}
	case *ssa.BinOp:
		x, ok := f.statusValue(cond.X, s)
		y, ok2 := f.statusValue(cond.Y, s)
		switch cond.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			if ok && ok2 {
				return constant.Compare(constant.MakeInt64(x), cond.Op, constant.MakeInt64(y)), true
			}
		}
	}
	return false, false
}

// statusValue returns what a number made of the HTTP status is for s.
func (f *fixer) statusValue(v ssa.Value, s int64) (int64, bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && v.Value.Kind() == constant.Int {
			return constant.Int64Val(v.Value)
		}
		return 0, false
	case *ssa.BinOp:
		if v.Op == token.QUO {
			x, ok := f.statusValue(v.X, s)
			y, ok2 := f.statusValue(v.Y, s)
			if ok && ok2 && y != 0 {
				return x / y, true
			}
		}
		return 0, false
	}
	set := f.Origins.Resolve(v)
	for _, o := range set {
		if o.Kind != origin.HTTP || o.Part || o.Hidden {
			return 0, false
		}
	}
	return s, len(set) > 0
}

func constValue(o origin.Origin) (int64, bool) {
	if o.Kind != origin.Const || o.Const.Value == nil {
		return 0, false
	}
	switch o.Const.Value.Kind() {
	case constant.Int:
		return constant.Int64Val(o.Const.Value)
	case constant.String:
		n, err := strconv.ParseInt(constant.StringVal(o.Const.Value), 10, 64)
		return n, err == nil || constant.StringVal(o.Const.Value) == ""
	}
	return 0, false
}
