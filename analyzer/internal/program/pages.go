package program

import "go/types"

// contexts are the types of web frameworks that stand for a request and its answer, and do not show it by what they
// hold.
var contexts = map[string]string{
	"RequestCtx": "github.com/valyala/fasthttp",
	"Ctx":        "github.com/gofiber/fiber/v2",
	"DefaultCtx": "github.com/gofiber/fiber/v3",
}

// IsPage reports whether a value of type t answers a client of the program's own: a framework's context, or a struct
// with the writer of the answer in it.
func IsPage(t types.Type) bool { return holdsWriter(t) || isPageContext(t) }

// holdsWriter reports whether t is a struct with a field that is the writer of an answer to a browser.
func holdsWriter(t types.Type) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil && contexts[named.Obj().Name()] == named.Obj().Pkg().Path() {
		return true
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if IsAnswerWriter(f.Type()) {
			return true
		}
	}
	return false
}

// isPageContext reports whether t is an interface as web frameworks have it for a request and its answer.
func isPageContext(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	request, page := false, false
	for m := range iface.Methods() {
		request = request || m.Name() == "Request" || m.Name() == "Redirect"
		page = page || m.Name() == "JSON" || m.Name() == "Render"
	}
	return request && page
}

// IsAnswerWriter reports whether t is http.ResponseWriter, or an interface with its methods.
func IsAnswerWriter(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	found := 0
	for m := range iface.Methods() {
		switch m.Name() {
		case "Header", "Write", "WriteHeader":
			found++
		}
	}
	return found == 3
}
