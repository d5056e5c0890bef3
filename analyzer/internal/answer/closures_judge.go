package answer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// rerun says what makes a library call the closure again.
type rerun uint8

// judgeLent judges what a library makes of the results of n's function, a literal that it calls; nil if n's
// function is lent to none.
func (n *node) judgeLent(own *verdict) *verdict {
	var last *verdict
	for _, call := range n.lent() {
		fn := program.Called(&call.Call)
		if fn == nil || fn.Pkg() == nil {
			if !n.ends() {
				return &verdict{fate: unclear}
			}
			if last = n.handOn(call).judge(false); !last.open() {
				return last
			}
			continue
		}
		r := retrierOf(fn.Pkg().Path())
		if r == nil || !slices.Contains(strings.Fields(r.names), fn.Name()) {
			last = n.judgeUnknown(call)
		} else {
			last = n.judgeRetrier(r, call, own)
		}
		if !last.open() {
			return last
		}
	}
	return last
}

// isBody reports whether n's function is the body of a loop over an iterator.
func (n *node) isBody() bool { return origin.IsLoopBody(n.fn()) }

// ends reports whether n's function is the body of a loop over an iterator that every error ends.
func (n *node) ends() bool {
	if !n.isBody() {
		return false
	}
	for _, s := range append([]Status{Limited}, retried...) {
		for _, r := range n.trace(with(s)).Returns {
			if r.value.truth() != no {
				return false
			}
		}
	}
	return true
}

// judgeUnknown judges a literal that something unseen calls: it may call it again if it gets an error, or the answer
// itself where its package speaks of retries.
func (n *node) judgeUnknown(call *ssa.Call) *verdict {
	fn := program.Called(&call.Call)
	standard := runsOnce(fn.Pkg().Path()) || !strings.Contains(strings.SplitN(fn.Pkg().Path(), "/", 2)[0], ".") || strings.HasPrefix(fn.Pkg().Path(), "golang.org/x/")
	looks := n.e.imports != nil && n.e.packageMayRetry(fn.Pkg())
	for _, r := range n.trace(limited).Returns {
		err := lastError(n.fn(), r.value)
		if looks && hasResponse(r.value) || err != nil && err.isNil() != yes && !standard {
			return &verdict{fate: unclear}
		}
	}
	return n.handOn(call).judge(false)
}

// onceOnly are parts of the import paths of the libraries that call a closure once, or not at all: circuit breakers.
var onceOnly = []string{"sony/gobreaker", "afex/hystrix-go", "mercari/go-circuitbreaker", "rubyist/circuitbreaker", "cep21/circuit"}

func runsOnce(path string) bool {
	return slices.ContainsFunc(onceOnly, func(lib string) bool { return strings.Contains(path, lib) })
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
		if e.callsOnce(r, call) {
			return &verdict{fate: reported, reports: []*Report{{Category: Library, Call: call}}}
		}
		if (r.hasty || e.withoutDelay(call)) && !n.pauses() {
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
	if own.fate == dealt && !own.private {
		return own
	}
	if at := n.onHeader(r, call); at != nil {
		return n.found(Header, at)
	}
	for _, s := range retried {
		sc := with(s)
		if s == Failed || n.rerun(r, call, sc, n.trace(sc)) != yes {
			continue
		}
		if at := n.decisive(sc, limited, func(t *Trace) bool { return n.rerun(r, call, sc, t) != yes }); at != nil {
			v := n.found(Incomplete, at)
			v.reports[0].Also = n.besides(at, sc, func(t *Trace) bool { return n.rerun(r, call, limited, t) == yes })
			return v
		}
	}
	if at := n.filteredOut(call); at != nil {
		return n.found(Incomplete, at)
	}
	if v := n.handOn(call).judge(false); !v.open() {
		return v
	}
	if own.private {
		return own
	}
	return &verdict{fate: reported, reports: []*Report{{Category: Library, Call: call}}}
}

// pauses reports whether n's function, a literal, waits itself before a 429 makes it return.
func (n *node) pauses() bool {
	return slices.ContainsFunc(n.trace(limited).Returns, func(r *result) bool { return r.marks.delayed })
}

// onHeader returns the condition on the header without which the library does not call the literal again after a 429;
// nil if there is none.
func (n *node) onHeader(r *retrier, call *ssa.Call) *Cond {
	again := func(t *Trace) bool { return n.rerun(r, call, limitedAfter, t) == yes }
	t := n.trace(limitedAfter)
	if t.Cut || !again(t) {
		return nil
	}
	if at := n.first(limited, append(diverging(n.trace(limited), t), leaning(n.trace(limited), t)...), again); at != nil {
		return at.cond()
	}
	return n.several(limited, limitedAfter, again)
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

// failing returns what a library passes to a function that it asks about the error err.
func failing(fn *ssa.Function, err *value) []*value {
	args := make([]*value, len(fn.Params))
	for i, p := range fn.Params {
		args[i] = opaque
		if isErrorType(p.Type()) {
			args[i] = err
		}
	}
	return args
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
		case "RetryIf", "HandleIf":
			for _, src := range n.e.sources(o.args[0]) {
				if fn := functionOf(src); fn != nil && len(fn.Blocks) > 0 {
					if r := w.evalTarget(st, target{fn: fn, free: n.e.static(src).elems}, failing(fn, err)); r != nil {
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
