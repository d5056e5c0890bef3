package answer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// retrier is a library that calls a closure again.
type retrier struct {
	path  string // part of its import path
	names string // functions and methods that get the closure
	by    rerun
	hasty bool // it does not wait

	count string // the option that says how often it calls the closure in all; with 1, it does not call it again
}

const (
	onError    rerun = iota // an error that is not marked as permanent
	onMarked                // an error that is marked as one to retry
	whenUndone              // false, without an error
	byPolicy                // an error, or a response that the policy covers
	whenTold                // true, with an error
)

// retriers are the libraries that call a closure again. How each behaves was run: testdata/libraries/behaviour.
var retriers = []retrier{
	{path: "cenkalti/backoff", names: "Retry RetryNotify RetryNotifyWithTimer RetryWithData RetryNotifyWithData RetryNotifyWithTimerAndData", by: onError, count: "WithMaxTries"},
	{path: "avast/retry-go", names: "Do DoWithData", by: onError, count: "Attempts"},
	{path: "sethvargo/go-retry", names: "Do DoValue Constant Exponential Fibonacci", by: onMarked},
	{path: "failsafe-go/failsafe-go", names: "Run Get RunWithExecution GetWithExecution", by: byPolicy},
	{path: "eapache/go-resiliency/retrier", names: "Run RunCtx RunFn", by: onError},
	{path: "k8s.io/apimachinery/pkg/util/wait", names: "ExponentialBackoff ExponentialBackoffWithContext Poll PollImmediate PollUntilContextTimeout PollUntilContextCancel", by: whenUndone},
	{path: "matryer/try", names: "Do", by: whenTold, hasty: true},
	{path: "Rican7/retry", names: "Retry", by: onError},
	{path: "flowchartsman/retry", names: "Run RunContext", by: onError},
	{path: "thedevsaddam/retry", names: "DoFunc", by: onError},
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
	fn, recv, args := program.Callee(&call.Call)
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
	for _, c := range n.e.lentTo(n.fn()) {
		call, ok := c.(*ssa.Call)
		if !ok || n.above(c) {
			continue
		}
		if _, seen := n.e.callees(call); !seen {
			calls = append(calls, call)
		}
	}
	return calls
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
		case r.by == byPolicy && len(pick(n.e.callOptions(call), "HandleIf")) > 0:
			again = n.accepted(call, ret, err, sc) // asked about a success, too
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
		case r.by == whenTold && ret.value.kind == tuple && ret.value.elems[0].truth() != yes:
			again = ret.value.elems[0].truth()
			if again == maybe && ret.value.elems[0].taint == 0 {
				again = yes // the number of tries is open
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

// callOptions returns the options of a retry library's call: its own, those of the value that it is a method
// of, and those of its policies.
func (e *Engine) callOptions(call *ssa.Call) []option {
	var opts []option
	for _, arg := range call.Call.Args {
		opts = append(opts, e.optionArgs(spot{arg, nil})...)
	}
	_, recv, _ := program.Callee(&call.Call)
	if recv == nil {
		return opts
	}
	for _, root := range e.origins(spot{recv, nil}) {
		opts = append(opts, e.optionsOf(root)...)
		if made := callOf(root.v); made != nil {
			for _, arg := range made.Call.Args {
				for _, p := range e.items(spot{arg, root.in}) {
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
	_, recv, _ := program.Callee(&call.Call)
	if !bare || recv == nil {
		return nil
	}
	for _, root := range n.e.origins(spot{recv, nil}) {
		made := callOf(root.v)
		if made == nil {
			continue
		}
		for _, arg := range made.Call.Args {
			for _, p := range n.e.items(spot{arg, root.in}) {
				for _, built := range n.e.policies(p) {
					v := n.e.byPolicy(built)
					if v.fate == reported && v.reports[0].Category == Library && len(pick(n.e.optionsOf(built), "HandleIf", "HandleResult")) == 0 {
						v = &verdict{fate: reported, reports: []*Report{{Category: Library, Call: call}}} // nothing looks at a status
					}
					if v.fate != open {
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

// callsOnce reports whether the options of a library's call say that the closure is not called again.
func (e *Engine) callsOnce(r *retrier, call *ssa.Call) bool {
	if r.count == "" {
		return false
	}
	counts := pick(e.callOptions(call), r.count)
	return len(counts) > 0 && !slices.ContainsFunc(counts, func(o option) bool { return len(o.args) == 0 || !e.isConst(o.args[0], 1) })
}
