package model

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// prose reports whether v is a text for people: a phrase of several words, alone or as part of it, or the message of
// the answer.
func (p *Package) prose(v ssa.Value) bool {
	if !types.Identical(v.Type(), types.Typ[types.String]) {
		return false
	}
	switch x := v.(type) {
	case *ssa.Const:
		return x.Value != nil && len(strings.Fields(constant.StringVal(x.Value))) > 1
	case *ssa.BinOp:
		return p.prose(x.X) || p.prose(x.Y)
	case *ssa.Call:
		if fn := program.Called(&x.Call); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "fmt" && len(x.Call.Args) > 0 {
			return isText(x.Call.Args[0].Type()) && p.prose(x.Call.Args[0])
		}
	}
	return slices.ContainsFunc(p.Origins.Here(v), func(o origin.Origin) bool {
		return o.Kind == origin.Body && o.Path == origin.PathMessage
	})
}

// tells reports whether the call writes a line for people: a log's, the user's.
func (p *Package) tells(c *ssa.CallCommon, depth int) bool {
	fn := program.Called(c)
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path, name := fn.Pkg().Path(), fn.Name()
	switch {
	case path == "fmt":
		return strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Fprint")
	case path == "io" && name == "WriteString", path == "log", path == "log/slog", strings.Contains(path, "log"):
		return true
	}
	if callee := c.StaticCallee(); callee != nil && len(callee.Blocks) > 0 {
		return depth < 2 && callee.Signature.Results().Len() == 0 && p.speaks(callee.Blocks, anError, depth+1)
	}
	if answers(c, fn) {
		return true
	}
	if fn.Signature().Recv() == nil {
		return false
	}
	for _, verb := range []string{"Print", "Log", "Debug", "Info", "Notice", "Warn", "Error", "Fatal", "Msg"} {
		if strings.HasPrefix(name, verb) && c.Signature().Params().Len() > 0 {
			return true
		}
	}
	return p.announces(c, name)
}

// announces reports whether the call of a function of this name puts a phrase before the user.
func (p *Package) announces(c *ssa.CallCommon, name string) bool {
	for _, verb := range []string{"Show", "Notify", "Alert", "Toast", "Flash", "Display"} {
		if strings.HasPrefix(name, verb) {
			return slices.ContainsFunc(c.Args, func(arg ssa.Value) bool { return p.prose(unboxed(arg)) })
		}
	}
	return false
}

// silent are functions that get the writer of an answer to a browser, and write nothing to read.
var silent = map[string]bool{
	"Header": true, "WriteHeader": true, "Redirect": true, "SetCookie": true, "NewResponseController": true, "MaxBytesReader": true,
	"ServeHTTP": true, "Flush": true, "Hijack": true, "Push": true, "Save": true,
}

// pages are the methods by which the contexts of web frameworks answer.
var pages = map[string]bool{
	"JSON": true, "IndentedJSON": true, "PureJSON": true, "SecureJSON": true, "AbortWithStatusJSON": true, "AbortWithStatusPureJSON": true,
	"String": true, "HTML": true, "XML": true, "YAML": true, "Data": true, "AbortWithError": true, "Render": true,
}

// answers reports whether the call of fn, whose body is not seen, answers a browser: it gets the writer of the
// answer, or is a method of what holds it.
func answers(c *ssa.CallCommon, fn *types.Func) bool {
	args := program.Arguments(c)
	if len(args) > 0 && fn.Signature().Recv() != nil && pages[fn.Name()] && program.IsPage(args[0].Type()) {
		return true
	}
	return !silent[fn.Name()] && slices.ContainsFunc(args, func(arg ssa.Value) bool { return program.IsAnswerWriter(unboxed(arg).Type()) })
}
