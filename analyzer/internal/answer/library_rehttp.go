package answer

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// byRehttp judges a transport of rehttp's by its retry function, its delay and what it may repeat.
func (e *Engine) byRehttp(root spot, s *send.Send) *verdict {
	call := callOf(root.v)
	if call == nil || len(call.Call.Args) != 3 {
		return &verdict{fate: unclear}
	}
	hasBody := s.Body != nil && e.hasBody(s.Body, false) || s.Request != nil && e.hasBody(s.Request, true)
	j := e.byRetryFn(call.Call.Args[1], hasBody)
	lacks := &verdict{fate: reported, reports: []*Report{{Category: Library, Call: call}}}
	if j.covers == no {
		if j.report != nil {
			return &verdict{fate: reported, reports: []*Report{j.report}}
		}
		return lacks
	}
	for _, o := range pick(e.optionsOf(root), "PreventRetryWithBody") {
		if hasBody && e.isTrue(o.args[0]) == yes {
			return lacks
		}
	}
	if e.pauseless(call.Call.Args[2]) {
		return &verdict{fate: reported, reports: []*Report{{Category: Immediate, Call: call}}}
	}
	for _, src := range e.sources(call.Call.Args[2]) {
		if d := callOf(src); d != nil && strings.HasSuffix(calleeName(&d.Call), "rehttp.ConstDelay") && e.isConst(d.Call.Args[0], 0) {
			return &verdict{fate: reported, reports: []*Report{{Category: Immediate, Call: d}}}
		}
	}
	return &verdict{fate: handled}
}

// retryFn is what a retry function of rehttp's says.
type retryFn struct {
	covers  tri
	neutral bool // it restricts, and covers nothing by itself
	report  *Report
}

// byRetryFn judges a retry function of rehttp's, and those that it is put together from.
func (e *Engine) byRetryFn(v ssa.Value, hasBody bool) retryFn {
	for _, src := range e.sources(v) {
		call := callOf(src)
		if call == nil {
			j := e.decide(src, nil)
			r := retryFn{covers: j.covers}
			if j.covers == no && j.cond != nil {
				r.report = &Report{Category: Incomplete, Cond: j.cond}
			}
			return r
		}
		_, name, _ := cutLast(calleeName(&call.Call))
		switch name {
		case "RetryAll", "RetryAny":
			return e.combined(call, name == "RetryAll", hasBody)
		case "RetryMaxRetries":
			return retryFn{covers: triOf(!e.isConst(call.Call.Args[0], 0)), neutral: true}
		case "RetryStatuses", "RetryStatusInterval":
			return e.listed(call, name)
		case "RetryHTTPMethods":
			return retryFn{covers: e.allowsMethod(call, hasBody), neutral: true}
		case "RetryIsErr", "RetryTemporaryErr", "RetryTimeoutErr":
			return retryFn{covers: no}
		}
	}
	return retryFn{covers: maybe}
}

// combined judges RetryAll and RetryAny.
func (e *Engine) combined(call *ssa.Call, all, hasBody bool) retryFn {
	out := retryFn{covers: no}
	if all {
		out.covers = yes
	}
	for _, arg := range call.Call.Args {
		for _, f := range e.elements(arg) {
			r := e.byRetryFn(f, hasBody)
			if all && r.covers == no {
				out.covers, out.report = no, cmpReport(out.report, r.report)
			}
			if !all && r.covers != no {
				return retryFn{covers: r.covers}
			}
			if !all {
				out.report = cmpReport(out.report, r.report)
			}
		}
	}
	return out
}

func cmpReport(a, b *Report) *Report {
	if a != nil {
		return a
	}
	return b
}

// listed judges a list or range of statuses.
func (e *Engine) listed(call *ssa.Call, name string) retryFn {
	leftOut := retryFn{covers: no, report: &Report{Category: Incomplete, Call: call}}
	if name == "RetryStatusInterval" {
		from, ok := e.static(call.Call.Args[0]).num()
		to, ok2 := e.static(call.Call.Args[1]).num()
		if !ok || !ok2 || from <= int64(Limited) && int64(Limited) < to {
			return retryFn{covers: yes}
		}
		return leftOut
	}
	l := e.static(call.Call.Args[0])
	if l.kind != list {
		return retryFn{covers: maybe}
	}
	for _, el := range l.elems {
		if n, ok := el.num(); !ok || n == int64(Limited) {
			return retryFn{covers: yes}
		}
	}
	return leftOut
}

// allowsMethod reports whether a list of HTTP methods has POST, for a request with a body, or GET.
func (e *Engine) allowsMethod(call *ssa.Call, hasBody bool) tri {
	l := e.static(call.Call.Args[0])
	if l.kind != list {
		return maybe
	}
	method := "GET"
	if hasBody {
		method = "POST"
	}
	for _, el := range l.elems {
		if m, ok := el.str(); !ok || strings.EqualFold(m, method) {
			return yes
		}
	}
	return no
}
