package answer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// part is a value that a send's body comes from: a request, or the reader of its body.
type part struct {
	v       ssa.Value
	request bool
}

// parts returns what the body of the send comes from.
func (n *node) parts() []part {
	s := n.e.sends[n.send]
	switch {
	case s == nil:
		return nil
	case s.Library == send.Foreign:
		return n.e.partsBeneath(s.Call.Common())
	case s.Library != send.NetHTTP && (s.Library != send.Heimdall || s.Request != nil):
		return nil // the library rewinds; heimdall does that for a request, not for a reader
	case s.Request != nil:
		return []part{{s.Request, true}}
	case s.Body != nil:
		return []part{{s.Body, false}}
	}
	return nil
}

// partsBeneath returns the arguments of c, a call of another package's function, whose bodies that sends.
func (e *Engine) partsBeneath(c *ssa.CallCommon) []part {
	f := e.imported(c)
	if f == nil {
		return nil
	}
	args := program.Arguments(c)
	var parts []part
	for _, i := range f.Sends {
		if i < len(args) {
			parts = append(parts, part{args[i], isRequest(args[i].Type())})
		}
	}
	return parts
}

// bodies returns the parameters of n's function that the body of the send comes from.
func (n *node) bodies() []int {
	parts := n.parts()
	var way []*node // from the send up to n
	for m := n; m != nil; m = m.below {
		way = append(way, m)
	}
	slices.Reverse(way)
	for i, m := range way[:len(way)-1] {
		var outer []part
		for _, p := range parts {
			outer = append(outer, m.handedIn(p, way[i+1].site, map[ssa.Value]bool{})...)
		}
		parts = outer
	}
	var found []int
	for _, p := range parts {
		if n.rewinds(p) {
			continue
		}
		for _, r := range n.e.roots(p, map[ssa.Value]bool{}, 0) {
			if param, ok := r.v.(*ssa.Parameter); ok && param.Parent() == n.fn() {
				found = append(found, slices.Index(n.fn().Params, param))
			}
		}
	}
	return found
}

func isRequest(t types.Type) bool { return isNamed(deref(types.Unalias(t)), "net/http", "Request") }
