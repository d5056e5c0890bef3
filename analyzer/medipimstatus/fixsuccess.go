package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"strconv"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
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
