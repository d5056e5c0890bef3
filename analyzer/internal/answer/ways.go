package answer

import (
	"golang.org/x/tools/go/ssa"

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
	t := &tracing{e: e, seen: map[sight]bool{}}
	t.trace(s.Client, 0)
	return e.trippersOf(t, s.Method)
}

// ways are what a send can go through.
type ways struct {
	trippers []tripper
	direct   bool // it can also go by none of them
	settled  bool // it can go through one of another package, which handles a 429 or was reported
	doubt    bool // it can go through something of a package out of scope that may retry
}

// trippers returns what the clients or transports vs do with a request.
func (e *Engine) trippers(vs []ssa.Value, method string) ways {
	return e.trippersOf(&tracing{leaves: vs, calls: make([]*within, len(vs))}, method)
}

// trippersOf is trippers for what was found in a run of sources.
func (e *Engine) trippersOf(found *tracing, method string) ways {
	var w ways
	for i, v := range found.leaves {
		e.addWay(&w, v, found.calls[i], method, 0)
	}
	w.direct = w.direct || len(w.trippers) == 0
	return w
}

// addWay adds to w what a request to the client or transport v, which was met in the call in, goes through.
func (e *Engine) addWay(w *ways, v ssa.Value, in *within, method string, depth int) {
	if e.settles(v, method) {
		w.settled = true
		return
	}
	if t, ok := e.tripperOf(v, method); ok {
		t.in = in
		w.trippers = append(w.trippers, t)
		return
	}
	w.doubt = w.doubt || e.mayRetry(v)
	below := &tracing{e: e, seen: map[sight]bool{}, in: in}
	for _, tr := range append(e.transportsOf(v), e.wrapped(v)...) {
		below.trace(tr, 0)
	}
	w.direct = w.direct || len(below.leaves) == 0 || depth > maxLayers
	if depth > maxLayers {
		return
	}
	for j, tr := range below.leaves {
		e.addWay(w, tr, below.calls[j], "RoundTrip", depth+1)
	}
}
