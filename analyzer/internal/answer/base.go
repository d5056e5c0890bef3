package answer

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// baseOptions are the settings of a client, or of its request, that say what stands before the path of a URL.
var baseOptions = []string{"SetBaseURL", "SetHostURL", "BaseURL", "HostURL", "Base", "SetRequestURI"}

// Bases returns, for each client that s can go through, what it is told to put before the URLs of its
// requests; nothing for one that is told nothing, or that the package does not make.
func (e *Engine) Bases(s *send.Send) [][]ssa.Value {
	if s.Client == nil && s.Request == nil || s.Library == send.NetHTTP || s.Library == send.Foreign {
		return nil
	}
	var found [][]ssa.Value
	if s.Library == send.Fasthttp {
		if s.Request == nil {
			return nil
		}
		for _, request := range e.madeIn(spot{s.Request, nil}) {
			found = append(found, e.basesIn(request))
		}
		return found
	}
	for _, request := range e.madeIn(spot{s.Client, nil}) {
		own := e.basesIn(request)
		made := callOf(request.v) // client.R()
		if made == nil {
			found = append(found, own)
			continue
		}
		_, client, _ := calleeObject(&made.Call)
		if client == nil {
			found = append(found, own)
			continue
		}
		for _, root := range e.madeIn(spot{client, request.in}) {
			found = append(found, append(e.basesIn(root), own...))
		}
	}
	return found
}

// A spot is a value as it is met in the results of a call.
type spot struct {
	v  ssa.Value
	in *within
}

// madeIn is origins, with the calls that the objects were met in.
func (e *Engine) madeIn(from spot) []spot {
	var found []spot
	seen := map[spot]bool{}
	for work := []spot{from}; len(work) > 0 && len(seen) < maxSources; work = work[1:] {
		t := &tracing{e: e, seen: map[sight]bool{}, in: work[0].in, each: true}
		t.trace(work[0].v, 0)
		for i, src := range t.leaves {
			at := spot{src, t.calls[i]}
			if seen[at] {
				continue
			}
			seen[at] = true
			if recv := fluent(src); recv != nil {
				work = append(work, spot{recv, at.in})
				continue
			}
			found = append(found, at)
		}
	}
	return found
}

// basesIn returns the base URLs that the object is told.
func (e *Engine) basesIn(at spot) []ssa.Value {
	var found []ssa.Value
	for _, o := range pick(e.optionsOf(at.v), baseOptions...) {
		if len(o.args) == 0 {
			continue
		}
		for _, arg := range e.toldTo(at.v, o) {
			found = append(found, at.in.passed(arg))
		}
	}
	return found
}

// toldTo returns the first argument of the setting o of the object root: where a helper is given the object, what
// the calls that give it this one pass.
func (e *Engine) toldTo(root ssa.Value, o option) []ssa.Value {
	if o.call == nil {
		return o.args[:1]
	}
	_, recv, _ := calleeObject(&o.call.Call)
	for inner := fluent(recv); inner != nil; inner = fluent(recv) {
		recv = inner
	}
	prm, _ := recv.(*ssa.Parameter)
	if load, ok := recv.(*ssa.UnOp); ok {
		prm = spilled(load.X)
	}
	if prm == nil {
		return o.args[:1]
	}
	i := slices.Index(prm.Parent().Params, prm)
	var found []ssa.Value
	for _, c := range e.graph.calls[prm.Parent()] {
		if call, ok := c.(*ssa.Call); ok && i < len(call.Call.Args) && contains(e.origins(call.Call.Args[i]), root) {
			found = append(found, e.within(call, nil).passed(o.args[0]))
		}
	}
	if len(found) == 0 {
		return o.args[:1]
	}
	return found
}

// passed returns what v, or what the text v begins with, is in the call: what that passes, for a parameter.
func (in *within) passed(v ssa.Value) ssa.Value {
	start := v
	for {
		op, ok := start.(*ssa.BinOp)
		if !ok || op.Op != token.ADD {
			break
		}
		start = op.X
	}
	prm, ok := start.(*ssa.Parameter)
	if !ok {
		return v
	}
	fn := prm.Parent()
	for ; in != nil; in = in.up {
		if i := slices.Index(fn.Params, prm); in.call.Call.StaticCallee() == fn && i < len(in.call.Call.Args) {
			return in.up.passed(in.call.Call.Args[i])
		}
	}
	return v
}
