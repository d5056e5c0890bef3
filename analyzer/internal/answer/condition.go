package answer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/consts"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// judgement is what a function that a library asks says of an answer.
type judgement struct {
	covers tri   // it holds for a 429
	cond   *Cond // the condition that leaves 429 out, where the function is the package's
	own    bool  // the function is the package's
}

// aboutAnswer reports whether the condition that leaves 429 out asks about the answer, and not whether there is one.
func (j judgement) aboutAnswer() bool {
	if j.cond == nil {
		return false
	}
	op, ok := j.cond.Test.(*ssa.BinOp)
	return !ok || !isErrorType(op.X.Type())
}

// decide evaluates a function that is asked whether to retry: it gets the answer, its status or its error,
// and its first result says yes or no. failed is what the error is for a 429, nil if there is none.
func (e *Engine) decide(f ssa.Value, failed *value) judgement {
	best := judgement{covers: no}
	for _, src := range e.sources(f) {
		fn := functionOf(src)
		if fn == nil {
			if c, ok := src.(*ssa.Const); ok && c.IsNil() {
				continue
			}
			return judgement{covers: maybe}
		}
		if len(fn.Blocks) == 0 {
			j := judgement{covers: byName(fullName(fn))}
			if j.covers != no {
				return j
			}
			continue
		}
		at := e.ask(fn, limited, failed, nil)
		j := judgement{covers: at.truth, own: true}
		if at.truth != no {
			return j
		}
		j.cond = e.leavesOut(fn, at, failed)
		best = j
	}
	return best
}

func functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		fn, _ := v.Fn.(*ssa.Function)
		return fn
	}
	return nil
}

// asked is the outcome of one evaluation of a condition function.
type asked struct {
	truth tri
	trace *Trace
	why   []ssa.Value
	inv   bool // it holds where why does not
}

// cond returns the test that a condition function returns, nil if that is not known.
func (a asked) cond() *Cond {
	if len(a.why) == 0 {
		return nil
	}
	truth := no
	if a.inv {
		truth = yes
	}
	return &Cond{Test: a.why[len(a.why)-1], limited: truth}
}

// ask evaluates fn in a scenario.
func (e *Engine) ask(fn *ssa.Function, sc scenario, failed *value, force map[*ssa.If]bool) asked {
	t := e.enter(fn, sc, arguments(fn, sc, failed), force)
	a := asked{trace: t}
	if t.Cut || len(t.Returns) == 0 {
		return a
	}
	for i, r := range t.Returns {
		v := r.value
		if v.kind == tuple {
			if len(v.elems) == 0 {
				return a
			}
			if len(v.elems) == 2 && v.elems[1].isNil() == no {
				v = boolOf(false) // an error ends the tries
			} else {
				v = v.elems[0]
			}
		}
		if isErrorType(fn.Signature.Results().At(0).Type()) {
			continue
		}
		switch {
		case i == 0:
			a.truth = v.truth()
		case a.truth != v.truth():
			// It holds on some path: another test, of the number of tries or the method, is open.
			a.truth = yes
		}
		if len(v.why) > 0 {
			a.why, a.inv = v.why, v.inv
		}
	}
	return a
}

// enter walks fn from its entry.
func (e *Engine) enter(fn *ssa.Function, sc scenario, args []*value, force map[*ssa.If]bool) *Trace {
	w := &walk{
		e: e, sc: sc, top: fn, fuel: maxSteps / 4, force: force, trace: newTrace(),
	}
	st := &state{env: map[ssa.Value]*value{}, mem: map[place]*value{}}
	w.push(st, target{fn: fn}, args, "", nil)
	st.depth = 0
	w.begin(st)
	w.run()
	return w.trace
}

// arguments returns what a library passes to a function that it asks about an answer.
func arguments(fn *ssa.Function, sc scenario, failed *value) []*value {
	args := make([]*value, len(fn.Params))
	for i, p := range fn.Params {
		switch t := p.Type(); {
		case send.IsResponse(t):
			args[i] = &value{kind: response}
			if sc.status == Failed {
				args[i] = nilValue
			}
		case isErrorType(t):
			args[i] = nilValue
			if sc.status == Failed {
				args[i] = &value{kind: failure}
			} else if failed != nil && sc.status == Limited {
				args[i] = failed
			}
		case consts.IsInteger(t):
			args[i] = intOf(int64(sc.status)).tainted(carries)
		default:
			args[i] = attempt(t, sc)
		}
	}
	return args
}

// attempt returns a struct with the answer in it, as rehttp passes it.
func attempt(t types.Type, sc scenario) *value {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return opaque
	}
	v := &value{kind: structure, elems: make([]*value, s.NumFields())}
	found := false
	for i := range v.elems {
		v.elems[i] = opaque
		switch ft := s.Field(i).Type(); {
		case send.IsResponse(ft):
			v.elems[i] = &value{kind: response}
			if sc.status == Failed {
				v.elems[i] = nilValue
			}
			found = true
		case isErrorType(ft):
			v.elems[i] = nilValue
			if sc.status == Failed {
				v.elems[i] = &value{kind: failure}
			}
		}
	}
	if !found {
		return opaque
	}
	return v
}

// leavesOut returns the condition in fn on which a 429 comes out otherwise than an answer that is retried.
func (e *Engine) leavesOut(fn *ssa.Function, at asked, failed *value) *Cond {
	for _, s := range retried {
		other := e.ask(fn, with(s), failed, nil)
		if other.truth != yes {
			continue
		}
		for _, c := range diverging(other.trace, at.trace) {
			forced := e.ask(fn, with(s), failed, map[*ssa.If]bool{c.at: c.other == yes})
			if forced.truth != yes {
				return c.setBy(other.trace, at.trace, func(force map[*ssa.If]bool) *Trace { return e.ask(fn, with(s), failed, force).trace })
			}
		}
		for _, c := range mixed(other.trace, at.trace) {
			if e.ask(fn, with(s), failed, map[*ssa.If]bool{c.at: c.other == yes}).truth != yes {
				return c.cond()
			}
		}
		if c := other.cond(); c != nil {
			return c
		}
	}
	if c := at.cond(); c != nil {
		return c
	}
	return nil
}
