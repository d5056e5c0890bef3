package medipimstatus

import (
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/model"
)

// No fix may change what the program does when the API succeeds. The body of such an answer has no
// error.status: the carrier is 0 then, and its place is taken by one of these.
var successes = []int64{200, 201, 202, 204, 206}

// presence returns the operator of a test against 400, if the comparison is a test whether there is a
// status in the body at all: != 0, > 0, /100 == 0.
func (f *fixer) presence(pl *plan) (token.Token, bool) {
	y, known := f.constInt(pl.Y)
	if !known {
		return 0, false
	}
	absent, others, ok := f.splits(pl, func(x int64) bool { return compare(x, pl.Op, y) })
	switch {
	case !ok || absent == others:
		return 0, false
	case absent:
		return token.LSS, true
	case f.at(pl, 199, pl.Op, y):
		return token.GEQ, true
	}
	return 0, false // success and up
}

// isAbsent reports whether a case of a switch is one for an absent status.
func (f *fixer) isAbsent(pl *plan, c ast.Expr) bool {
	n, known := f.constInt(c)
	if !known {
		return false
	}
	absent, others, ok := f.splits(pl, func(x int64) bool { return x == n })
	return ok && absent && !others
}

// splits returns the outcome of a test of the plan's operand for an absent status, and the one for
// every status of an error. ok is false if that is not one, or if the test takes the HTTP status of a
// success for an absent one anyway.
func (f *fixer) splits(pl *plan, test func(int64) bool) (absent, others, ok bool) {
	x, ok := f.with(pl, 0)
	if !ok {
		return false, false, false
	}
	absent = test(x)
	for s := int64(400); s < 600; s++ {
		x, ok := f.with(pl, s)
		if !ok || s > 400 && test(x) != others {
			return false, false, false
		}
		others = test(x)
	}
	plain := true
	for _, s := range successes {
		x, ok := f.with(pl, s)
		plain = plain && ok && test(x) == absent
	}
	return absent, others, !plain
}

// at returns the outcome of the comparison of the plan's operand for a status.
func (f *fixer) at(pl *plan, status int64, op token.Token, y int64) bool {
	x, ok := f.with(pl, status)
	return ok && compare(x, op, y)
}

// with returns what the plan's operand is when the body's status is the one given.
func (f *fixer) with(pl *plan, status int64) (int64, bool) {
	if pl.computed != nil {
		var ok bool
		if status, ok = f.arithmetic(pl.computed, pl.inner, status); !ok {
			return 0, false
		}
	}
	return f.arithmetic(pl.X, pl.at, status)
}

// evaluate fills in the outcomes of a comparison.
func (f *fixer) evaluate(pl *plan) {
	pl.before = func(s int64) (value, known bool) {
		w := f.success(s)
		w.carried = pl.holder != nil
		for i, v := range f.Origins.Values(pl.Node) {
			outcome, ok := w.holds(v)
			if !ok || i > 0 && outcome != value {
				return false, false
			}
			value, known = outcome, true
		}
		return value, known
	}
	if _, ok := f.with(pl, 0); !ok {
		return
	}
	y, known := f.onlyNumber(pl.Y)
	if !known {
		pl.among = func(s int64) (value, known bool) {
			x, _ := f.with(pl, s)
			ys, _ := f.numbersOf(pl.Y, s)
			return compareAll([]int64{x}, pl.Op, ys)
		}
		return
	}
	if op, ok := f.presence(pl); ok {
		pl.after = func(status int64) bool { return (status >= 400) == (op == token.GEQ) }
		return
	}
	pl.after = func(status int64) bool { return f.at(pl, status, pl.Op, y) }
}

// onlyNumber returns the one number that x can be, whatever the API answers.
func (f *fixer) onlyNumber(x ast.Expr) (n int64, ok bool) {
	if n, ok := f.constInt(x); ok {
		return n, true
	}
	for _, s := range successes {
		ns, known := f.numbersOf(x, s)
		if !known || len(ns) != 1 || ok && ns[0] != n {
			return 0, false
		}
		n, ok = ns[0], true
	}
	return n, ok
}

// numbersOf returns the numbers that x can be where the API answers s; none if one of them is not known.
func (f *fixer) numbersOf(x ast.Expr, s int64) (out []int64, ok bool) {
	for _, v := range f.Origins.Values(x) {
		ns, ok := f.success(s).numbers(v)
		if !ok {
			return nil, false
		}
		for _, n := range ns {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out, len(out) > 0
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
	for paren, ok := x.(*ast.ParenExpr); ok && x != at; paren, ok = x.(*ast.ParenExpr) {
		x = paren.X // there may be thousands
	}
	if x == at {
		return status, true
	}
	if n, ok := f.constInt(x); ok {
		return n, true
	}
	switch x := x.(type) {
	case *ast.CallExpr:
		if f.onlyConverts(x) {
			return f.arithmetic(x.Args[0], at, status)
		}
		if number := f.formatted(x); number != nil {
			return f.arithmetic(number, at, status)
		}
		return f.called(x, at, status)
	case *ast.SliceExpr:
		n, ok := f.arithmetic(x.X, at, status)
		high, _ := f.constInt(x.High)
		return firstDigit(n), ok && x.Low == nil && high == 1 && isString(f.Info.TypeOf(x.X))
	case *ast.IndexExpr:
		n, ok := f.arithmetic(x.X, at, status)
		return '0' + firstDigit(n), ok && isString(f.Info.TypeOf(x.X)) && f.IsZero(x.Index)
	case *ast.BinaryExpr:
		a, ok := f.arithmetic(x.X, at, status)
		b, ok2 := f.arithmetic(x.Y, at, status)
		if ok && ok2 {
			return calculate(a, x.Op, b)
		}
	}
	return 0, false
}

// called is arithmetic for a call of a function of the package that only calculates.
func (f *fixer) called(call *ast.CallExpr, at ast.Expr, status int64) (int64, bool) {
	fns := f.Origins.CalleesAt(call)
	if len(fns) != 1 || len(fns[0].Params) != len(call.Args) {
		return 0, false
	}
	w := f.success(status)
	bound := map[*ssa.Parameter][]int64{}
	for i, arg := range call.Args {
		n, ok := f.arithmetic(arg, at, status)
		if !ok {
			return 0, false
		}
		bound[fns[0].Params[i]] = []int64{n}
	}
	ns, ok := w.results(fns[0], bound, 0)
	if !ok || len(ns) != 1 {
		return 0, false
	}
	return ns[0], true
}

// firstDigit returns the first digit of a number as it is written.
func firstDigit(n int64) int64 {
	for n > 9 {
		n /= 10
	}
	return n
}

// harmless returns the plans that change nothing when the API succeeds, each with those that it is made with, and
// all together.
func (f *fixer) harmless(plans []*plan) []*plan {
	for changed := true; changed; {
		changed = false
		plans = slices.DeleteFunc(plans, func(pl *plan) bool {
			if f.changesNothing(pl) && !f.isHalf(pl) && f.staysSet(pl, plans) {
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
	pl.with = nil
	if pl.status.text == "" {
		return true // only sets the status
	}
	for _, s := range successes {
		if !f.canBe(pl, s) {
			continue
		}
		if pl.Kind == model.Compare {
			if !f.conditionHolds(pl, s) {
				return false
			}
			continue
		}
		w := f.success(s)
		w.carried = pl.holder != nil
		for _, v := range f.Origins.Values(pl.X) {
			before, ok := w.numbers(v)
			after, ok2 := f.with(pl, s)
			if !ok || !ok2 {
				return false
			}
			for _, n := range before {
				if !f.alike(pl.Branch, pl, n, after, s, 0) {
					return false
				}
			}
		}
	}
	return true
}
