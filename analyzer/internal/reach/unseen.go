package reach

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// doubted returns x with everything that is not known in it marked as perhaps due to the status.
func doubted(x *value) *value {
	switch {
	case x.kind == unknown:
		return doubtful
	case x.kind == tuple:
		elems := make([]*value, len(x.elems))
		for i, el := range x.elems {
			elems[i] = doubted(el)
		}
		return &value{kind: tuple, elems: elems}
	}
	return x
}

// blank returns what a function yields that is not looked into.
func (r *run) blank(fn *ssa.Function, args []*value) *value {
	return spread(fn.Signature.Results(), unknownFrom(slices.ContainsFunc(args, telling)))
}

// telling reports whether a value may tell of the status.
func telling(x *value) bool {
	if x == nil {
		return false
	}
	switch x.kind {
	case answer:
		return true
	case list, object:
		return slices.ContainsFunc(x.elems, telling) || slices.ContainsFunc(sortedKeys(x.fields), func(f string) bool { return telling(x.fields[f]) })
	}
	return x.judged
}

// spread returns x for each of the results.
func spread(results *types.Tuple, x *value) *value {
	if results.Len() < 2 {
		return x
	}
	elems := make([]*value, results.Len())
	for i := range elems {
		elems[i] = x
	}
	return &value{kind: tuple, elems: elems}
}

// unseen evaluates a call of something that is not seen. What it yields may depend on the status if
// it gets the answer, its status, or a function that may look at it.
func (r *run) unseen(call *ssa.Call) *value {
	c := call.Common()
	args := program.Arguments(c)
	if x := r.scalar(call); x != nil {
		return x
	}
	judged := false
	fn, recv, _ := program.Callee(c)
	own := recv != nil && send.IsResponse(pointerTo(recv.Type())) && !accessors[fn.Name()] // a response that decodes itself
	if fn == nil || fn.Pkg() == nil || !indifferent[fn.Pkg().Path()] && !own {
		for _, a := range args {
			x := r.val(a)
			judged = judged || telling(x) || r.isStatus(a) || x != nil && x.kind == function && len(x.fn.Blocks) > 0 || r.hands(a)
		}
	}
	return spread(c.Signature().Results(), unknownFrom(judged))
}

// accessors are methods of libraries' responses whose result depends on the status.
var accessors = map[string]bool{
	"Error": true, "ResultError": true, "ErrorResult": true, "Result": true, "SuccessResult": true, "ResultState": true,
}

// hands reports whether a, the variadic arguments of a call, has the answer among them.
func (r *run) hands(v ssa.Value) bool {
	args, _ := elements.Of(v)
	return slices.ContainsFunc(args, func(x ssa.Value) bool { return telling(r.val(x)) })
}

// indifferent are packages whose functions do not look at an answer's status.
var indifferent = map[string]bool{
	"fmt": true, "log": true, "log/slog": true, "io": true, "bufio": true, "bytes": true, "strings": true,
	"net/http/httputil": true, "encoding/json": true, "time": true, "context": true, "sync": true, "sync/atomic": true,
}

// imported evaluates a call of a function of another package that its facts tell about.
func (r *run) imported(call *ssa.Call, fn *types.Func) *value {
	if fn == nil || r.e.facts == nil {
		return nil
	}
	rules := r.e.facts(fn)
	if len(rules) == 0 {
		return nil
	}
	args := program.Arguments(&call.Call)
	results := fn.Signature().Results()
	elems := make([]*value, results.Len())
	for i := range elems {
		elems[i] = anything
	}
	known := false
	for _, o := range rules {
		if o.Result >= len(elems) {
			continue
		}
		switch {
		case o.Param < 0: // it sends itself
			if !r.yieldsSubject(call) {
				continue
			}
		case o.Param < len(args):
			if x := r.val(args[o.Param]); x == nil || x.kind != answer && !r.isStatus(args[o.Param]) {
				continue
			}
		}
		known = true
		elems[o.Result] = o.outcome(r.sc.alike, results.At(o.Result).Type())
	}
	if !known {
		return nil
	}
	if len(elems) == 1 {
		return elems[0]
	}
	return &value{kind: tuple, elems: elems}
}

// yieldsSubject reports whether one of the call's results is the answer.
func (r *run) yieldsSubject(call *ssa.Call) bool {
	for _, ref := range program.Uses(call) {
		if x, ok := ref.(*ssa.Extract); ok && r.isSubject(x) {
			return true
		}
	}
	return r.isSubject(call)
}
