// Package send recognises the calls that put a request on the wire, and the hosts that they go to.
package send

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Send is a call that puts a request on the wire and yields the response.
type Send struct {
	Call ssa.CallInstruction

	Library  string // key of the library's row in the table: "net/http", "resty2", …
	Method   string // name of the function or method called
	Response int    // index of the response in the call's results; -1 if there is none
	Err      int    // index of the error in the call's results; -1 if there is none

	Client  ssa.Value // what the request goes through: a client, a request of a library; nil for package functions
	Request ssa.Value // the request, where there is one
	URL     ssa.Value // the URL, where the call gets one
	Body    ssa.Value // the body, where the call gets one
	Medipim bool      // a fact of the package that it goes through says so
	Answer  ssa.Value // the response, where the call fills one that it gets (fasthttp)
	Parts   bool      // it yields the status and the body instead of a response (fasthttp.Get)
}

// Of returns the send that call is, or nil. A call of a function with a body in the package at hand
// is none: what it does is seen there.
func Of(call ssa.CallInstruction) *Send {
	common := call.Common()
	if _, ok := call.(*ssa.Call); !ok {
		return nil // the answer of a go or defer statement is lost
	}
	if common.IsInvoke() {
		return ofMethod(call, common.Method, common.Value, common.Args)
	}
	callee := common.StaticCallee()
	if callee == nil {
		return ofFuncValue(call)
	}
	if callee.Origin() != nil {
		callee = callee.Origin()
	}
	object, ok := callee.Object().(*types.Func)
	if !ok {
		return nil
	}
	if IsWrapper(callee) {
		return ofWrapper(call, callee, object)
	}
	if len(callee.Blocks) > 0 {
		return nil
	}
	if object.Signature().Recv() != nil {
		return ofMethod(call, object, common.Args[0], common.Args[1:])
	}
	return ofFunction(call, object, common.Args)
}

// IsWrapper reports whether fn only calls a method that is used as a value.
func IsWrapper(fn *ssa.Function) bool {
	return strings.HasPrefix(fn.Synthetic, "bound method wrapper") || strings.HasPrefix(fn.Synthetic, "thunk")
}

// ofWrapper recognises a call of a method value or method expression of a type of another package.
func ofWrapper(call ssa.CallInstruction, wrapper *ssa.Function, method *types.Func) *Send {
	common := call.Common()
	if parent := call.Parent().Pkg; parent != nil && method.Pkg() == parent.Pkg {
		return nil
	}
	if mc, ok := common.Value.(*ssa.MakeClosure); ok && len(mc.Bindings) == 1 {
		return ofMethod(call, method, mc.Bindings[0], common.Args)
	}
	if len(common.Args) > 0 && strings.HasPrefix(wrapper.Synthetic, "thunk") {
		return ofMethod(call, method, common.Args[0], common.Args[1:])
	}
	return nil
}

// ofFunction recognises a call of the package-level function fn.
func ofFunction(call ssa.CallInstruction, fn *types.Func, args []ssa.Value) *Send {
	if fn.Pkg() == nil {
		return nil
	}
	if row := rowOf(fn.Pkg().Path(), "", fn.Name()); row != nil {
		return row.send(call, fn, nil, args)
	}
	return foreign(call, fn, nil, args)
}

// ofMethod recognises a call of the method fn on recv, of a concrete type or an interface.
func ofMethod(call ssa.CallInstruction, fn *types.Func, recv ssa.Value, args []ssa.Value) *Send {
	sig := fn.Signature()
	if fn.Pkg() != nil {
		if row := rowOf(fn.Pkg().Path(), receiverName(fn), fn.Name()); row != nil {
			return row.send(call, fn, recv, args)
		}
	}
	switch fn.Name() {
	case "Do", "RoundTrip":
		if takesRequestYieldsResponse(sig) {
			return &Send{Call: call, Library: NetHTTP, Method: fn.Name(), Response: 0, Err: 1, Client: recv, Request: args[0]}
		}
	}
	return foreign(call, fn, recv, args)
}

// ofFuncValue recognises a call of a function value that turns a request into its response.
func ofFuncValue(call ssa.CallInstruction) *Send {
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return nil
	}
	if _, ok := common.Value.(*ssa.MakeClosure); ok {
		return nil
	}
	sig, ok := common.Value.Type().Underlying().(*types.Signature)
	if !ok || !takesRequestYieldsResponse(sig) {
		return nil
	}
	return &Send{Call: call, Library: NetHTTP, Method: "Do", Response: 0, Err: 1, Client: common.Value, Request: common.Args[0]}
}

// foreign recognises a function of a package that is not seen, or an interface's method, which
// yields a response and an error.
func foreign(call ssa.CallInstruction, fn *types.Func, recv ssa.Value, args []ssa.Value) *Send {
	results := fn.Signature().Results()
	if results.Len() < 2 || fn.Pkg() == nil || slices.Contains(notSending, fn.Pkg().Path()) || fn.Name() == "ReadResponse" && fn.Pkg().Path() == "net/http" {
		return nil
	}
	s := &Send{Call: call, Library: Foreign, Method: fn.Name(), Response: -1, Err: -1, Client: recv}
	for i := range results.Len() {
		switch t := results.At(i).Type(); {
		case IsResponse(t) && s.Response < 0 && !isReadOnly(t):
			s.Response = i
		case isError(t):
			s.Err = i
		}
	}
	if s.Response < 0 || s.Err < 0 {
		return nil
	}
	for _, arg := range args {
		if _, ok := arg.Type().Underlying().(*types.Signature); ok {
			return nil // it calls what sends
		}
		switch {
		case IsResponse(arg.Type()):
			return nil // it looks at an answer that is there already
		case isRequest(arg.Type()):
			s.Request = arg
		}
	}
	return s
}

// notSending are packages whose functions yield responses that they did not fetch.
var notSending = []string{"net/http/httputil", "net/http/httptest", "bufio"}

// takesRequestYieldsResponse reports whether sig is func(*http.Request) (*http.Response, error).
func takesRequestYieldsResponse(sig *types.Signature) bool {
	return sig.Params().Len() == 1 && isRequest(sig.Params().At(0).Type()) &&
		sig.Results().Len() == 2 && IsHTTPResponse(sig.Results().At(0).Type()) && isError(sig.Results().At(1).Type())
}

// IsRoundTrip reports whether fn has the signature of http.RoundTripper's method: it sends what it
// is handed for someone else.
func IsRoundTrip(fn *ssa.Function) bool {
	return takesRequestYieldsResponse(fn.Signature)
}

// TakesRequest reports whether sig is func(*http.Request) (*http.Response, error).
func TakesRequest(sig *types.Signature) bool { return takesRequestYieldsResponse(sig) }

// IsHTTPResponse reports whether t is *http.Response.
func IsHTTPResponse(t types.Type) bool { return isPointerTo(t, "net/http", "Response") }

// IsResponse reports whether t is a pointer to net/http's response or to a known library's.
func IsResponse(t types.Type) bool {
	named := pointee(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	if IsGenerated(t) {
		return true
	}
	path, name := named.Obj().Pkg().Path(), named.Obj().Name()
	if path == "net/http" {
		return name == "Response"
	}
	return slices.Contains(responses, typeName{path, name}) || slices.Contains(readOnly, typeName{path, name})
}

// isReadOnly reports whether t is a response whose sends are not looked at.
func isReadOnly(t types.Type) bool {
	named := pointee(t)
	return named != nil && named.Obj().Pkg() != nil && slices.Contains(readOnly, typeName{named.Obj().Pkg().Path(), named.Obj().Name()})
}

// IsGenerated reports whether t points to a struct in which a generated client keeps the response beside
// what it decoded: it has a field HTTPResponse.
func IsGenerated(t types.Type) bool {
	named := pointee(t)
	if named == nil {
		return false
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Name() == "HTTPResponse" && IsHTTPResponse(f.Type()) {
			return true
		}
	}
	return false
}

func isRequest(t types.Type) bool { return isPointerTo(t, "net/http", "Request") }

func isError(t types.Type) bool {
	return types.Identical(types.Unalias(t), types.Universe.Lookup("error").Type())
}

func isPointerTo(t types.Type, path, name string) bool {
	named := pointee(t)
	return named != nil && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

// pointee returns the named type that t points to, or nil.
func pointee(t types.Type) *types.Named {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	if named, isNamed := types.Unalias(t).(*types.Named); isNamed {
		ptr, ok = named.Underlying().(*types.Pointer) // type Response *http.Response
	}
	if !ok {
		return nil
	}
	named, _ := types.Unalias(ptr.Elem()).(*types.Named)
	return named
}

// receiverName returns the name of the type that the method fn is declared on.
func receiverName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// rowOf returns the table's row for a function or method, or nil.
func rowOf(path, recv, name string) *row {
	for i := range rows {
		r := &rows[i]
		if r.recv == recv && r.path == path && slices.Contains(strings.Fields(r.names), name) {
			return r
		}
	}
	return nil
}
