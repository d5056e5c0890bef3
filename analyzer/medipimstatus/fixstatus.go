package medipimstatus

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// A success is an answer of the API that succeeds: its HTTP status, and a body in which nothing stands
// under error. It tells what the program's values are then.
type success struct {
	*fixer
	status int64

	carried bool                       // the value travelled: those that the program makes of constants stay as they are
	bound   map[*ssa.Parameter][]int64 // what a function gets
	busy    map[ssa.Value]bool
	depth   int
}

func (f *fixer) success(status int64) *success {
	return &success{fixer: f, status: status, busy: map[ssa.Value]bool{}}
}

// canBe reports whether an answer with the status s can come to the branch.
func (f *fixer) canBe(pl *plan, s int64) bool {
	w := f.success(s)
	if pl.holder != nil {
		return slices.ContainsFunc(pl.holder.built, func(at ssa.Instruction) bool { return w.comesTo(at, 0) })
	}
	return slices.ContainsFunc(f.places(pl.at), func(at *ssa.DebugRef) bool { return w.comesTo(at, 0) })
}

// comesTo reports whether no condition that at stands behind excludes the answer; if all callers of a
// function exclude it, so does the function.
func (w *success) comesTo(at ssa.Instruction, depth int) bool {
	if !w.enters(at.Block()) {
		return false
	}
	calls := w.Origins.Callers(at.Parent())
	if depth > 3 || len(calls) == 0 {
		return true
	}
	return slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool { return w.comesTo(call, depth+1) })
}

// enters reports whether no condition in its function keeps the answer from a block.
func (w *success) enters(b *ssa.BasicBlock) bool {
	for ; b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) == 1 && !w.goes(b.Preds[0], b) {
			return false
		}
	}
	return true
}

// goes reports whether control can go from a block to one of its successors.
func (w *success) goes(from, to *ssa.BasicBlock) bool {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return true
	}
	cond, known := w.holds(branch.Cond)
	return !known || cond == (from.Succs[0] == to)
}

// holds returns the outcome of a condition.
func (w *success) holds(cond ssa.Value) (value, known bool) {
	switch cond := cond.(type) {
	case *ssa.Const:
		return cond.Value != nil && cond.Value.Kind() == constant.Bool && constant.BoolVal(cond.Value), cond.Value != nil
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			value, known = w.holds(cond.X)
			return !value, known
		}
	case *ssa.BinOp:
		xs, ok := w.numbers(cond.X)
		if !ok || !isComparison(cond.Op) {
			return false, false
		}
		ys, ok := w.numbers(cond.Y)
		if !ok {
			return false, false
		}
		return compareAll(xs, cond.Op, ys)
	}
	return false, false
}

// numbers returns what v can be as a number, nil and "" being 0. ok is false if that cannot be told.
func (w *success) numbers(v ssa.Value) (out []int64, ok bool) {
	if w.busy[v] {
		return nil, true // around a loop, it adds nothing
	}
	w.busy[v] = true
	defer delete(w.busy, v)
	switch v := v.(type) {
	case *ssa.Const:
		n, ok := constValue(v)
		return []int64{n}, ok
	case *ssa.Convert:
		if isNumber(v.Type()) == isNumber(v.X.Type()) {
			return w.numbers(v.X)
		}
	case *ssa.ChangeType:
		return w.numbers(v.X)
	case *ssa.MakeInterface:
		return w.numbers(v.X)
	case *ssa.Parameter:
		if ns, ok := w.bound[v]; ok {
			return ns, true
		}
		if ns, ok := w.passed(v); ok {
			return ns, true
		}
	case *ssa.BinOp:
		xs, ok := w.numbers(v.X)
		ys, ok2 := w.numbers(v.Y)
		if ok && ok2 {
			return combine(xs, ys, func(x, y int64) (int64, bool) { return calculate(x, v.Op, y) })
		}
		return nil, false
	case *ssa.Phi:
		return w.joined(v)
	case *ssa.Call:
		if ns, ok := w.returned(v, 0); ok {
			return ns, true
		}
	case *ssa.Slice:
		if ns, ok := w.numbers(v.X); ok && v.Low == nil && isString(v.Type()) && isOne(v.High) {
			return combine(ns, []int64{1}, func(x, _ int64) (int64, bool) { return firstDigit(x), true })
		}
	case *ssa.Index:
		if n, ok := v.Index.(*ssa.Const); ok && isString(v.X.Type()) && n.Int64() == 0 {
			ns, ok := w.numbers(v.X)
			out, _ := combine(ns, []int64{'0'}, func(x, y int64) (int64, bool) { return y + firstDigit(x), true })
			return out, ok
		}
	case *ssa.Extract:
		if call, isCall := v.Tuple.(*ssa.Call); isCall {
			if ns, ok := w.returned(call, v.Index); ok {
				return ns, true
			}
		}
	}
	return w.read(v)
}

// read tells by its origins what a value is that comes from memory or a library.
func (w *success) read(v ssa.Value) (out []int64, ok bool) {
	set, asked := w.resolved[v]
	switch {
	case w.bound != nil:
		set = w.Origins.Of(v)
	case !asked:
		set = w.Origins.Resolve(v)
		w.resolved[v] = set
	}
	body, kept := false, false
	for _, o := range set {
		switch {
		case o.Part || o.Composed:
			return nil, false
		case o.Kind == origin.Param && w.bound[o.Param] != nil:
			out = append(out, w.bound[o.Param]...) // an element of it
		case o.Kind == origin.Body && (o.Path == origin.PathError || strings.HasPrefix(o.Path, origin.PathError+".")) && isScalar(v.Type()):
			body = true
		case o.Kind == origin.HTTP && o.Hidden:
			kept = true // the body does not overwrite it
		case o.Kind == origin.HTTP:
			out = append(out, w.status)
		case w.carried && o.Kind != origin.Body:
		case o.Kind == origin.Const:
			n, ok := constValue(o.Const)
			if !ok {
				return nil, false
			}
			out = append(out, n)
		default:
			return nil, false
		}
	}
	switch {
	case kept:
		out = append(out, w.status)
	case body:
		out = append(out, 0)
	}
	return out, len(out) > 0
}

// joined returns what a variable can be where ways meet.
func (w *success) joined(phi *ssa.Phi) (out []int64, ok bool) {
	for i, edge := range phi.Edges {
		pred := phi.Block().Preds[i]
		if !w.goes(pred, phi.Block()) || !w.enters(pred) {
			continue
		}
		ns, ok := w.numbers(edge)
		if !ok {
			return nil, false
		}
		out = append(out, ns...)
	}
	return out, true
}

// isScalar reports whether a value of type t is 0, "" or nil where the body has none.
func isScalar(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Interface, *types.Map, *types.Slice:
		return true
	}
	return false
}
