package answer

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// clientRoots returns where a client of net/http, or what is used like one, comes from, with the transports
// that are set on it and what they wrap.
func (e *Engine) clientRoots(at ...spot) []spot {
	var found []spot
	var add func(at spot, depth int)
	add = func(at spot, depth int) {
		for _, root := range e.origins(at) {
			if slices.Contains(found, root) || depth > maxLayers {
				continue
			}
			found = append(found, root)
			for _, tr := range append(e.transportsOf(root), e.wrapped(root)...) {
				add(tr, depth+1)
			}
		}
	}
	for _, at := range at {
		add(at, 0)
	}
	return found
}

// beneathClient judges the net/http client that another client is made with, or the transport set on it.
func (e *Engine) beneathClient(root spot, s *send.Send) *verdict {
	var inner []spot
	if call := callOf(root.v); call != nil {
		for _, arg := range call.Call.Args {
			inner = append(inner, spot{arg, root.in})
		}
	}
	for _, o := range e.optionsOf(root) {
		switch o.name {
		case "SetTransport", "SetClient", "Client", "WithHTTPClient", "HTTPClient", "Transport":
			for _, arg := range o.args {
				inner = append(inner, spot{arg, o.in})
			}
		}
	}
	for _, at := range inner {
		if !isClient(at.v.Type()) {
			continue
		}
		if v := e.byClients(e.clientRoots(at), s); v.fate != open {
			return v
		}
		if s.Call == nil {
			continue // it is asked about the client alone
		}
		w := e.trippers(e.spots(at), "Do")
		n := &node{e: e, send: s.Call, site: s.Call, ways: w}
		switch f := n.beneath(); f {
		case open:
		case dealt:
			return &verdict{fate: unclear}
		default:
			return &verdict{fate: f}
		}
	}
	return &verdict{}
}

// byClients judges each of the clients or transports that a send can go through.
func (e *Engine) byClients(roots []spot, s *send.Send) *verdict {
	all := &verdict{}
	settled := false
	for _, root := range roots {
		if e.settles(root.v, s.Method) {
			settled = true
			continue
		}
		v := e.byClient(root, s)
		all.reports = append(all.reports, v.reports...)
		settled = settled || v.fate == handled || v.fate == unclear
	}
	switch {
	case len(all.reports) > 0:
		all.fate = reported
	case settled:
		all.fate = handled
	}
	return all
}

// byClient judges one client or transport by what made it.
func (e *Engine) byClient(root spot, s *send.Send) *verdict {
	name := madeAs(root.v)
	path, maker, _ := cutLast(name)
	switch {
	case strings.HasSuffix(path, "go-retryablehttp"):
		return e.byRetryable(root, maker, s)
	case strings.HasSuffix(path, "sethgrid/pester"):
		return e.byPester(root)
	case strings.Contains(path, "gojek/heimdall"):
		return e.byHeimdall(root, s)
	case strings.HasSuffix(path, "PuerkitoBio/rehttp"):
		return e.byRehttp(root, s)
	case strings.HasSuffix(path, "failsafe-go/failsafehttp"):
		return e.byFailsafe(root, maker)
	case strings.HasSuffix(path, "ybbus/httpretry"):
		return e.byHTTPRetry(root)
	case strings.HasSuffix(path, "parnurzeal/gorequest"):
		return e.byAgent(root)
	case strings.HasSuffix(path, "valyala/fasthttp"):
		if opts := e.optionsOf(root); slices.ContainsFunc(opts, func(o option) bool { return isRetryOption(o.name) }) {
			return &verdict{fate: reported, reports: []*Report{e.onSetup(root.v, opts)}}
		}
	}
	if e.beneaths[root.v] {
		return &verdict{} // a loop puts one transport around the other
	}
	e.beneaths[root.v] = true
	defer delete(e.beneaths, root.v)
	return e.beneathClient(root, s)
}

// cutLast cuts "path.Name" in two.
func cutLast(name string) (path, last string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// madeAs returns the package and name of the function that made v, or of the type of a literal.
func madeAs(v ssa.Value) string {
	if call := callOf(v); call != nil {
		fn := program.Called(&call.Call)
		if fn == nil || fn.Pkg() == nil {
			return ""
		}
		return fn.Pkg().Path() + "." + fn.Name()
	}
	if alloc, ok := v.(*ssa.Alloc); ok {
		if obj := namedOf(alloc.Type()); obj != nil && obj.Pkg() != nil {
			return obj.Pkg().Path() + "." + obj.Name()
		}
	}
	return ""
}

// byRetryable judges a client of hashicorp's: it retries a 429 unless its policy or its count says otherwise.
func (e *Engine) byRetryable(root spot, maker string, s *send.Send) *verdict {
	opts := e.optionsOf(root)
	switch maker {
	case "StandardClient":
		_, recv, _ := program.Callee(&callOf(root.v).Call)
		return e.byClients(e.origins(spot{recv, root.in}), s)
	case "RoundTripper":
		if cs := pick(opts, "Client"); len(cs) > 0 {
			return e.byClients(e.origins(spot{cs[0].args[0], cs[0].in}), s)
		}
		return &verdict{fate: handled}
	}
	for _, o := range pick(opts, "CheckRetry") {
		if j := e.decide(o.args[0], nil); j.covers == no && j.cond != nil {
			return &verdict{fate: reported, reports: []*Report{{Category: Incomplete, Cond: j.cond}}}
		}
	}
	counts := pick(opts, "RetryMax")
	_, literal := root.v.(*ssa.Alloc)
	zero := literal && len(counts) == 0
	for _, o := range counts {
		zero = e.isConst(o.args[0], 0)
	}
	if zero {
		return &verdict{fate: reported, reports: []*Report{e.onSetup(root.v, opts)}}
	}
	if e.retryableHammers(root, opts) {
		return e.hammering(root, opts)
	}
	return &verdict{fate: handled}
}

// byPester judges a client of pester's: it retries a 429 only if told to.
func (e *Engine) byPester(root spot) *verdict {
	opts := e.optionsOf(root)
	told := false
	for _, o := range pick(opts, "RetryOnHTTP429", "SetRetryOnHTTP429") {
		told = e.isTrue(o.args[0]) != no
	}
	for _, o := range pick(opts, "MaxRetries") {
		if n, ok := e.static(o.args[0]).num(); ok && n < 2 {
			told = false
		}
	}
	if told {
		if slices.ContainsFunc(pick(opts, "Backoff"), func(o option) bool { return e.pauseless(o.args[0]) }) {
			return e.hammering(root, opts)
		}
		return &verdict{fate: handled}
	}
	if len(pick(opts, "RetryOnHTTP429", "SetRetryOnHTTP429", "MaxRetries", "Backoff")) > 0 {
		return &verdict{fate: reported, reports: []*Report{e.onSetup(root.v, opts)}}
	}
	return &verdict{}
}

// byHeimdall judges a client of heimdall's: it never retries a 429, but what it sends through may.
func (e *Engine) byHeimdall(root spot, s *send.Send) *verdict {
	opts := e.optionsOf(root)
	for _, o := range pick(opts, "WithHTTPClient") {
		if v := e.byClients(e.clientRoots(spot{o.args[0], o.in}), s); v.fate != open {
			return v
		}
		if s.Call == nil {
			continue
		}
		w := e.trippers(e.spots(spot{o.args[0], o.in}), "Do")
		n := &node{e: e, send: s.Call, site: s.Call, ways: w}
		if f := n.beneath(); f != open {
			return &verdict{fate: handled} // an error is retried
		}
		return &verdict{fate: unclear}
	}
	if len(pick(opts, "WithRetryCount", "WithRetrier")) > 0 {
		return &verdict{fate: reported, reports: []*Report{e.onSetup(root.v, opts)}}
	}
	return &verdict{}
}

// byHTTPRetry judges a client of ybbus' httpretry: it retries a 429 unless its policy or its count says otherwise.
func (e *Engine) byHTTPRetry(root spot) *verdict {
	opts := e.optionsOf(root)
	for _, o := range pick(opts, "WithRetryPolicy") {
		if j := e.decide(o.args[0], nil); j.covers == no && j.cond != nil {
			return &verdict{fate: reported, reports: []*Report{{Category: Incomplete, Cond: j.cond}}}
		}
	}
	for _, o := range pick(opts, "WithMaxRetryCount") {
		if e.isConst(o.args[0], 0) {
			return &verdict{fate: reported, reports: []*Report{e.onSetup(root.v, opts)}}
		}
	}
	for _, o := range pick(opts, "WithBackoffPolicy") {
		if e.pauseless(o.args[0]) || slices.ContainsFunc(e.sources(o.args[0]), e.constantNone) {
			return e.hammering(root, opts)
		}
	}
	return &verdict{fate: handled}
}

// constantNone reports whether v is httpretry.ConstantBackoff(0, 0). The maker is a variable.
func (e *Engine) constantNone(v ssa.Value) bool {
	call := callOf(v)
	if call == nil || len(call.Call.Args) != 2 {
		return false
	}
	load, ok := call.Call.Value.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Name() == "ConstantBackoff" && e.isConst(call.Call.Args[0], 0) && e.isConst(call.Call.Args[1], 0)
}

// byAgent judges gorequest's agent: it retries the statuses in its list.
func (e *Engine) byAgent(root spot) *verdict {
	for _, o := range pick(e.optionsOf(root), "Retry") {
		if len(o.args) < 3 || e.isConst(o.args[0], 0) {
			continue
		}
		l := e.static(o.args[2])
		if l.kind != list {
			return &verdict{fate: unclear}
		}
		for _, el := range l.elems {
			n, ok := el.num()
			if ok && n == int64(Limited) && e.isConst(o.args[1], 0) {
				return &verdict{fate: reported, reports: []*Report{{Category: Immediate, Call: o.call}}}
			}
			if !ok || n == int64(Limited) {
				return &verdict{fate: handled}
			}
		}
		return &verdict{fate: reported, reports: []*Report{{Category: Incomplete, Call: o.call}}}
	}
	return &verdict{}
}
