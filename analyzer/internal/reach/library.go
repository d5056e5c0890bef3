package reach

import (
	"go/constant"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/elements"
	"github.com/medipimlint/medipimlint/analyzer/internal/httpstatus"
	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

func (r *run) builtin(name string, args []ssa.Value) *value {
	if name == "len" {
		switch x := r.val(args[0]); {
		case x == nil:
			return nil
		case x.kind == list:
			return intOf(len(x.elems))
		case x.kind == null:
			return intOf(0)
		default:
			if s, ok := x.text(); ok {
				return intOf(len(s))
			}
			return unknownFrom(x.judged)
		}
	}
	if name == "min" || name == "max" {
		return r.extreme(name == "min", args)
	}
	return anything
}

// extreme evaluates min and max of whole numbers.
func (r *run) extreme(least bool, args []ssa.Value) *value {
	var best *value
	for _, arg := range args {
		x := r.val(arg)
		if x == nil {
			return nil
		}
		n, ok := x.number()
		if !ok {
			return unknownFrom(x.judged)
		}
		if m, ok := best.number(); !ok || (n < m) == least {
			best = x
		}
	}
	return best
}

// library evaluates a call of a library function whose meaning is known. ok is false for others.
func (r *run) library(call *ssa.Call, fn *types.Func) (v *value, ok bool) {
	args := call.Call.Args
	get := func(i int) *value {
		if i < len(args) {
			if x := r.val(args[i]); x != nil {
				return x
			}
		}
		return anything
	}
	if program.Ends(&call.Call) {
		return &value{kind: never}, true
	}
	switch r.e.origins.FullName(fn) {
	case "errors.New":
		return &value{kind: made, base: call}, true
	case "fmt.Errorf", "errors.Join":
		return &value{kind: made, base: call, elems: r.variadic(args[len(args)-1])}, true
	case "errors.Is":
		return errorsIs(get(0), get(1)), true
	case "errors.As":
		return r.errorsAs(get(0), args[1]), true
	case "net/http.StatusText":
		if n, ok := get(0).number(); ok {
			return stringOf(httpstatus.Text(int(n))), true
		}
		return anything, true
	case "slices.Contains":
		return contains(get(0), get(1)), true
	case "slices.ContainsFunc":
		return r.containsFunc(get(0), get(1)), true
	case "slices.Index":
		if x := contains(get(0), get(1)); x.kind == konst && !constant.BoolVal(x.c) {
			return intOf(-1), true
		}
		return unknownFrom(get(1).kind == konst), true
	case "strconv.Itoa", "strconv.FormatInt":
		if n, ok := get(0).number(); ok && (len(args) == 1 || decimal(get(1))) {
			return stringOf(strconv.FormatInt(n, 10)), true
		}
		return anything, true
	case "fmt.Sprint":
		if args, ok := elements.Of(args[0]); ok && len(args) == 1 {
			if n, ok := r.val(args[0]).number(); ok {
				return stringOf(strconv.FormatInt(n, 10)), true
			}
		}
		return nil, false
	case "fmt.Sprintf":
		if s, ok := get(0).text(); !ok || s != "%d" && s != "%v" && s != "%03d" {
			return nil, false
		}
		if args, ok := elements.Of(args[1]); ok && len(args) == 1 {
			if n, ok := r.val(args[0]).number(); ok {
				return stringOf(strconv.FormatInt(n, 10)), true
			}
		}
		return nil, false
	case "strconv.Atoi":
		if s, ok := get(0).text(); ok {
			if n, err := strconv.Atoi(s); err == nil {
				return &value{kind: tuple, elems: []*value{intOf(n), nilValue}}, true
			}
		}
		return nil, false
	case "strings.HasPrefix", "strings.HasSuffix", "strings.Contains", "strings.EqualFold":
		test := map[string]func(s, t string) bool{
			"HasPrefix": strings.HasPrefix, "HasSuffix": strings.HasSuffix, "Contains": strings.Contains, "EqualFold": strings.EqualFold,
		}[fn.Name()]
		s, ok1 := get(0).text()
		t, ok2 := get(1).text()
		if ok1 && ok2 {
			return boolOf(test(s, t)), true
		}
		return unknownFrom(get(0).judged), true
	}
	return nil, false
}

func decimal(base *value) bool {
	n, ok := base.number()
	return ok && n == 10
}

// variadic returns the errors among the variadic arguments of a call.
func (r *run) variadic(v ssa.Value) []*value {
	if _, ok := v.(*ssa.Slice); !ok {
		return nil
	}
	args, ok := elements.Of(v)
	if !ok {
		return []*value{anything}
	}
	var in []*value
	for _, arg := range args {
		x := r.val(arg)
		if x != nil && (x.isError() || mayBeError(arg) && x.kind != null) {
			in = append(in, x)
		}
	}
	return in
}

// mayBeError reports whether a value that is passed as an any, or an error, is an error.
func mayBeError(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			return false
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return isError(v.Type())
		}
	}
}

// contains evaluates the search of x in a list.
func contains(l, x *value) *value {
	if l.kind == null {
		return boolOf(false)
	}
	if l.kind != list || x.kind != konst {
		return unknownFrom(l.judged || x.judged || x.kind == konst)
	}
	for _, el := range l.elems {
		if same, ok := equal(el, x); !ok {
			return doubtful
		} else if same {
			return boolOf(true)
		}
	}
	return boolOf(false)
}

// containsFunc evaluates slices.ContainsFunc with a function of the package.
func (r *run) containsFunc(l, f *value) *value {
	if l.kind != list || f.kind != function {
		return doubtful
	}
	result := boolOf(false)
	for _, el := range l.elems {
		x := r.enter(f.fn, []*value{el}, f.free)
		if yes, no := x.truth(); yes && !no {
			return x
		} else if yes {
			result = doubtful
		}
	}
	return result
}
