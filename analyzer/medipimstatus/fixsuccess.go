package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// No fix may change what the program does when the API succeeds. The body of such an answer has no
// error.status: the carrier is 0 then, and its place is taken by one of these.
var successes = []int64{200, 201, 202, 204, 206}

// presence returns the operator of a test against 400, if the comparison is a test whether there is a
// status in the body at all.
func (f *fixer) presence(pl *plan) (token.Token, bool) {
	zero := f.IsZero(pl.Y)
	c, known := f.constInt(pl.Y)
	switch {
	case zero && (pl.Op == token.NEQ || pl.Op == token.GTR):
		return token.GEQ, true
	case zero && (pl.Op == token.EQL || pl.Op == token.LEQ):
		return token.LSS, true
	case !known || c <= 0:
		return 0, false
	case pl.Op == token.GTR && c < 199, pl.Op == token.GEQ && c < 200:
		return token.GEQ, true
	case pl.Op == token.LSS && c <= 200, pl.Op == token.LEQ && c < 200:
		return token.LSS, true
	}
	return 0, false
}

// evaluate fills in the outcome of a comparison with a constant.
func (f *fixer) evaluate(pl *plan) {
	y, known := f.constInt(pl.Y)
	if _, ok := f.arithmetic(pl.X, pl.at, 0); !ok || !known {
		return
	}
	pl.before = func(status int64) bool {
		x, _ := f.arithmetic(pl.X, pl.at, status)
		return constant.Compare(constant.MakeInt64(x), pl.Op, constant.MakeInt64(y))
	}
	pl.after = pl.before
	if ast.Unparen(pl.X) == pl.at || len(f.passedOn(pl, pl.X)) > 1 {
		if op, ok := f.presence(pl); ok {
			pl.after = func(status int64) bool { return (status >= 400) == (op == token.GEQ) }
		}
	}
}

// constInt returns the number in a constant, a number or a string; nil and "" count as 0.
func (f *fixer) constInt(x ast.Expr) (int64, bool) {
	if x == nil {
		return 0, false
	}
	if f.IsZero(x) {
		return 0, true
	}
	v := f.Info.Types[x].Value
	if v == nil {
		if inner := f.converted(x); inner != nil {
			return f.constInt(inner)
		}
		return 0, false
	}
	if v.Kind() == constant.String {
		n, err := strconv.ParseInt(constant.StringVal(v), 10, 64)
		return n, err == nil
	}
	if v.Kind() != constant.Int && v.Kind() != constant.Float {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(v))
}

// arithmetic returns the value of x with status in the place of at.
func (f *fixer) arithmetic(x, at ast.Expr, status int64) (int64, bool) {
	if x == at {
		return status, true
	}
	if n, ok := f.constInt(x); ok {
		return n, true
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return f.arithmetic(x.X, at, status)
	case *ast.CallExpr:
		if f.onlyConverts(x) {
			return f.arithmetic(x.Args[0], at, status)
		}
	case *ast.BinaryExpr:
		a, ok := f.arithmetic(x.X, at, status)
		b, ok2 := f.arithmetic(x.Y, at, status)
		switch {
		case !ok || !ok2:
		case x.Op == token.ADD:
			return a + b, true
		case x.Op == token.SUB:
			return a - b, true
		case x.Op == token.MUL:
			return a * b, true
		case x.Op == token.QUO && b != 0:
			return a / b, true
		case x.Op == token.REM && b != 0:
			return a % b, true
		}
	}
	return 0, false
}

// harmless returns the plans that change nothing when the API succeeds, each alone and all together.
func (f *fixer) harmless(plans []*plan) []*plan {
	for changed := true; changed; {
		changed = false
		plans = slices.DeleteFunc(plans, func(pl *plan) bool {
			if f.changesNothing(pl) {
				return false
			}
			changed = true
			delete(f.plans, pl.Node)
			return true
		})
	}
	return plans
}

func (f *fixer) changesNothing(pl *plan) bool {
	if pl.status.text == "" {
		return true // only sets the status
	}
	for _, s := range successes {
		if !f.canBe(pl, s) {
			continue
		}
		switch pl.Kind {
		case model.Compare:
			if pl.before != nil && !f.conditionHolds(pl, s) {
				return false
			}
		case model.Switch:
			if f.chosen(pl, 0) != f.chosen(pl, s) {
				return false
			}
		case model.Index, model.Member:
			for _, o := range f.Origins.Members(pl.Y, pl.Kind == model.Index) {
				if n, ok := constValue(o); ok && (n == 0 || n == s) {
					return false
				}
			}
		case model.Text:
			if y, ok := f.StringConst(pl.Y); ok && found(pl.Func.Name(), strconv.FormatInt(s, 10), y) {
				return false
			}
		case model.Arg:
			if !f.calleeIndifferent(pl, s) {
				return false
			}
		}
	}
	return true
}

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
