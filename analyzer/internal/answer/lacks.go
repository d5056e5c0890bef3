package answer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Lack is what a client of resty lacks to retry the 429 of one of its sends.
type Lack struct {
	Client     *ssa.Call // the client's constructor
	Library    string    // send.Resty2, send.Resty3 or Resty3Beta
	Count      bool      // no number of retries is set
	Zero       bool      // … or it is set to 0
	Condition  bool      // no condition covers a 429
	Permission bool      // nothing allows to send the request twice, and its method does not
	Counted    bool      // a count stands alone: errors are retried already
	Otherwise  bool      // more is wrong: no setting mends it
}

// Resty3Beta is the betas of resty v3, whose settings have other names.
const Resty3Beta = "resty3beta"

// Lacks returns what the clients lack that the send goes through, nil if one of them is not made in the
// package, or is none of resty's.
func (e *Engine) Lacks(s *send.Send) []Lack {
	library := s.Library
	if s.Client == nil || library != send.Resty2 && library != send.Resty3 {
		return nil
	}
	if fn := program.Called(s.Call.Common()); library == send.Resty3 && fn != nil && fn.Pkg().Scope().Lookup("RetryConditionStatusTooManyRequests") == nil {
		library = Resty3Beta
	}
	var lacks []Lack
	for _, request := range e.origins(spot{s.Client, nil}) {
		made := callOf(request.v)
		if made == nil {
			return nil
		}
		own := e.optionsOf(request)
		_, client, _ := program.Callee(&made.Call)
		if client == nil {
			client = request.v
		}
		for _, root := range e.origins(spot{client, request.in}) {
			call := callOf(root.v)
			if call == nil {
				return nil
			}
			l := e.lack(library, s, e.effective(kits[library], s, e.optionsOf(root), own))
			l.Client = call
			l.Otherwise = l.Otherwise || library == send.Resty2 && readerBody(own)
			lacks = append(lacks, l)
		}
	}
	return lacks
}

func (e *Engine) lack(library string, s *send.Send, opts []option) Lack {
	k := kits[library]
	l := Lack{Library: library}
	counts := pick(opts, k.count...)
	l.Zero = slices.ContainsFunc(counts, func(o option) bool { return e.isConst(o.args[0], 0) })
	l.Count = len(counts) == 0
	l.Condition = !k.builtin && len(pick(opts, k.covers...)) == 0
	conds := pick(opts, k.conds...)
	for _, o := range conds {
		for _, arg := range o.args {
			for _, f := range e.given(o, arg) {
				l.Condition = l.Condition && e.decide(f, nil).covers == no
			}
		}
	}
	l.Counted = !l.Count && len(conds) == 0
	l.Permission = len(k.permit) > 0 && !idempotent(s, e) && !slices.ContainsFunc(pick(opts, k.permit...), func(o option) bool {
		return len(o.args) == 0 || e.isTrue(o.args[0]) != no
	})
	l.Otherwise = l.Permission && len(pick(opts, k.permit...)) > 0 || len(pick(opts, k.defaults...)) > 0 || e.noDelay(k, opts)
	if k.after != "" && len(pick(opts, k.after)) > 0 {
		for _, o := range pick(opts, k.after) {
			l.Otherwise = l.Otherwise || e.judgeAfter(o.args[0], &verdict{}) != nil
		}
	}
	return l
}
