package reach

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/httpstatus"
	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// isSubject reports whether v is the answer, or the struct that its status is read from.
func (r *run) isSubject(v ssa.Value) bool {
	if r.sc.in.sends[v] {
		return true
	}
	if !r.sees(v) || !holds(v.Type()) {
		return false
	}
	return r.sc.in.places[placeOf(v)]
}

// sees reports whether v belongs to the function that the question is about, or one around or inside it.
func (r *run) sees(v ssa.Value) bool {
	fn := v.Parent()
	return fn != nil && r.sc.in.around(fn)
}

// holds reports whether a value of type t can be a response or hold its status.
func holds(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Struct:
		return true
	}
	return false
}

// isStatus reports whether the scalar v is the HTTP status of the answer, by where it comes from.
func (r *run) isStatus(v ssa.Value) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsNumeric|types.IsString) == 0 {
		return false
	}
	if r.sees(v) {
		if r.sc.in.places[placeOf(v)] {
			return true
		}
		if here := r.e.here(v); r.sc.in.Body && r.bodyStatus(here) || all(here, origin.HTTP) && r.matches(v, here) {
			return true
		}
	}
	if len(r.sc.in.sends) == 0 {
		return false
	}
	of := r.e.of(v)
	if len(of) == 0 {
		return false
	}
	for _, o := range of {
		status := o.Kind == origin.HTTP && !o.Hidden || r.sc.in.Body && o.Kind == origin.Body && o.Path == origin.PathStatus && !o.Stream
		if !status || o.Part || o.Answer == nil || !r.sc.in.sends[o.Answer] {
			return false
		}
	}
	return true
}

// matches reports whether the origins of v, all of them an HTTP status, are the subject's.
func (r *run) matches(v ssa.Value, here origin.Set) bool {
	ours := true
	for _, o := range here {
		if o.Part {
			return false
		}
		ours = ours && o.Answer != nil && r.sc.in.places[answerPlace(o)]
	}
	if ours && !r.another(v) {
		return true
	}
	// The status and what is asked about it stand in one struct, and come from the same answers.
	for _, p := range placeOf(v).parents() {
		if r.sc.in.places[p] {
			return true
		}
	}
	return false
}

// bodyStatus reports whether the origins are the status in the answer's body.
func (r *run) bodyStatus(here origin.Set) bool {
	for _, o := range here {
		if o.Kind != origin.Body || o.Path != origin.PathStatus || o.Part || o.Stream || o.Answer == nil || !r.sc.in.places[answerPlace(o)] {
			return false
		}
	}
	return len(here) > 0
}

// answerPlace returns the place of the response that o comes from.
func answerPlace(o origin.Origin) place {
	return Holder{o.Answer, o.Held}.place()
}

func all(s origin.Set, k origin.Kind) bool {
	for _, o := range s {
		if o.Kind != k || o.Hidden {
			return false
		}
	}
	return len(s) > 0
}

// statusOf returns the status that v is, as a value of v's type: that in the body of a success is 0.
func (r *run) statusOf(v ssa.Value) *value {
	if r.sc.in.Body && (r.e.here(v).Has(origin.Body) || len(r.sc.in.sends) > 0 && r.e.of(v).Has(origin.Body)) && !r.sc.is(failed) {
		return zeroOf(v.Type())
	}
	return r.statusAs(v.Type())
}

// statusAs returns the scenario's status as a value of type t.
func (r *run) statusAs(t types.Type) *value {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		return stringOf(strconv.Itoa(r.sc.only()))
	}
	return r.status()
}

// status is the scenario's status, a number.
func (r *run) status() *value {
	return &value{kind: konst, c: r.sc.number(), status: r.sc.alike}
}

// failed reports whether a status is that of an error.
func failed(status int) bool { return status >= 400 }

// statusLine is what net/http puts into Response.Status.
func (r *run) statusLine() *value {
	status := r.sc.only()
	return stringOf(strings.TrimSpace(strconv.Itoa(status) + " " + httpstatus.Text(status)))
}

// answerField returns a field of the answer, or of what holds it; nil if it says nothing known.
func (r *run) answerField(holder types.Type, name string, t types.Type) *value {
	switch {
	case name == "StatusCode" && send.IsResponse(pointerTo(holder)):
		return r.status()
	case name == "Status" && send.IsHTTPResponse(pointerTo(holder)):
		return r.statusLine()
	case send.IsResponse(t):
		return subject
	case send.IsResponse(pointerTo(holder)) && !send.IsHTTPResponse(pointerTo(holder)) && isBool(t):
		switch name { // of grequests and gentleman
		case "Ok":
			return boolOf(r.sc.is(func(status int) bool { return status >= 200 && status < 300 }))
		case "ClientError":
			return boolOf(r.sc.is(func(status int) bool { return status/100 == 4 }))
		case "ServerError":
			return boolOf(r.sc.is(func(status int) bool { return status/100 == 5 }))
		}
	}
	status, ok := strings.CutPrefix(name, "JSON")
	if !ok || len(status) != 3 {
		return nil
	}
	switch t.Underlying().(type) { // of generated code, set by the real status
	case *types.Pointer, *types.Slice, *types.Map:
	default:
		return nil
	}
	n, err := strconv.Atoi(status)
	if err != nil && !strings.HasSuffix(strings.ToUpper(status), "XX") {
		return nil
	}
	if r.sc.is(func(s int) bool { return n == s || err != nil && status[:1] == strconv.Itoa(s/100) }) {
		return some
	}
	return nilValue
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func pointerTo(t types.Type) types.Type {
	if _, ok := t.Underlying().(*types.Pointer); ok {
		return t
	}
	return types.NewPointer(t)
}

// answerMethod returns what a library's method says of the answer; nil if that is not known.
func (r *run) answerMethod(name string, results *types.Tuple) *value {
	switch name {
	case "StatusCode", "GetStatusCode":
		return r.status()
	case "Status":
		if b, ok := results.At(0).Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
			return r.status()
		}
		return r.statusLine()
	case "GetStatus":
		return r.statusLine()
	case "IsError", "IsErrorState", "IsStatusFailure":
		return boolOf(r.sc.is(failed))
	case "IsSuccess", "IsSuccessState", "IsStatusSuccess":
		return boolOf(r.sc.is(func(status int) bool { return status >= 200 && status < 300 }))
	}
	return nil
}
