package answer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// pauseless reports whether f, which a library asks how long to wait, says 0 for a 429 without Retry-After.
func (e *Engine) pauseless(f ssa.Value) bool {
	sources := e.sources(f)
	for _, src := range sources {
		fn := functionOf(src)
		if fn == nil || len(fn.Blocks) == 0 {
			return false
		}
		args := make([]*value, len(fn.Params))
		for i, p := range fn.Params {
			args[i] = opaque
			if send.IsResponse(p.Type()) {
				args[i] = &value{kind: response}
			}
		}
		t := e.enter(fn, limited, args, nil)
		if t.Cut || len(t.Returns) == 0 {
			return false
		}
		for _, r := range t.Returns {
			v := r.value
			if v.kind == tuple && len(v.elems) > 0 {
				v = v.elems[0]
			}
			if n, ok := v.num(); !ok || n > 0 {
				return false
			}
		}
	}
	return len(sources) > 0
}

// none reports whether there are settings of these names, and each sets 0.
func (e *Engine) none(opts []option, names ...string) bool {
	found := pick(opts, names...)
	return len(found) > 0 && !slices.ContainsFunc(found, func(o option) bool { return !e.isConst(o.args[0], 0) })
}

// hammering is the verdict on a client that sends again at once.
func (e *Engine) hammering(root spot, opts []option) *verdict {
	r := e.onSetup(root.v, opts)
	r.Category = Immediate
	return &verdict{fate: reported, reports: []*Report{r}}
}

// noDelay reports whether the settings of a client with the kit k take the delay away.
//
// resty v2.17 (retry.go, jitterBackoff) waits a nanosecond where the shortest delay is 0, and the shortest where
// the longest is; v3 (newBackoffWithJitter) takes its defaults unless both are 0.
func (e *Engine) noDelay(k *kit, opts []option) bool {
	if e.none(opts, "SetCommonRetryFixedInterval", "SetRetryFixedInterval") {
		return true
	}
	for _, o := range pick(opts, "SetRetryDelayStrategy", "SetRetryStrategy", "SetCommonRetryInterval", "SetRetryInterval") {
		if e.pauseless(o.args[0]) {
			return true
		}
		for _, src := range e.sources(o.args[0]) {
			if call := callOf(src); call != nil && strings.HasSuffix(calleeName(&call.Call), "RetryConstantDelayStrategy") && e.isConst(call.Call.Args[0], 0) {
				return true
			}
		}
	}
	shortest, longest := e.none(opts, "SetRetryWaitTime", "RetryWaitTime"), e.none(opts, "SetRetryMaxWaitTime", "RetryMaxWaitTime")
	if k.floor {
		asked := slices.ContainsFunc(pick(opts, k.after), func(o option) bool { return !e.pauseless(o.args[0]) })
		return shortest && (longest || !asked)
	}
	return shortest && longest
}

// retryableDelays tells, for the delay functions of go-retryablehttp 0.7.8 (client.go), whether none is left where
// the shortest and the longest delay are 0.
var retryableDelays = map[string]func(shortest, longest bool) bool{
	"DefaultBackoff":               func(shortest, longest bool) bool { return shortest || longest },
	"LinearJitterBackoff":          func(shortest, longest bool) bool { return shortest && longest },
	"RateLimitLinearJitterBackoff": func(shortest, longest bool) bool { return shortest && longest },
}

// retryableHammers reports whether a client of go-retryablehttp with these settings waits before no try.
func (e *Engine) retryableHammers(root spot, opts []option) bool {
	shortest, longest := e.none(opts, "RetryWaitMin"), e.none(opts, "RetryWaitMax")
	if _, literal := root.v.(*ssa.Alloc); literal {
		shortest = shortest || len(pick(opts, "RetryWaitMin")) == 0
		longest = longest || len(pick(opts, "RetryWaitMax")) == 0
	}
	policy := retryableDelays["DefaultBackoff"]
	for _, o := range pick(opts, "Backoff") {
		if e.pauseless(o.args[0]) {
			return true
		}
		policy = nil
		for _, src := range e.sources(o.args[0]) {
			if fn := functionOf(src); fn != nil {
				policy = retryableDelays[fn.Name()]
			}
		}
	}
	return policy != nil && policy(shortest, longest)
}
