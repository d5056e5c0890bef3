package answer

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

const maxLayers = 6 // of transports around transports

// judgedByName are parts of the import paths of the libraries whose retries are known by the name of what is set.
var judgedByName = append([]string{"gojek/heimdall", "ybbus/httpretry"}, configured...)

// mayRetry reports whether the client or transport v comes from a package out of scope that may retry. The
// libraries that are judged by their settings are none.
func (e *Engine) mayRetry(v ssa.Value) bool {
	if e.imports == nil {
		return false
	}
	if call := callOf(v); call != nil {
		fn := program.Called(&call.Call)
		if fn == nil && isClient(call.Type()) || fn != nil && e.functionMayRetry(fn) {
			return true // a function value that is not known may make anything
		}
		if e.takesMiddleware(&call.Call) {
			return true
		}
		if fn != nil && e.packageMayRetry(fn.Pkg()) {
			return false // the package does, but not what this makes
		}
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok && g.Object() != nil && e.packageMayRetry(g.Object().Pkg()) {
			return true
		}
	}
	obj := namedOf(v.Type())
	return obj != nil && e.packageMayRetry(obj.Pkg())
}

func (e *Engine) packageMayRetry(pkg *types.Package) bool {
	if pkg == nil || pkg == e.pkg || slices.ContainsFunc(judgedByName, func(s string) bool { return strings.Contains(pkg.Path(), s) }) {
		return false
	}
	return e.imports.MayRetry(pkg)
}

// functionMayRetry is packageMayRetry for one function of the package, and what it makes.
func (e *Engine) functionMayRetry(fn *types.Func) bool {
	return e.packageMayRetry(fn.Pkg()) && !e.imports.Steady(fn)
}

// wrapperMayRetry reports whether the function of another package that the send calls, or the value that it is
// a method of, comes from a package out of scope that may retry.
func (e *Engine) wrapperMayRetry(s *send.Send) bool {
	if e.imports == nil {
		return false
	}
	if fn := program.Called(s.Call.Common()); fn != nil && e.functionMayRetry(fn) {
		return true
	}
	return s.Client != nil && slices.ContainsFunc(e.origins(spot{s.Client, nil}), func(at spot) bool { return e.mayRetry(at.v) })
}

// takesMiddleware reports whether a function of another package gets functions that make clients or transports
// of clients or transports: what they make is not seen.
func (e *Engine) takesMiddleware(c *ssa.CallCommon) bool {
	return slices.ContainsFunc(e.outsideArgs(c), func(arg ssa.Value) bool {
		sig, ok := arg.Type().Underlying().(*types.Signature)
		return ok && yieldsClient(sig)
	})
}

// outsideArgs returns the arguments of a call of a function of another package, those of a list one by one.
func (e *Engine) outsideArgs(c *ssa.CallCommon) []ssa.Value {
	if callee := c.StaticCallee(); callee != nil && len(callee.Blocks) > 0 {
		return nil
	}
	var args []ssa.Value
	for _, arg := range c.Args {
		if vs, ok := elements.Of(arg); ok {
			args = append(args, vs...)
			continue
		}
		args = append(args, arg)
	}
	return args
}

// wrapped returns the clients and transports that what stands at the spot, and comes from another package, was made
// around: the arguments of the function that yields it, what its fields were set to. Such a wrapper (one that
// counts, traces, signs or caches) passes the answer on.
func (e *Engine) wrapped(at spot) []spot {
	var found []spot
	if call := callOf(at.v); call != nil {
		for _, arg := range e.outsideArgs(&call.Call) {
			switch {
			case isNamed(arg.Type(), "context", "Context"):
				found = append(found, e.clientsIn(spot{arg, at.in})...)
			case isClient(arg.Type()):
				found = append(found, spot{arg, at.in})
			}
		}
	}
	obj := namedOf(at.v.Type())
	if obj == nil || obj.Pkg() == nil || obj.Pkg() == e.pkg || obj.Pkg().Path() == "net/http" {
		return found
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return found
	}
	for i := range s.NumFields() {
		if !isClient(s.Field(i).Type()) {
			continue
		}
		for _, st := range e.fields[s.Field(i).Origin()] {
			if in, ok := e.setOn(at, st); ok {
				found = append(found, spot{st.Val, in})
			}
		}
	}
	return found
}

// clientsIn returns the clients that are values of a context, which golang.org/x/oauth2 sends through.
func (e *Engine) clientsIn(ctx spot) []spot {
	var found []spot
	for _, src := range e.spots(ctx) {
		call := callOf(src.v)
		if call == nil || calleeName(&call.Call) != "context.WithValue" {
			continue
		}
		if mi, ok := call.Call.Args[2].(*ssa.MakeInterface); ok && isClient(mi.X.Type()) {
			found = append(found, spot{mi.X, src.in})
		}
	}
	return found
}
