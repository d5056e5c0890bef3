package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// resent are the answers whose retries are looked at for a body that is gone.
var resent = []Status{Limited, 503, Failed}

// repeatsBody reports whether a retry, in n's function or its callers, sends a request again whose body the
// first try has read, or a new one on a reader that it has read.
func (n *node) repeatsBody() bool { return n.repeats(n.parts()) }

// repeats is repeatsBody for the parts that a repetition of n's call takes over from outside it.
func (n *node) repeats(parts []part) bool {
	if len(parts) == 0 {
		return false
	}
	for _, s := range resent {
		backs := slices.DeleteFunc(n.retries(s, n.trace(with(s))), func(b back) bool { return b.again })
		fresh := func(b back) bool { return !slices.ContainsFunc(parts, func(p part) bool { return n.stale(p, b) }) }
		if len(backs) > 0 && !slices.ContainsFunc(backs, fresh) {
			return true
		}
	}
	if n.repeatedByLibrary(parts) {
		return true
	}
	for _, m := range n.callers() {
		var outer []part
		for _, p := range parts {
			outer = append(outer, n.handedIn(p, m.site, map[ssa.Value]bool{})...)
		}
		if m.repeats(outer) {
			return true
		}
	}
	return false
}

// repeatedByLibrary reports whether a retry library calls n's function, a literal, again, and the function
// sends what it shares with the one around it.
func (n *node) repeatedByLibrary(parts []part) bool {
	for _, call := range n.lent() {
		fn := program.Called(&call.Call)
		if fn == nil || fn.Pkg() == nil {
			continue
		}
		r := retrierOf(fn.Pkg().Path())
		if r == nil || !slices.Contains(strings.Fields(r.names), fn.Name()) || !slices.ContainsFunc(resent, func(s Status) bool {
			return n.rerun(r, call, with(s), n.trace(with(s))) == yes
		}) {
			continue
		}
		for _, p := range parts {
			for _, outer := range n.handedIn(p, call, map[ssa.Value]bool{}) {
				if outer.v.Parent() != n.fn() && n.e.hasBody(outer.v, outer.request) {
					return true
				}
			}
		}
	}
	return false
}

// repeatedOnce returns the sends, in n's function, that a retry goes on to with the request of n's send, whose
// body that has read: no loop, but the same request by hand once more.
func (n *node) repeatedOnce() []ssa.CallInstruction {
	first := n.e.sends[n.send]
	if first.Library != send.NetHTTP || first.Request == nil {
		return nil
	}
	var found []ssa.CallInstruction
	for _, s := range resent {
		fresh := map[ssa.CallInstruction]bool{}
		var calls []ssa.CallInstruction
		for _, b := range n.retries(s, n.trace(with(s))) {
			second := n.e.sends[b.call]
			if !b.again || second == nil || second.Library != send.NetHTTP || second.Request == nil || copied(second.Request) != copied(first.Request) {
				continue
			}
			calls = append(calls, b.call)
			fresh[b.call] = fresh[b.call] || !n.stale(part{copied(first.Request), true}, b)
		}
		for _, call := range calls {
			if !fresh[call] && !slices.Contains(found, call) {
				found = append(found, call)
			}
		}
	}
	return found
}

// copied returns the request that v is, or is a copy of: a copy shares the body.
func copied(v ssa.Value) ssa.Value {
	for {
		call := callOf(v)
		if call == nil || call.Call.StaticCallee() == nil {
			return v
		}
		switch fullName(call.Call.StaticCallee()) {
		case "(*net/http.Request).Clone", "(*net/http.Request).WithContext":
			v = call.Call.Args[0]
		default:
			return v
		}
	}
}

// stale reports whether p has been read already when the path arrives at the send again.
func (n *node) stale(p part, b back) bool {
	x := b.env[p.v]
	if x == nil {
		x = n.e.static(p.v)
	}
	return n.staleValue(x, p, b, 0)
}

func (n *node) staleValue(x *value, p part, b back, depth int) bool {
	if depth > 6 {
		return false
	}
	switch x.kind {
	case boxed:
		return n.staleValue(x.elems[0], p, b, depth+1)
	case request:
		for q, v := range b.mem {
			if q.base == x.base && isBodyField(q) {
				return n.staleValue(v, part{p.v, false}, b, depth+1)
			}
		}
		if made, ok := x.base.(*ssa.Call); ok && isServed(made.Call.Args[len(made.Call.Args)-1]) {
			return true
		}
		return n.staleValue(x.elems[0], part{p.v, false}, b, depth+1)
	case pointer:
		if _, ok := x.base.(*ssa.Alloc); !ok || p.request {
			return false
		}
		for q := range b.mem {
			if q.base == x.base {
				return false // made or rewound on the way
			}
		}
		return true
	case unknown:
		if x.base == nil || x.off != 0 {
			return false
		}
		for q, v := range b.mem {
			if q.base != x.base {
				continue
			}
			if q.path == x.path+rewound {
				return false
			}
			if p.request && isBodyField(q) {
				return n.staleValue(v, part{p.v, false}, b, depth+1)
			}
		}
		if x.path != "" {
			return false
		}
		return n.e.hasBody(x.base, p.request)
	}
	return false
}

// isServed reports whether v is the body of the request that the program itself is asked to serve: it can be read once,
// unless the function puts another one in its place.
func isServed(v ssa.Value) bool {
	if conv, ok := v.(*ssa.ChangeInterface); ok {
		v = conv.X
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok || !isBody(fieldOf(fa)) {
		return false
	}
	p, ok := fa.X.(*ssa.Parameter)
	if !ok {
		p = spilled(fa.X)
	}
	return p != nil && slices.ContainsFunc(p.Parent().Params, func(q *ssa.Parameter) bool { return isWriter(q.Type()) }) && !setsBody(load.Parent())
}

// rewound marks, in the memory of a path, a reader that was set back to its start.
const rewound = "!"

// isBodyField reports whether q is the Body field of a request.
func isBodyField(q place) bool {
	return isBody(fieldAt(q))
}

func isBody(f *types.Var) bool {
	return f != nil && f.Name() == "Body" && f.Pkg() != nil && f.Pkg().Path() == "net/http"
}

// hasBody reports whether the request (or the reader) v has something to read, as far as it can be told
// where it was made.
func (e *Engine) hasBody(v ssa.Value, isRequest bool) bool {
	return e.bodyAt(spot{v, nil}, isRequest)
}

func (e *Engine) bodyAt(at spot, isRequest bool) bool {
	for _, src := range e.spots(at) {
		switch x := src.v.(type) {
		case *ssa.Const:
			continue
		case *ssa.Parameter:
			switch {
			case !isRequest:
				return true
			case x.Parent().Name() == "RoundTrip" && e.getsBodies(x.Parent()):
				return true
			}
			continue
		case *ssa.Global:
			if x.Name() == "NoBody" {
				continue
			}
		case *ssa.UnOp:
			if g, ok := x.X.(*ssa.Global); ok && g.Name() == "NoBody" {
				continue
			}
		}
		if !isRequest {
			return true
		}
		if call := madeBy(src.v); call != nil && e.bodyAt(spot{call.Call.Args[len(call.Call.Args)-1], src.in}, false) {
			return true
		}
	}
	return false
}

// madeBy returns the call of http.NewRequest that v is the request of, or nil.
func madeBy(v ssa.Value) *ssa.Call {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if fn := call.Call.StaticCallee(); fn != nil {
		switch fullName(fn) {
		case "net/http.NewRequest", "net/http.NewRequestWithContext":
			return call
		}
	}
	return nil
}
