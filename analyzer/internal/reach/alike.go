package reach

import (
	"go/constant"
	"go/token"
	"slices"
)

// An alike is one status for which a function is evaluated, and those that it takes in the same way: each
// question that the evaluation asks about the status leaves only those with the same answer.
type alike struct {
	status int
	others []Set // status included; of the whole evaluation, and of each call that is being evaluated
}

// exactly is one status for itself.
func exactly(status int) *alike { return &alike{status, []Set{{status}}} }

// is reports whether holds is true of the status.
func (a *alike) is(holds func(status int) bool) bool {
	yes := holds(a.status)
	for i, set := range a.others {
		if len(set) > 1 {
			a.others[i] = slices.DeleteFunc(set, func(s int) bool { return holds(s) != yes })
		}
	}
	return yes
}

// only returns the status itself: no other is taken like it.
func (a *alike) only() int {
	a.is(func(status int) bool { return status == a.status })
	return a.status
}

// number returns the status as a constant.
func (a *alike) number() constant.Value { return constant.MakeInt64(int64(a.status)) }

// watch returns which of the statuses all do takes alike.
func (a *alike) watch(all Set, do func()) Set {
	a.others = append(a.others, slices.Clone(all))
	do()
	last := len(a.others) - 1
	set := a.others[last]
	a.others = a.others[:last]
	return set
}

// compare compares two constants, either of which can be the status.
func compare(x *value, op token.Token, y *value) bool {
	switch {
	case x.status != nil && y.status == nil:
		return x.status.is(func(s int) bool { return constant.Compare(constant.MakeInt64(int64(s)), op, y.c) })
	case y.status != nil && x.status == nil:
		return y.status.is(func(s int) bool { return constant.Compare(x.c, op, constant.MakeInt64(int64(s))) })
	}
	return constant.Compare(x.c, op, y.c)
}

// An evaluated is the evaluation of a function for statuses that it takes alike.
type evaluated struct {
	*run
	statuses Set
}

// evaluate evaluates the view's function for all statuses, with the code, "" if it is open. It stops where
// the work that a question may cost is done.
func (e *Engine) evaluate(in *view, code string) []evaluated {
	var out []evaluated
	for rest := e.statuses; len(rest) > 0; {
		a := &alike{rest[0], []Set{slices.Clone(rest)}}
		r := e.solved(in, a, code)
		out = append(out, evaluated{r, a.others[0]})
		if e.work <= 0 {
			break
		}
		rest = slices.DeleteFunc(slices.Clone(rest), a.others[0].Has)
	}
	return out
}
