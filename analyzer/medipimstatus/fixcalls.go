package medipimstatus

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
)

// passed returns what the callers of a function pass, if all of them are known.
func (w *success) passed(prm *ssa.Parameter) (out []int64, ok bool) {
	fn := prm.Parent()
	i := slices.Index(fn.Params, prm)
	calls := w.Origins.Callers(fn)
	if obj := fn.Object(); obj != nil && obj.Exported() || obj == nil && !isOnlyCalled(fn) || len(calls) == 0 || w.depth > 2 {
		return nil, false
	}
	w.depth++
	defer func() { w.depth-- }()
	for _, call := range calls {
		if call.Common().StaticCallee() != fn || i < 0 {
			return nil, false
		}
		ns, ok := w.numbers(call.Common().Args[i])
		if !ok {
			return nil, false
		}
		out = append(out, ns...)
	}
	return out, len(out) > 0
}

// isOnlyCalled reports whether a function literal is nothing but called where it is declared.
func isOnlyCalled(fn ssa.Value) bool {
	refs := fn.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.MakeClosure:
			if !isOnlyCalled(ref) {
				return false
			}
		case *ssa.Call:
			if ref.Call.Value != fn || slices.Contains(ref.Call.Args, fn) {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// returned returns what a call yields as its i-th result.
func (w *success) returned(call *ssa.Call, i int) (out []int64, ok bool) {
	args := call.Call.Args
	if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && (builtin.Name() == "min" || builtin.Name() == "max") {
		out, ok = w.numbers(args[0])
		for _, arg := range args[1:] {
			ns, known := w.numbers(arg)
			if !ok || !known {
				return nil, false
			}
			out, ok = combine(out, ns, func(x, y int64) (int64, bool) {
				if builtin.Name() == "min" {
					return min(x, y), true
				}
				return max(x, y), true
			})
		}
		return out, ok
	}
	fn := call.Call.StaticCallee()
	if fn == nil {
		return nil, false
	}
	if obj, ok := fn.Object().(*types.Func); ok && i == 0 {
		switch name := obj.FullName(); {
		case conversions[name] && len(args) == 1 || name == "strconv.Atoi" || name == "strconv.FormatInt":
			if list, ok := listed(args[0]); ok && len(list) == 1 {
				return w.numbers(list[0])
			}
			return w.numbers(args[0])
		case name == "fmt.Sprintf":
			list, ok := listed(args[1])
			verb, isConst := args[0].(*ssa.Const)
			if ok && len(list) == 1 && isConst && numberVerbs[constant.StringVal(verb.Value)] {
				return w.numbers(list[0])
			}
		case name == "cmp.Or":
			return w.firstSet(args[0])
		}
	}
	bound := map[*ssa.Parameter][]int64{}
	for j, prm := range fn.Params {
		if ns, ok := w.numbers(args[j]); ok && isScalar(prm.Type()) {
			bound[prm] = ns
		}
	}
	return w.results(fn, bound, i)
}

// results returns what a function yields as its i-th result for what it gets.
func (w *success) results(fn *ssa.Function, bound map[*ssa.Parameter][]int64, i int) (out []int64, ok bool) {
	if w.depth > 2 || len(fn.Blocks) == 0 {
		return nil, false
	}
	outer := w.bound
	w.bound = bound
	w.depth++
	defer func() { w.bound = outer; w.depth-- }()
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || !w.enters(b) {
			continue
		}
		ns, ok := w.numbers(ret.Results[i])
		if !ok {
			return nil, false
		}
		out = append(out, ns...)
	}
	return out, len(out) > 0
}

// firstSet returns the first of the elements of a list that is not 0.
func (w *success) firstSet(list ssa.Value) ([]int64, bool) {
	values, ok := listed(list)
	out := []int64{0}
	for _, v := range values {
		ns, known := w.numbers(v)
		if !ok || !known {
			return nil, false
		}
		out, _ = combine(out, ns, func(x, y int64) (int64, bool) {
			if x != 0 {
				return x, true
			}
			return y, true
		})
	}
	return out, ok
}

// listed returns the variadic arguments that a call gets as one list.
func listed(list ssa.Value) (out []ssa.Value, ok bool) {
	slice, ok := list.(*ssa.Slice)
	if !ok {
		return nil, false
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil, false
	}
	for _, ref := range program.Uses(array) {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range program.Uses(elem) {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(elem) {
				out = append(out, st.Val)
			}
		}
	}
	return out, true
}

func isOne(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value != nil && c.Int64() == 1
}
