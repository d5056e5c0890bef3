package medipimretry

import (
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/answer"
	"github.com/medipimlint/medipimlint/analyzer/internal/rule"
)

// consulted returns the call that hands a list to the function with r's condition, which only looks into what
// it is handed: contains(codes, status). Nil if the list is the function's own, or which call it is is not clear.
func consulted(p *rule.Pass, r *answer.Report) analysis.Range {
	test, ok := r.Cond.Test.(ssa.Instruction)
	if !ok || !looksInto(r.Cond.Test) {
		return nil
	}
	calls := p.Origins.Callers(test.Parent())
	if r.Send != nil {
		here := slices.DeleteFunc(slices.Clone(calls), func(c ssa.CallInstruction) bool { return c.Parent() != r.Send.Call.Parent() })
		if len(here) > 0 {
			calls = here[:1]
		}
	}
	if len(calls) != 1 {
		return nil
	}
	return callAt(p, calls[0])
}

// looksInto reports whether a test compares with an element of a list, or looks into a map, that is a parameter
// of its function.
func looksInto(test ssa.Value) bool {
	switch x := test.(type) {
	case *ssa.BinOp:
		return isElement(x.X) || isElement(x.Y)
	case *ssa.Lookup:
		return isParameter(x.X)
	case *ssa.Extract:
		return looksInto(x.Tuple)
	case *ssa.Call:
		fn := x.Call.StaticCallee()
		return fn != nil && len(fn.Blocks) == 0 && len(x.Call.Args) == 2 && isParameter(x.Call.Args[0])
	}
	return false
}

// isElement reports whether v is an element of a list that is a parameter.
func isElement(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.Convert:
		return isElement(x.X)
	case *ssa.ChangeType:
		return isElement(x.X)
	case *ssa.UnOp:
		at, ok := x.X.(*ssa.IndexAddr)
		return ok && isParameter(at.X)
	case *ssa.Index:
		return isParameter(x.X)
	case *ssa.Extract:
		next, ok := x.Tuple.(*ssa.Next)
		if !ok {
			return false
		}
		over, ok := next.Iter.(*ssa.Range)
		return ok && isParameter(over.X)
	}
	return false
}

func isParameter(v ssa.Value) bool {
	if x, ok := v.(*ssa.ChangeType); ok {
		v = x.X
	}
	_, ok := v.(*ssa.Parameter)
	return ok
}
