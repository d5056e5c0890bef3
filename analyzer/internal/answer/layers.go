package answer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Layers returns the round trippers that whatever is sent by s goes through, each of them: those that a loop puts one
// around the other (base = layer(base)). Nothing where the client or its transport is not known to be one.
func (e *Engine) Layers(s *send.Send) []*ssa.Function {
	if s.Client == nil || s.Library != send.NetHTTP {
		return nil
	}
	clients := e.spots(spot{s.Client, nil})
	if len(clients) != 1 {
		return nil
	}
	transports := e.transportsOf(clients[0])
	if len(transports) != 1 {
		return nil
	}
	stack := e.onlyResult(transports[0])
	phi, ok := stack.v.(*ssa.Phi)
	if !ok {
		return nil
	}
	var found []*ssa.Function
	for _, edge := range phi.Edges {
		call, ok := edge.(*ssa.Call)
		if !ok || call.Call.StaticCallee() != nil || call.Call.IsInvoke() || !slices.Contains(call.Call.Args, ssa.Value(phi)) {
			continue
		}
		for _, layer := range e.spots(spot{call.Call.Value, stack.in}) {
			fn := functionOf(layer.v)
			if fn == nil {
				continue
			}
			if made := soleResult(fn); made != nil {
				for _, v := range e.spots(spot{made, layer.in}) {
					if t, ok := e.tripperOf(v.v, "RoundTrip"); ok {
						found = append(found, t.fn)
					}
				}
			}
		}
	}
	return found
}

// onlyResult follows what stands at the spot through calls of the package's functions that return one thing.
func (e *Engine) onlyResult(at spot) spot {
	c := comparison{e: e}
	for range maxLayers {
		at = c.resolved(at)
		call, ok := at.v.(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil {
			return at
		}
		fn := call.Call.StaticCallee()
		result := soleResult(fn)
		if result == nil {
			return at
		}
		at = spot{result, e.within(within{call: call, fn: fn, up: at.in})}
	}
	return at
}

// soleResult returns what fn returns, if that is one thing and it returns in one place; else nil.
func soleResult(fn *ssa.Function) ssa.Value {
	var only ssa.Value
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if only != nil || len(ret.Results) != 1 {
			return nil
		}
		only = ret.Results[0]
	}
	return only
}
