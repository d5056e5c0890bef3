package origin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// A sink is a function that has the body of an answer decoded into some of its arguments, as
// encoding/json would: at once, or when the request that it sets up is sent.
type sink struct {
	into []int // arguments that are filled
	from origin
	body int // of fromBody, fromCursor: the argument that holds the body
	keys int // of fromBody: the argument that says which part is read; 0 for none
	raw  bool
	good bool // only of an answer that is no error
}

// origin says where the body of a sink is.
type origin uint8

const (
	fromRequest origin = iota // in the answer to the request that the receiver is
	fromResult                // in the response that the call returns first
	fromBody                  // in an argument: bytes, a response, a node
	fromCursor                // where an iterator stands
	fromNowhere               // not known
)

// sinkRows list the functions that are sinks.
var sinkRows = []struct {
	names
	sink
}{
	{names{"github.com/go-resty/resty/v2", "*Request", "SetError"}, sink{into: []int{1}}},
	{names{"github.com/go-resty/resty/v2", "*Request", "SetResult"}, sink{into: []int{1}, good: true}},
	{names{"resty.dev/v3", "*Request", "SetError SetResultError"}, sink{into: []int{1}}},
	{names{"resty.dev/v3", "*Request", "SetResult"}, sink{into: []int{1}, good: true}},
	{names{"github.com/imroc/req/v3", "*Request", "SetErrorResult SetError"}, sink{into: []int{1}}},
	{names{"github.com/imroc/req/v3", "*Request", "SetSuccessResult SetResult"}, sink{into: []int{1}, good: true}},
	{names{"github.com/imroc/req/v3", "*Response", "Into Unmarshal UnmarshalJson"}, sink{into: []int{1}, from: fromBody}},
	{names{"github.com/dghubble/sling", "*Sling", "Receive"}, sink{into: []int{1, 2}, from: fromResult}},
	{names{"github.com/dghubble/sling", "*Sling", "ReceiveSuccess"}, sink{into: []int{1}, from: fromResult, good: true}},
	{names{"github.com/dghubble/sling", "*Sling", "Do"}, sink{into: []int{2, 3}, from: fromResult}},
	{names{"github.com/parnurzeal/gorequest", "*SuperAgent", "EndStruct"}, sink{into: []int{1}, from: fromResult}},
	{names{"github.com/levigross/grequests", "*Response", "JSON"}, sink{into: []int{1}, from: fromBody}},
	{names{"gopkg.in/h2non/gentleman.v2", "*Response", "JSON"}, sink{into: []int{1}, from: fromBody}},

	{names{"github.com/carlmjohnson/requests", "*Builder", "ToJSON ErrorJSON"}, sink{into: []int{1}, from: fromNowhere}},
	{names{"github.com/carlmjohnson/requests", "", "ToJSON ErrorJSON"}, sink{into: []int{0}, from: fromNowhere}},
	{names{"github.com/carlmjohnson/requests", "*Builder", "ToString ToBytesBuffer"}, sink{into: []int{1}, from: fromNowhere, raw: true}},
	{names{"github.com/carlmjohnson/requests", "", "ToString ToBytesBuffer"}, sink{into: []int{0}, from: fromNowhere, raw: true}},

	{names{"github.com/json-iterator/go", "Any", "ToVal"}, sink{into: []int{1}, from: fromBody}},
	{names{"github.com/json-iterator/go", "*Iterator", "ReadVal"}, sink{into: []int{1}, from: fromCursor}},
	{names{"github.com/goccy/go-json", "*Path", "Unmarshal Get"}, sink{into: []int{2}, from: fromBody, body: 1, keys: pathInReceiver}},
}

const pathInReceiver = -1

// sinkOf returns how call is a sink.
func (e *Engine) sinkOf(call ssa.CallInstruction) (sink, bool) {
	obj := program.Called(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg {
		return sink{}, false
	}
	s := known(e.FullName(obj)).sink
	if s == nil {
		return sink{}, false
	}
	return *s, true
}

// success reports whether argument i is filled from an answer that is no error.
func (s sink) success(i int) bool { return s.good || len(s.into) == 2 && i == s.into[0] }

// filled answers for path p of argument i of a sink.
func (e *Engine) filled(s sink, call ssa.CallInstruction, i int, p *path, fr *frame) Set {
	if !slices.Contains(s.into, i) {
		return nil
	}
	args := program.Arguments(call.Common())
	if i >= len(args) || s.body >= len(args) {
		return nil
	}
	var from Set
	switch s.from {
	case fromRequest:
		from = Set{{Kind: Body, Answer: e.answerTo(args[0])}}
	case fromResult:
		from = Set{{Kind: Body}}
		if c, ok := call.(*ssa.Call); ok {
			from[0].Answer = resultValue(c, 0)
		}
	case fromBody:
		from = e.bodies(args[s.body], call, fr)
	case fromCursor:
		from = e.position(args[0], call, fr)
	case fromNowhere:
		from = Set{{Kind: Body}}
	}
	if s.keys == pathInReceiver {
		c, ok := call.(*ssa.Call)
		if !ok {
			return nil
		}
		from = e.read(from, e.keyPaths(args[:1], jsonPath, c, fr), call, nil)
	}
	if s.raw {
		if p != nil {
			return nil
		}
		return from
	}
	return e.decoded(call, args[i], p, from, false, fr)
}

// answerTo returns the response to a request that is built up by calls that return it again, if
// one call of its methods is seen to yield one.
func (e *Engine) answerTo(request ssa.Value) ssa.Value {
	for { // back to where the chain starts
		call, ok := request.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 || !types.Identical(call.Call.Args[0].Type(), request.Type()) {
			break
		}
		request = call.Call.Args[0]
	}
	var found ssa.Value
	seen := map[ssa.Value]bool{}
	var follow func(v ssa.Value)
	follow = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		for _, ref := range program.Uses(v) {
			switch ref := ref.(type) {
			case *ssa.Call:
				if len(ref.Call.Args) == 0 || ref.Call.Args[0] != v {
					continue
				}
				switch t := resultType(ref, 0); {
				case e.isResponse(t) && found == nil:
					found = resultValue(ref, 0)
				case types.Identical(t, v.Type()):
					follow(ref)
				}
			case *ssa.Phi:
				follow(ref)
			case *ssa.Store:
				if local, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
					for _, r := range program.Uses(local) {
						if load, ok := r.(*ssa.UnOp); ok {
							follow(load)
						}
					}
				}
			}
		}
	}
	follow(request)
	return found
}
