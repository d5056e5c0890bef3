package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// kit names the settings that decide on a library's retries. A retry of a 429 takes a count above zero, a
// condition that covers it and, where permit is set, permission for requests that are not idempotent.
type kit struct {
	count    []string // settings of the number of retries
	conds    []string // settings that take conditions
	replace  []string // … instead of those that were there
	hooks    []string // settings that take functions whose error becomes the send's
	covers   []string // settings that cover a 429 themselves
	permit   []string
	after    string   // setting that computes the delay, and may give up
	floor    bool     // a shortest delay of 0 is none, whatever the longest is
	check    string   // setting that may make an error of an answer
	reader   bool     // a body given as a reader is not rewound
	errors   bool     // without conditions, an error that check makes is retried
	builtin  bool     // the default conditions cover a 429
	defaults []string // settings that switch the default conditions off
}

var kits = map[string]*kit{
	send.Resty2: {
		count:  []string{"SetRetryCount", "RetryCount"},
		conds:  []string{"AddRetryCondition", "RetryConditions"},
		covers: []string{"AddRetryAfterErrorCondition"},
		hooks:  []string{"OnAfterResponse"},
		after:  "SetRetryAfter", check: "OnAfterResponse", reader: true, floor: true,
	},
	send.Resty3: {
		count:   []string{"SetRetryCount", "RetryCount"},
		conds:   []string{"AddRetryConditions", "SetRetryConditions"},
		replace: []string{"SetRetryConditions"},
		hooks:   []string{"AddResponseMiddleware", "SetResponseMiddlewares"},
		permit:  []string{"SetRetryAllowNonIdempotent", "IsRetryAllowNonIdempotent"},
	},
	"resty3beta": {
		count:    []string{"SetRetryCount", "RetryCount"},
		conds:    []string{"AddRetryConditions", "AddRetryCondition"},
		permit:   []string{"SetAllowNonIdempotentRetry", "AllowNonIdempotentRetry"},
		builtin:  true,
		defaults: []string{"DisableRetryDefaultConditions", "SetRetryDefaultConditions"},
	},
	send.Req: {
		count:   []string{"SetCommonRetryCount", "SetRetryCount"},
		conds:   []string{"AddCommonRetryCondition", "SetCommonRetryCondition", "AddRetryCondition", "SetRetryCondition"},
		replace: []string{"SetCommonRetryCondition", "SetRetryCondition"},
		hooks:   []string{"OnAfterResponse"},
		check:   "OnAfterResponse", errors: true,
	},
}

// byLibrary judges what the library that n's send goes through does with a 429; open if it does nothing, or
// the send goes through none.
func (n *node) byLibrary() *verdict {
	s := n.e.sends[n.send]
	if s == nil || n.level > 0 {
		return &verdict{}
	}
	switch s.Library {
	case send.Resty2, send.Resty3, send.Req:
		return n.byKit(s)
	case send.NetHTTP, send.Foreign:
		if s.Client != nil {
			clients := n.clients
			if clients == nil {
				clients = []spot{{s.Client, nil}}
			}
			return n.e.byClients(n.e.clientRoots(clients...), s)
		}
	case send.Retryable, send.Pester, send.Heimdall:
		if s.Client == nil {
			if s.Library == send.Retryable {
				return &verdict{fate: handled}
			}
			return &verdict{}
		}
		return n.e.byClients(n.e.origins(spot{s.Client, nil}), s)
	case send.Fasthttp, send.Agent:
		if s.Client != nil {
			return n.e.byClients(n.e.origins(spot{s.Client, nil}), s)
		}
	}
	return &verdict{}
}

// byKit judges a send through a client whose retries take a count and conditions.
func (n *node) byKit(s *send.Send) *verdict {
	e := n.e
	k := kits[s.Library]
	if fn := program.Called(s.Call.Common()); s.Library == send.Resty3 && fn != nil && fn.Pkg().Scope().Lookup("RetryConditionStatusTooManyRequests") == nil {
		k = kits["resty3beta"]
	}
	all := &verdict{}
	if s.Client == nil {
		return all
	}
	plain, settled := 0, 0
	for _, request := range e.origins(spot{s.Client, nil}) {
		made := callOf(request.v) // client.R()
		if made == nil {
			return &verdict{fate: unclear}
		}
		own := e.optionsOf(request)
		_, client, _ := program.Callee(&made.Call)
		if client == nil {
			client = request.v
		}
		for _, root := range e.origins(spot{client, request.in}) {
			if e.settles(root.v, s.Method) {
				settled++
				continue
			}
			v := e.judgeKit(k, s, root, e.effective(k, s, e.optionsOf(root), own))
			if e.mayRetry(root.v) {
				v = &verdict{fate: unclear} // it may have been set up where it comes from
			}
			switch v.fate {
			case open:
				plain++
			case reported:
				all.reports = append(all.reports, v.reports...)
			default:
				settled++
			}
			if v.fate != open && k.reader && readerBody(own) {
				all.reports = append(all.reports, &Report{Category: Unrewound, Call: s.Call})
			}
		}
	}
	switch {
	case len(all.reports) > 0:
		all.fate = reported
	case settled > 0:
		all.fate = handled
	}
	return all
}

// effective returns the settings of a client and of a request made by it, without the conditions that others
// replace.
func (e *Engine) effective(k *kit, s *send.Send, client, request []option) []option {
	return replaced(k, append(replaced(k, slices.Clone(client), nil), request...), s)
}

// replaced leaves out the conditions in opts that a later setting replaces, wherever that happens: in one
// block or, of a request that is at hand where s sends it, on every way there.
func replaced(k *kit, opts []option, s *send.Send) []option {
	var kept []option
	for _, o := range opts {
		if o.call != nil && slices.Contains(k.replace, o.name) {
			always := s != nil && o.call.Parent() == s.Call.Parent() && o.call.Block().Dominates(s.Call.Block())
			kept = slices.DeleteFunc(kept, func(x option) bool {
				return slices.Contains(k.conds, x.name) && x.call != nil && (always || x.call.Block() == o.call.Block())
			})
		}
		kept = append(kept, o)
	}
	return kept
}

// readerBody reports whether a request's body is set from a reader.
func readerBody(opts []option) bool {
	for _, o := range pick(opts, "SetBody") {
		t := o.args[0].Type()
		switch x := o.args[0].(type) {
		case *ssa.MakeInterface:
			t = x.X.Type()
		case *ssa.ChangeInterface:
			t = x.X.Type()
		}
		if readable(t) && !isNamed(deref(types.Unalias(t)), "bytes", "Buffer") {
			return true
		}
	}
	return false
}

// judgeKit judges one client's settings.
func (e *Engine) judgeKit(k *kit, s *send.Send, root spot, opts []option) *verdict {
	if !slices.ContainsFunc(opts, func(o option) bool { return isRetryOption(o.name) }) {
		return e.beneathClient(root, s)
	}
	lacks := &verdict{fate: reported, reports: []*Report{e.onSetup(root.v, opts)}}
	var failed *value
	for _, o := range pick(e.optionsOf(root), k.check) { // the client's own; a request's ends the tries
		failed = e.errorOf(o.args[0])
	}
	covered := len(pick(opts, k.covers...)) > 0
	var conds []judgement
	for _, o := range pick(opts, k.conds...) {
		for _, arg := range o.args {
			for _, f := range e.given(o, arg) {
				conds = append(conds, e.decide(f, failed))
			}
		}
	}
	if k.builtin && !slices.ContainsFunc(pick(opts, k.defaults...), func(o option) bool {
		return o.name != "SetRetryDefaultConditions" || e.isTrue(o.args[0]) == no
	}) {
		covered = true
	}
	for _, c := range conds {
		covered = covered || c.covers != no
	}
	if len(conds) == 0 && k.errors && failed != nil {
		covered = true
	}
	if !covered {
		v := &verdict{fate: reported}
		aboutAnswers := slices.ContainsFunc(conds, judgement.aboutAnswer)
		for _, c := range conds {
			if c.own && c.cond != nil && (c.aboutAnswer() || !aboutAnswers) {
				v.reports = append(v.reports, &Report{Category: Incomplete, Cond: c.cond})
			}
		}
		if len(v.reports) > 0 {
			return v
		}
		return lacks
	}
	counted := false
	for _, o := range pick(opts, k.count...) {
		counted = counted || !e.isConst(o.args[0], 0)
	}
	if !counted {
		return lacks
	}
	if len(k.permit) > 0 && !idempotent(s, e) {
		permitted := false
		for _, o := range pick(opts, k.permit...) {
			permitted = permitted || len(o.args) == 0 || e.isTrue(o.args[0]) != no
		}
		if !permitted {
			return lacks
		}
	}
	for _, o := range pick(opts, k.after) {
		if v := e.judgeAfter(o.args[0], lacks); v != nil {
			return v
		}
	}
	if e.noDelay(k, opts) {
		return &verdict{fate: reported, reports: []*Report{{Category: Immediate, Call: lacks.reports[0].Call, Made: lacks.reports[0].Made}}}
	}
	return &verdict{fate: handled}
}

// judgeAfter judges a function that computes the delay: an error from it ends the tries.
func (e *Engine) judgeAfter(f ssa.Value, lacks *verdict) *verdict {
	for _, src := range e.sources(f) {
		fn := functionOf(src)
		if fn == nil || len(fn.Blocks) == 0 || fn.Signature.Results().Len() != 2 {
			continue
		}
		if !e.givesUp(e.enter(fn, limited, arguments(fn, limited, nil), nil)) {
			continue
		}
		present := e.enter(fn, limitedAfter, arguments(fn, limitedAfter, nil), nil)
		if e.givesUp(present) {
			return lacks
		}
		absent := e.enter(fn, limited, arguments(fn, limited, nil), nil)
		for _, c := range diverging(absent, present) {
			return &verdict{fate: reported, reports: []*Report{{Category: Header, Cond: c.cond()}}}
		}
	}
	return nil
}

// givesUp reports whether every way through the function ends in an error.
func (e *Engine) givesUp(t *Trace) bool {
	if t.Cut || len(t.Returns) == 0 {
		return false
	}
	for _, r := range t.Returns {
		if r.value.kind != tuple || len(r.value.elems) != 2 || r.value.elems[1].isNil() != no {
			return false
		}
	}
	return true
}

// errorOf returns the error that a function makes of a 429, nil if it makes none.
func (e *Engine) errorOf(f ssa.Value) *value {
	for _, src := range e.sources(f) {
		fn := functionOf(src)
		if fn == nil || len(fn.Blocks) == 0 {
			continue
		}
		for _, r := range e.enter(fn, limited, arguments(fn, limited, nil), nil).Returns {
			if r.value.isNil() == no && r.value.kind != tuple {
				return r.value
			}
		}
	}
	return nil
}

// isRetryOption reports whether a setting is about retries.
func isRetryOption(name string) bool {
	return strings.Contains(name, "Retry") || strings.Contains(name, "Retries") || name == "Backoff" || name == "MaxIdemponentCallAttempts"
}

// onSetup returns a report on the set-up of a client: its constructor, or its first retry option.
func (e *Engine) onSetup(root ssa.Value, opts []option) *Report {
	if call := callOf(root); call != nil {
		return &Report{Category: Library, Call: call}
	}
	if alloc, ok := root.(*ssa.Alloc); ok {
		return &Report{Category: Library, Made: alloc}
	}
	for _, o := range opts {
		if o.call != nil && isRetryOption(o.name) {
			return &Report{Category: Library, Call: o.call}
		}
	}
	return &Report{Category: Library}
}

// idempotent reports whether the send's method is one that a library repeats without permission.
func idempotent(s *send.Send, e *Engine) bool {
	method := strings.ToUpper(s.Method)
	if method == "EXECUTE" || method == "SEND" || method == "DO" {
		_, _, args := program.Callee(s.Call.Common())
		method = "POST"
		if len(args) > 0 {
			if m, ok := e.static(args[0]).str(); ok {
				method = strings.ToUpper(m)
			}
		}
	}
	return method != "POST" && method != "PATCH"
}
