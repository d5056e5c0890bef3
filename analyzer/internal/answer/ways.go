package answer

import (
	"slices"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// through returns what the send goes through.
func (e *Engine) through(s *send.Send) ways {
	if s.Library == send.Foreign && e.wrapperMayRetry(s) {
		return ways{direct: true, doubt: true}
	}
	if s.Client == nil || s.Library != send.NetHTTP {
		return ways{direct: true}
	}
	at := wayOf{e.canonical(spot{s.Client, nil}), s.Method}
	if known, ok := e.ways[at]; ok {
		return known
	}
	before := e.cycles
	w := e.trippers(e.spots(at.client), at.method)
	if e.cycles == before {
		e.ways[at] = w
	}
	return w
}

// ways are what a send can go through.
type ways struct {
	trippers []tripper
	direct   bool // it can also go by none of them
	settled  bool // it can go through one of another package, which handles a 429 or was reported
	doubt    bool // it can go through something of a package out of scope that may retry
}

// wayOf is what the ways of a send hang on.
type wayOf struct {
	client spot
	method string
}

// trippers returns what the clients or transports at the spots do with a request.
func (e *Engine) trippers(at []spot, method string) ways {
	var w ways
	for _, v := range at {
		e.addWay(&w, v, method, 0)
	}
	w.direct = w.direct || len(w.trippers) == 0
	return w
}

// addWay adds to w what a request to the client or transport at the spot goes through.
func (e *Engine) addWay(w *ways, at spot, method string, depth int) {
	if e.settles(at.v, method) {
		w.settled = true
		return
	}
	if t, ok := e.tripperOf(at.v, method); ok {
		t.in = at.in
		w.trippers = append(w.trippers, t)
		return
	}
	w.doubt = w.doubt || e.mayRetry(at.v)
	var below []spot
	for _, tr := range append(e.transportsOf(at), e.wrapped(at)...) {
		for _, src := range e.spots(tr) {
			if !slices.Contains(below, src) {
				below = append(below, src)
			}
		}
	}
	w.direct = w.direct || len(below) == 0 || depth > maxLayers
	if depth > maxLayers {
		return
	}
	for _, tr := range below {
		e.addWay(w, tr, "RoundTrip", depth+1)
	}
}
