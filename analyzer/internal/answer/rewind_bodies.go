package answer

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// getsBodies reports whether a send that is no part of another one, and has a body, goes through the tripper fn; where
// none is known to go through it, whether any has.
func (e *Engine) getsBodies(fn *ssa.Function) bool {
	if t := e.bodies[fn]; t != maybe {
		return t == yes
	}
	e.bodies[fn] = no // while it is being found out
	if e.below == nil {
		e.below = map[*send.Send]map[*ssa.Function]bool{}
		for _, s := range e.order {
			e.below[s] = e.trippersBelow(s)
		}
	}
	known, bodies, any := false, false, false
	for _, s := range e.order {
		if e.passesThrough(s.Call.Parent()) {
			continue
		}
		through := e.below[s][fn]
		known = known || through
		if s.Body != nil && e.hasBody(s.Body, false) || s.Request != nil && e.hasBody(s.Request, true) {
			bodies, any = bodies || through, true
		}
	}
	e.bodies[fn] = triOf(bodies || !known && any)
	return e.bodies[fn] == yes
}

// trippersBelow returns the functions of the package that what s sends is known to go through: its client's trippers, and
// those below.
func (e *Engine) trippersBelow(s *send.Send) map[*ssa.Function]bool {
	found := map[*ssa.Function]bool{}
	for work := []*send.Send{s}; len(work) > 0; work = work[1:] {
		for _, t := range e.through(work[0]).trippers {
			if found[t.fn] {
				continue
			}
			found[t.fn] = true
			for _, below := range e.order {
				if below.Call.Parent() == t.fn {
					work = append(work, below)
				}
			}
		}
	}
	return found
}
