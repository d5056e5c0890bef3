package answer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// retrier is a library that calls a closure again.
type retrier struct {
	path  string // part of its import path
	names string // functions and methods that get the closure
	by    rerun
}

// rerun says what makes a library call the closure again.
type rerun uint8

const (
	onError    rerun = iota // an error that is not marked as permanent
	onMarked                // an error that is marked as one to retry
	whenUndone              // false, without an error
	byPolicy                // an error, or a response that the policy covers
)

// retriers are the libraries that call a closure again. How each behaves was run: testdata/libraries/behaviour.
var retriers = []retrier{
	{"cenkalti/backoff", "Retry RetryNotify RetryNotifyWithTimer RetryWithData RetryNotifyWithData RetryNotifyWithTimerAndData", onError},
	{"avast/retry-go", "Do DoWithData", onError},
	{"sethvargo/go-retry", "Do DoValue Constant Exponential Fibonacci", onMarked},
	{"failsafe-go/failsafe-go", "Run Get RunWithExecution GetWithExecution", byPolicy},
	{"eapache/go-resiliency/retrier", "Run RunCtx RunFn", onError},
	{"k8s.io/apimachinery/pkg/util/wait", "ExponentialBackoff ExponentialBackoffWithContext Poll PollImmediate PollUntilContextTimeout PollUntilContextCancel", whenUndone},
	{"matryer/try", "Do", onError},
	{"Rican7/retry", "Retry", onError},
	{"flowchartsman/retry", "Run RunContext", onError},
	{"thedevsaddam/retry", "DoFunc", onError},
}

// Marks that a library's function puts on an error.
const (
	permanent = "permanent"
	retryable = "retryable"
)

// marksOf are the functions that mark an error.
var marksOf = map[string]string{
	"Permanent": permanent, "Unrecoverable": permanent, "RetryableError": retryable, "RetryAfter": retryable,
}

// marked returns the error that a retry library's function marks, nil for other calls.
func (w *walk) marked(st *state, call *ssa.Call) *value {
	fn, recv, args := calleeObject(&call.Call)
	if fn == nil || recv != nil || fn.Pkg() == nil || marksOf[fn.Name()] == "" || retrierOf(fn.Pkg().Path()) == nil {
		return nil
	}
	v := &value{kind: made, base: call, path: marksOf[fn.Name()], elems: []*value{opaque}}
	for _, a := range args {
		if isErrorType(a.Type()) {
			x := w.val(st, a)
			if x.kind == null {
				return nilValue
			}
			v.elems, v.taint = append(v.elems, x), x.taint
		}
	}
	return v
}

func retrierOf(path string) *retrier {
	for i := range retriers {
		if strings.Contains(path, retriers[i].path) {
			return &retriers[i]
		}
	}
	return nil
}

// lent returns the calls of unseen functions that get n's function, a literal, to call it.
func (n *node) lent() []*ssa.Call {
	var calls []*ssa.Call
	for _, c := range n.e.graph.lent[n.fn()] {
		if call, ok := c.(*ssa.Call); ok && !n.above(c) {
			calls = append(calls, call)
		}
	}
	return calls
}

// judgeLent judges what a library makes of the results of n's function, a literal that it calls; nil if n's
// function is lent to none.
func (n *node) judgeLent(own *verdict) *verdict {
	var last *verdict
	for _, call := range n.lent() {
		fn, _, _ := calleeObject(&call.Call)
		if fn == nil || fn.Pkg() == nil {
			return &verdict{fate: unclear}
		}
		r := retrierOf(fn.Pkg().Path())
		if r == nil || !slices.Contains(strings.Fields(r.names), fn.Name()) {
			last = n.judgeUnknown(call)
		} else {
			last = n.judgeRetrier(r, call, own)
		}
		if last.fate != open {
			return last
		}
	}
	return last
}

// judgeUnknown judges a literal that something unseen calls: it may call it again if it gets an error.
func (n *node) judgeUnknown(call *ssa.Call) *verdict {
	fn, _, _ := calleeObject(&call.Call)
	standard := !strings.Contains(strings.SplitN(fn.Pkg().Path(), "/", 2)[0], ".") || strings.HasPrefix(fn.Pkg().Path(), "golang.org/x/")
	for _, r := range n.trace(limited).Returns {
		if err := lastError(n.fn(), r.value); err != nil && err.isNil() != yes && !standard {
			return &verdict{fate: unclear}
		}
	}
	return n.handOn(call).judge(false)
}

// judgeRetrier judges a literal that a retry library calls.
func (n *node) judgeRetrier(r *retrier, call *ssa.Call, own *verdict) *verdict {
	e := n.e
	if r.by == byPolicy {
		if v := n.judgePolicies(call); v != nil {
			return v
		}
	}
	switch n.rerun(r, call, limited, n.trace(limited)) {
	case yes:
		if e.withoutDelay(call) {
			ends := func(t *Trace) bool { return n.rerun(r, call, limited, t) != yes }
			if at := n.first(limited, append(n.naming(), diverging(n.trace(limited), n.trace(with(200)))...), ends); at != nil {
				return n.found(Immediate, at.test())
			}
			if at := n.chosen(n.naming()); at != nil {
				return n.found(Immediate, at)
			}
		}
		return &verdict{fate: handled}
	case maybe:
		return &verdict{fate: unclear}
	}
	if own.fate == dealt {
		return own
	}
	for _, s := range retried {
		sc := with(s)
		if s == Failed || n.rerun(r, call, sc, n.trace(sc)) != yes {
			continue
		}
		if at := n.decisive(sc, limited, func(t *Trace) bool { return n.rerun(r, call, sc, t) != yes }); at != nil {
			return n.found(Incomplete, at)
		}
	}
	if v := n.handOn(call).judge(false); v.fate != open {
		return v
	}
	return &verdict{fate: reported, reports: []*Report{{Category: Library, Call: call}}}
}

// handOn returns the node of the library's call, which yields what the literal returned last.
func (n *node) handOn(call *ssa.Call) *node {
	m := &node{e: n.e, send: n.send, site: call, below: n, level: n.level + 1, traces: map[scenario]*Trace{}}
	m.start = func(sc scenario) []start {
		var starts []start
		for _, r := range n.trace(sc).Returns {
			s := n.rebase(call, r)
			s.value = passed(s.value, n.fn(), call)
			starts = append(starts, s)
			if len(starts) >= maxResults {
				break
			}
		}
		return starts
	}
	return m
}

// passed returns what a call yields that hands the literal's results on.
func passed(v *value, fn *ssa.Function, call *ssa.Call) *value {
	results := call.Call.Signature().Results()
	if results.Len() == fn.Signature.Results().Len() {
		return v
	}
	err := lastError(fn, v)
	if results.Len() == 1 {
		if err != nil && isErrorType(results.At(0).Type()) {
			return err
		}
		return opaque
	}
	out := blank(call.Type(), 0)
	if err != nil && results.Len() > 1 && isErrorType(results.At(results.Len()-1).Type()) {
		elems := slices.Clone(out.elems)
		elems[len(elems)-1] = err
		out = tupleOf(elems...)
	}
	return out
}

// lastError returns the error among fn's results v, nil if fn returns none.
func lastError(fn *ssa.Function, v *value) *value {
	results := fn.Signature.Results()
	n := results.Len()
	if n == 0 || !isErrorType(results.At(n-1).Type()) {
		return nil
	}
	if n == 1 {
		return v
	}
	if v.kind == tuple && len(v.elems) == n {
		return v.elems[n-1]
	}
	return opaque
}

// rerun reports whether the library calls the literal again after the results in t.
func (n *node) rerun(r *retrier, call *ssa.Call, sc scenario, t *Trace) tri {
	if t.Cut {
		return maybe
	}
	result := no
	for _, ret := range t.Returns {
		err := lastError(n.fn(), ret.value)
		if err == nil {
			continue
		}
		var again tri
		switch {
		case r.by == whenUndone:
			again = no
			if err.kind == null && ret.value.kind == tuple {
				again = ret.value.elems[0].truth().not()
			}
		case err.kind == null:
			again = no
		case err.isNil() == maybe:
			again = maybe
			if err.taint == 0 {
				again = no // of something else, which goes well
			}
		case r.by == onMarked:
			again = triOf(hasMark(err, retryable, 0))
		default:
			again = n.accepted(call, ret, err, sc)
		}
		if again == yes {
			return yes
		}
		if again == maybe {
			result = maybe
		}
	}
	return result
}

// accepted reports whether an error makes the library call again: it is not marked as permanent, and no
// option says otherwise.
func (n *node) accepted(call *ssa.Call, ret *result, err *value, sc scenario) tri {
	if hasMark(err, permanent, 0) {
		return no
	}
	w, st := n.asking(ret, sc)
	for _, o := range n.e.callOptions(call) {
		switch o.name {
		case "RetryIf":
			for _, src := range n.e.sources(o.args[0]) {
				if fn := functionOf(src); fn != nil && len(fn.Blocks) > 0 {
					if r := w.evalCall(st, fn, []*value{err}); r != nil {
						return r.truth()
					}
				}
				return maybe
			}
		case "AbortOnErrors":
			for _, arg := range o.args {
				for _, v := range n.e.elements(arg) {
					if t := w.errorsIs(st, err, n.e.static(v), 0); t != no {
						return t.not()
					}
				}
			}
		}
	}
	return yes
}

// callOptions returns the options of a retry library's call: its own, those of the value that it is a method
// of, and those of its policies.
func (e *Engine) callOptions(call *ssa.Call) []option {
	var opts []option
	for _, arg := range call.Call.Args {
		opts = append(opts, e.optionArgs(arg)...)
	}
	_, recv, _ := calleeObject(&call.Call)
	if recv == nil {
		return opts
	}
	for _, root := range e.origins(recv) {
		opts = append(opts, e.optionsOf(root)...)
		if made := callOf(root); made != nil {
			for _, arg := range made.Call.Args {
				for _, p := range e.elements(arg) {
					for _, built := range e.policies(p) {
						opts = append(opts, e.optionsOf(built)...)
					}
				}
			}
		}
	}
	return opts
}

func hasMark(err *value, mark string, depth int) bool {
	if err.kind != made || depth > 5 {
		return false
	}
	if err.path == mark {
		return true
	}
	return slices.ContainsFunc(err.elems[1:], func(el *value) bool { return hasMark(el, mark, depth+1) })
}

// judgePolicies judges failsafe's policies where they get the response itself; nil where they see errors only.
func (n *node) judgePolicies(call *ssa.Call) *verdict {
	bare := false
	for _, r := range n.trace(limited).Returns {
		bare = bare || hasResponse(r.value)
	}
	_, recv, _ := calleeObject(&call.Call)
	if !bare || recv == nil {
		return nil
	}
	for _, root := range n.e.origins(recv) {
		made := callOf(root)
		if made == nil {
			continue
		}
		for _, arg := range made.Call.Args {
			for _, p := range n.e.elements(arg) {
				for _, built := range n.e.policies(p) {
					if v := n.e.byPolicy(built); v.fate != open {
						return v
					}
				}
			}
		}
	}
	return nil
}

// withoutDelay reports whether a retry library's call is told not to wait.
func (e *Engine) withoutDelay(call *ssa.Call) bool {
	work := slices.Clone(call.Call.Args)
	for depth := 0; len(work) > 0 && depth < 40; depth++ {
		v := work[0]
		work = work[1:]
		for _, src := range e.sources(v) {
			if obj := namedOf(src.Type()); obj != nil && obj.Name() == "ZeroBackOff" {
				return true
			}
			if c := callOf(src); c != nil && c.Call.StaticCallee() != nil && len(c.Call.StaticCallee().Blocks) == 0 && functionOf(src) == nil {
				if strings.HasSuffix(calleeName(&c.Call), "NewConstantBackOff") && e.isConst(c.Call.Args[0], 0) {
					return true
				}
				work = append(work, c.Call.Args...)
			}
		}
		if _, ok := v.(*ssa.Slice); ok {
			work = append(work, e.elements(v)...)
		}
	}
	return false
}
