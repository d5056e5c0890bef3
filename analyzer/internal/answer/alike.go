package answer

import (
	"go/constant"
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
)

// A walk in a scenario holds for all answers that it takes alike: each question that it asks about the answer leaves only
// those with the same reply. A function that compares the status with 404 is walked twice, not for each status.

// asking are the questions that are being asked about the answer of the walk under way.
type asking struct {
	status Status
	alike  Set  // the statuses that were given the same replies; none where there is no answer
	header bool // whether there is a Retry-After header was asked
	outer  *asking
}

// An asker is what values that are the status report to when somebody looks at their number.
type asker struct{ now *asking }

// begin starts a walk in the scenario.
func (a *asker) begin(sc scenario) {
	q := &asking{status: sc.status, outer: a.now}
	if sc.status != Failed {
		q.alike = All
	}
	a.now = q
}

// end ends a walk, which another one may rest on, and notes in its trace what it was asked.
func (a *asker) end(t *Trace) {
	t.alike, t.header = a.now.alike, a.now.header
	a.now = a.now.outer
	a.rest(t)
}

// rest notes that the walk under way rests on the trace t.
func (a *asker) rest(t *Trace) {
	if q := a.now; q != nil {
		q.alike &= t.alike
		q.header = q.header || t.header
	}
}

// is reports whether holds is true of the status.
func (a *asker) is(status Status, holds func(Status) bool) bool {
	yes := holds(status)
	q := a.now
	if q == nil || q.alike == Set(0).With(status) {
		return yes
	}
	for i, s := range Statuses {
		if q.alike&(1<<i) != 0 && holds(s) != yes {
			q.alike &^= 1 << i
		}
	}
	return yes
}

// only notes that nothing holds for another status.
func (a *asker) only(status Status) { a.is(status, func(s Status) bool { return s == status }) }

// status returns the status of the answer, which counts as a question that each status gives its own reply to.
func (w *walk) status() Status {
	w.e.asker.only(w.sc.status)
	return w.sc.status
}

// is reports whether holds is true of the status of the answer.
func (w *walk) is(holds func(Status) bool) bool { return w.e.asker.is(w.sc.status, holds) }

// codes returns the error codes that the body of the answer can have.
func (w *walk) codes() []string {
	w.e.asker.only(w.sc.status)
	return w.sc.codes(w.e.catalog)
}

// retryAfter reports whether the answer has a Retry-After header.
func (w *walk) retryAfter() bool {
	if q := w.e.asker.now; q != nil {
		q.header = true
	}
	return w.sc.retryAfter
}

// number returns the status of the answer as a value.
func (w *walk) number() *value { return w.e.number(w.sc) }

// number returns the status of the scenario's answer as a value.
func (e *Engine) number(sc scenario) *value {
	return &value{kind: konst, c: constant.MakeInt64(int64(sc.status)), taint: carries, asker: &e.asker}
}

// compare compares two constants, either of which can be the status.
func compare(x *value, op token.Token, y *value) bool {
	switch {
	case x.asker != nil && y.asker == nil:
		return x.asker.is(x.statusOf(), func(s Status) bool { return constant.Compare(constant.MakeInt64(int64(s)), op, y.c) })
	case y.asker != nil && x.asker == nil:
		return y.asker.is(y.statusOf(), func(s Status) bool { return constant.Compare(x.c, op, constant.MakeInt64(int64(s))) })
	}
	return constant.Compare(x.c, op, y.c)
}

// arithmetic computes with two constants, either of which can be the status; nil if that cannot be done.
func arithmetic(v *ssa.BinOp, x, y *value) constant.Value {
	c := consts.Arithmetic(v, x.c, y.c)
	for _, operand := range []*value{x, y} {
		if operand.asker == nil {
			continue
		}
		operand.asker.is(operand.statusOf(), func(s Status) bool {
			a, b := x.c, y.c
			if x.asker != nil {
				a = constant.MakeInt64(int64(s))
			}
			if y.asker != nil {
				b = constant.MakeInt64(int64(s))
			}
			other := consts.Arithmetic(v, a, b)
			return c == nil && other == nil || c != nil && other != nil && constant.Compare(c, token.EQL, other)
		})
	}
	return c
}

// statusOf returns the status that v is.
func (v *value) statusOf() Status {
	n, _ := constant.Int64Val(v.c)
	return Status(n)
}

// look notes that the constant v itself was looked at.
func (v *value) look() {
	if v.asker != nil {
		v.asker.only(v.statusOf())
	}
}

// about returns v for another status that is taken alike.
func (v *value) about(s Status) *value {
	if v == nil {
		return nil
	}
	if v.asker != nil {
		w := *v
		w.c, w.id = constant.MakeInt64(int64(s)), ""
		return &w
	}
	for i, el := range v.elems {
		if moved := el.about(s); moved != el {
			w := *v
			w.id = ""
			w.elems = slices.Clone(v.elems)
			for j := i; j < len(w.elems); j++ {
				w.elems[j] = w.elems[j].about(s)
			}
			return &w
		}
	}
	return v
}

// aboutAll returns a memory, or an environment, for another status that is taken alike.
func aboutAll[K comparable](m map[K]*value, s Status) map[K]*value {
	var out map[K]*value
	for k, v := range m {
		if moved := v.about(s); moved != v {
			if out == nil {
				out = maps.Clone(m)
			}
			out[k] = moved
		}
	}
	if out == nil {
		return m
	}
	return out
}

// about returns the trace of a walk for another status that it takes alike.
func (t *Trace) about(s Status) *Trace {
	u := *t
	u.Returns = slices.Clone(t.Returns)
	for i, r := range t.Returns {
		c := *r
		c.value, c.mem = r.value.about(s), aboutAll(r.mem, s)
		u.Returns[i] = &c
	}
	u.Backs = slices.Clone(t.Backs)
	for i, b := range t.Backs {
		u.Backs[i].env, u.Backs[i].mem = aboutAll(b.env, s), aboutAll(b.mem, s)
	}
	u.Puts = slices.Clone(t.Puts)
	for i, p := range t.Puts {
		u.Puts[i].value, u.Puts[i].mem = p.value.about(s), aboutAll(p.mem, s)
	}
	return &u
}
