package answer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// byFailsafe judges failsafehttp's round tripper or request by its retry policies.
func (e *Engine) byFailsafe(root spot, maker string) *verdict {
	call := callOf(root.v)
	if call == nil {
		return &verdict{fate: unclear}
	}
	all := &verdict{}
	settled, policies := false, false
	for _, arg := range call.Call.Args {
		for _, p := range e.items(spot{arg, root.in}) {
			for _, built := range e.policies(p) {
				policies = true
				v := e.byPolicy(built)
				all.reports = append(all.reports, v.reports...)
				settled = settled || v.fate == handled || v.fate == unclear
			}
		}
	}
	switch {
	case len(all.reports) > 0:
		all.fate = reported
	case settled || !policies && strings.HasSuffix(maker, "Executor"):
		all.fate = handled
	}
	return all
}

// policies returns the calls that made the builders (or the policies themselves) that v is built from.
func (e *Engine) policies(at spot) []spot {
	var found []spot
	for _, root := range e.origins(at) {
		call := callOf(root.v)
		if call == nil {
			continue
		}
		_, name, _ := cutLast(calleeName(&call.Call))
		switch name {
		case "Build":
			_, recv, _ := program.Callee(&call.Call)
			for _, b := range e.origins(spot{recv, root.in}) {
				if callOf(b.v) != nil {
					found = append(found, b)
				}
			}
		case "NewWithDefaults":
			found = append(found, root)
		}
	}
	return found
}

// delays are the settings of a policy that make it wait.
var delays = []string{"WithDelay", "WithBackoff", "WithBackoffFactor", "WithRandomDelay", "WithDelayFunc"}

// byPolicy judges a retry policy by the call that made its builder.
func (e *Engine) byPolicy(builder spot) *verdict {
	made := callOf(builder.v)
	name := calleeName(&made.Call)
	opts := e.optionsOf(builder)
	lacks := &verdict{fate: reported, reports: []*Report{{Category: Library, Call: made}}}
	switch {
	case strings.HasSuffix(name, "failsafehttp.NewRetryPolicyBuilder"):
	case strings.HasSuffix(name, "retrypolicy.NewWithDefaults"):
		return lacks
	case strings.HasSuffix(name, "retrypolicy.NewBuilder"), strings.HasSuffix(name, "retrypolicy.Builder"):
		conds := pick(opts, "HandleIf", "HandleResult")
		if len(conds) == 0 {
			return lacks
		}
		covered := false
		var report *Report
		for _, o := range conds {
			j := e.decide(o.args[0], nil)
			covered = covered || j.covers != no || o.name != "HandleIf"
			if j.cond != nil && report == nil {
				report = &Report{Category: Incomplete, Cond: j.cond}
			}
		}
		if !covered && report != nil {
			return &verdict{fate: reported, reports: []*Report{report}}
		}
	default:
		return &verdict{}
	}
	for _, o := range pick(opts, "AbortIf") {
		if e.decide(o.args[0], nil).covers != yes {
			continue
		}
		if at := e.ends429(o.args[0]); at != nil {
			return &verdict{fate: reported, reports: []*Report{{Category: Incomplete, Cond: at}}}
		}
		return lacks
	}
	if slices.ContainsFunc(opts, func(o option) bool {
		return o.name == "WithMaxRetries" && e.isConst(o.args[0], 0) || o.name == "WithMaxAttempts" && e.isConst(o.args[0], 1)
	}) {
		return lacks
	}
	for _, o := range pick(opts, delays...) {
		if o.name != "WithDelay" || !e.isConst(o.args[0], 0) {
			return &verdict{fate: handled}
		}
	}
	return &verdict{fate: reported, reports: []*Report{{Category: Immediate, Call: made}}}
}

// ends429 returns the test on which a function of the package, which says what ends the tries, does so for a 429; nil if
// that is not known.
func (e *Engine) ends429(f ssa.Value) *Cond {
	for _, src := range e.sources(f) {
		fn := functionOf(src)
		if fn == nil || len(fn.Blocks) == 0 {
			continue
		}
		a := e.ask(fn, limited, nil, nil)
		if len(a.why) == 0 || a.truth != yes {
			continue
		}
		return &Cond{Test: a.why[len(a.why)-1], limited: triOf(!a.inv)}
	}
	return nil
}
