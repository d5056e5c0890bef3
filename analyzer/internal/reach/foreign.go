package reach

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// foreign evaluates a call of a function of another package that makes an error, of a text or of another error that it
// marks or puts into it: none of them yields nil for an error. Nil for other calls, and where no error is given.
func (r *run) foreign(call *ssa.Call, fn *types.Func) *value {
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() != nil || !isFailure(call.Type()) || sorts(fn.Name()) {
		return nil
	}
	var in []*value
	unsure := false
	for _, arg := range program.Arguments(&call.Call) {
		if !isError(arg.Type()) {
			continue
		}
		x := r.val(arg)
		if x == nil {
			return nil
		}
		unsure = unsure || x.isNil() >= 0
		if x.isNil() < 0 {
			in = append(in, x)
		}
	}
	switch {
	case len(in) > 0:
		return &value{kind: made, base: call, elems: append(in, doubtful)} // and what the function adds
	case !unsure && saysWhy(fn):
		return &value{kind: made, base: call, elems: r.variadic(call.Call.Args[len(call.Call.Args)-1])}
	}
	return nil
}

// isFailure reports whether t is an error.
func isFailure(t types.Type) bool {
	_, tuple := t.(*types.Tuple)
	return !tuple && types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// sorts reports whether a function, by its name, lets some errors pass and makes nothing of others.
func sorts(name string) bool {
	name = strings.ToLower(name)
	for _, verb := range []string{"ignore", "unwrap", "filter", "skip", "suppress", "drop", "allow", "unless", "except"} {
		if strings.Contains(name, verb) {
			return true
		}
	}
	return false
}

// saysWhy reports whether fn makes an error of a text: New, Errorf, Error, as packages like errors have them.
func saysWhy(fn *types.Func) bool {
	switch fn.Name() {
	case "New", "Newf", "Errorf", "Error":
	default:
		return false
	}
	for p := range fn.Signature().Params().Variables() {
		if b, ok := p.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return true
		}
	}
	return false
}
