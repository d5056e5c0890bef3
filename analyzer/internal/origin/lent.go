package origin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// Functions that are handed to a library come back in what it returns: a retry helper returns the
// error of the operation, a client the error of its middleware.

// lend notes the functions among the arguments of a library call.
func (e *Engine) lend(call ssa.CallInstruction) {
	for _, arg := range call.Common().Args {
		for _, fn := range e.functionOf(arg, 0) {
			e.lends[fn] = append(e.lends[fn], call)
		}
	}
}

// functionOf returns the functions that v is: itself, or what a function of the package made for it.
func (e *Engine) functionOf(v ssa.Value, depth int) []*ssa.Function {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return e.functionOf(v.X, depth)
	case *ssa.MakeClosure:
		return []*ssa.Function{v.Fn.(*ssa.Function)}
	case *ssa.Function:
		return []*ssa.Function{v}
	case *ssa.Call:
		maker := v.Call.StaticCallee()
		if _, isFunc := v.Type().Underlying().(*types.Signature); !isFunc || maker == nil || !e.ours(maker) || depth >= maxHandedOn {
			return nil
		}
		var out []*ssa.Function
		for _, b := range maker.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
				out = append(out, e.functionOf(ret.Results[0], depth+1)...)
			}
		}
		return out
	}
	return nil
}

// lentResult answers for path p of result i of a library call that is given functions: what they
// return as a result of the same type.
func (e *Engine) lentResult(call *ssa.Call, i int, p *path, fr *frame) Set {
	t := resultType(call, i)
	if e.isResponse(t) || p == nil && !scalar(t) {
		return nil
	}
	var s Set
	for _, arg := range program.Arguments(call.Common()) {
		if _, isFunc := arg.Type().Underlying().(*types.Signature); !isFunc {
			continue
		}
		for _, o := range e.value(arg, nil, call, fr) {
			if o.Kind == Func && e.ours(o.Fn) {
				s = s.add(e.yields(o.Fn, t, p, fr))
			}
		}
	}
	return s
}

// yields answers for path p of the results of fn that have type t, whoever calls it.
func (e *Engine) yields(fn *ssa.Function, t types.Type, p *path, fr *frame) Set {
	in, ok := e.enter(fn, nil, nil, fr)
	if !ok {
		return nil
	}
	var s Set
	for i := range fn.Signature.Results().Len() {
		if !types.Identical(fn.Signature.Results().At(i).Type(), t) {
			continue
		}
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
				s = s.add(e.value(ret.Results[i], p, ret, in).each(func(o *Origin) { o.take(ret.Pos(), "returned here") }))
			}
		}
	}
	return s
}

// A hook is a way for the errors of functions to come out of other calls.
type hook struct {
	out []names // the calls whose error it is
	in  []names // the calls that the functions are handed to
	own string  // or the methods of the package's types of this name
}

var hookRows = []hook{
	{
		out: []names{
			{"net/http", "*Client", "Do Get Head Post PostForm"},
			{"net/http", "RoundTripper", "RoundTrip"},
		},
		own: "RoundTrip",
	},
	{
		out: []names{{"github.com/go-resty/resty/v2", "*Request", "Get Head Post Put Patch Delete Options Execute Send"}},
		in:  []names{{"github.com/go-resty/resty/v2", "*Client", "OnAfterResponse OnBeforeRequest"}},
	},
	{
		out: []names{{"resty.dev/v3", "*Request", "Get Head Post Put Patch Delete Options Trace Execute Send"}},
		in:  []names{{"resty.dev/v3", "*Client", "OnAfterResponse AddResponseMiddleware SetResponseMiddlewares"}},
	},
	{
		out: []names{{"github.com/imroc/req/v3", "*Request", "Get Head Post Put Patch Delete Options Send"}},
		in: []names{
			{"github.com/imroc/req/v3", "*Client", "OnAfterResponse"},
			{"github.com/imroc/req/v3", "*Request", "OnAfterResponse"},
		},
	},
	{
		out: []names{{"github.com/carlmjohnson/requests", "*Builder", "Fetch Do"}},
		in:  []names{{"github.com/carlmjohnson/requests", "*Builder", "AddValidator Handle"}},
	},
	{
		out: []names{{"golang.org/x/sync/errgroup", "*Group", "Wait"}},
		in:  []names{{"golang.org/x/sync/errgroup", "*Group", "Go TryGo"}},
	},
	{
		out: []names{{"github.com/sourcegraph/conc/pool", "*ErrorPool", "Wait"}},
		in:  []names{{"github.com/sourcegraph/conc/pool", "*ErrorPool", "Go"}},
	},
}

// hooked answers for path p of the error of a library's function that functions of the package
// can put in.
func (e *Engine) hooked(name string, t types.Type, p *path) Set {
	h := known(name).errorOf
	if h == nil || !isError(t) {
		return nil
	}
	var s Set
	for _, fn := range e.methods[h.own] {
		s = s.add(e.yields(fn, t, p, nil))
	}
	if len(h.in) == 0 {
		return s
	}
	for _, fn := range e.Funcs {
		for _, call := range e.lends[fn] {
			if obj := program.Called(call.Common()); obj != nil && known(e.FullName(obj)).hooks == h {
				s = s.add(e.yields(fn, t, p, nil))
				break
			}
		}
	}
	return s
}
