package origin

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A response is a type that holds an answer, and how it is read: fields and methods.
type response struct {
	status string // that yield the HTTP status as a number
	text   string // … as text ("404 Not Found")
	body   string // … the body
	target string // … the value, in an interface, that the library decoded the body into
	same   string // … the same answer as another type
}

var (
	httpResponse  = &response{status: "StatusCode", text: "Status", body: "Body"}
	restyResponse = &response{
		status: "StatusCode", text: "Status",
		body:   "Body String RawBody Bytes",
		target: "Error Result ResultError",
		same:   "RawResponse",
	}
	// responses are the types by their packages and names.
	responses = map[[2]string]*response{
		{"net/http", "Response"}:                        httpResponse,
		{"github.com/parnurzeal/gorequest", "Response"}: httpResponse,
		{"github.com/go-resty/resty/v2", "Response"}:    restyResponse,
		{"resty.dev/v3", "Response"}:                    restyResponse,
		{"github.com/imroc/req/v3", "Response"}: {
			status: "StatusCode GetStatusCode", text: "Status GetStatus",
			body:   "Body Bytes String ToBytes ToString",
			target: "Error ErrorResult Result SuccessResult",
			same:   "Response",
		},
		{"github.com/valyala/fasthttp", "Response"}: {
			status: "StatusCode",
			body:   "Body BodyStream BodyUncompressed BodyGunzip BodyInflate BodyUnbrotli SwapBody",
		},
		{"github.com/valyala/fasthttp", "ResponseHeader"}: {status: "StatusCode"},
		{"github.com/levigross/grequests", "Response"}:    {status: "StatusCode", body: "Bytes String"},
		{"gopkg.in/h2non/gentleman.v2", "Response"}:       {status: "StatusCode", body: "Bytes String"},
	}
)

// is reports whether name is in a list of names.
func is(name, list string) bool {
	for n := range strings.FieldsSeq(list) {
		if n == name {
			return true
		}
	}
	return false
}

// responseOf returns how a value of type t holds an answer, or nil.
func responseOf(t types.Type) *response {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	return responses[[2]string{named.Obj().Pkg().Path(), named.Obj().Name()}]
}

// IsResponse reports whether t is net/http's response, or a library's.
func IsResponse(t types.Type) bool { return responseOf(t) != nil }

func (e *Engine) isResponse(t types.Type) bool { return responseOf(t) != nil }

// responseField answers for a field of a response.
func (e *Engine) responseField(v ssa.Value, p *path, at ssa.Instruction, fr *frame) (Set, bool) {
	if p.name == "Body" && isServerRequest(v.Type()) {
		return Set{{Kind: Request}}, true
	}
	if responseOf(v.Type()) == nil {
		return nil, false
	}
	return responsePart(v.Type(), p, e.value(v, nil, at, fr))
}

// isServerRequest reports whether t is net/http's request, whose body nobody but a server reads.
func isServerRequest(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Request" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http"
}

// responsePart answers for the field that p names of an answer of type t; from tells which answer.
func responsePart(t types.Type, p *path, from Set) (Set, bool) {
	r := responseOf(t)
	if r == nil || p == nil || p.kind != field {
		return nil, false
	}
	return r.part(p.name, from)
}

// part answers for the field or method name of an answer that is one of from.
func (r *response) part(name string, from Set) (Set, bool) {
	switch {
	case is(name, r.status):
		return ofAnswers(from, Origin{Kind: HTTP}), true
	case is(name, r.text):
		return ofAnswers(from, Origin{Kind: HTTP, Part: true}), true
	case is(name, r.body):
		return ofAnswers(from, Origin{Kind: Body}), true
	case is(name, r.same):
		return from.filter(func(o Origin) bool { return o.Kind == Response }), true
	}
	return nil, false
}

// ofAnswers returns o for each answer of from, or for one that is not known.
func ofAnswers(from Set, o Origin) Set {
	var s Set
	for _, a := range from {
		if a.Kind == Response {
			o.Answer, o.Held, o.Via = a.Answer, a.Held, a.Via
			s = s.add(Set{o})
		}
	}
	if s == nil {
		s = Set{o}
	}
	return s
}

// responseMethod answers for result i of a method of the response recv; p may lead into what the library
// decoded the body into.
func (e *Engine) responseMethod(r *response, name string, recv ssa.Value, call *ssa.Call, i int, p *path, fr *frame) (Set, bool) {
	if !is(name, r.target) {
		if i != 0 {
			return nil, false
		}
		return r.part(name, e.value(recv, nil, call, fr))
	}
	if p == nil || p.kind != assert && p.kind != as {
		return nil, true
	}
	t := p.typ
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	var s Set
	for _, o := range ofAnswers(e.value(recv, nil, call, fr), Origin{Kind: Body, Decode: call}) {
		s = s.add(e.decodedAs(t, p.tail, o, fr, 0))
	}
	return s, true
}

// results are the indices of results that yield parts of an answer, none for those that are not there.
type results struct{ status, body int }

// resultRows list functions that yield parts of an answer as results.
var resultRows = []struct {
	names
	results
}{
	{names{"github.com/valyala/fasthttp", "", "Get GetTimeout GetDeadline Post"}, results{0, 1}},
	{names{"github.com/valyala/fasthttp", "*Client", "Get GetTimeout GetDeadline Post"}, results{0, 1}},
	{names{"github.com/valyala/fasthttp", "*HostClient", "Get GetTimeout GetDeadline Post"}, results{0, 1}},
	{names{"github.com/parnurzeal/gorequest", "*SuperAgent", "End EndBytes"}, results{none, 1}},
}

// yielded answers for result i of a function that yields parts of an answer.
func (e *Engine) yielded(r results, call *ssa.Call, i int) (Set, bool) {
	o := Origin{Kind: Body}
	switch i {
	case r.status:
		o.Kind = HTTP
	case r.body:
	default:
		return nil, false
	}
	if e.isResponse(resultType(call, 0)) {
		o.Answer = resultValue(call, 0)
	}
	return Set{o}, true
}
