package reach

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// An Outcome says what a function of a package makes of an answer's status: which of its results is
// an error, or true, under which statuses. Facts carry it to other packages.
type Outcome struct {
	Param  int    // the parameter that is the response or its status, the receiver first; -1 if the function sends itself, or yields what does
	Result int    // the result, an error or a bool
	Yes    []Span // statuses for which the result is certainly not nil, or true
	No     []Span // statuses for which it is certainly nil, or false
}

// A Span is a range of statuses, both ends included.
type Span struct{ From, To int }

func (o Outcome) String() string {
	return fmt.Sprintf("result%d of %d: %v/%v", o.Result, o.Param, o.Yes, o.No)
}

// outcome returns the result, of type t, for a status.
func (o Outcome) outcome(a *alike, t types.Type) *value {
	in := func(spans []Span) bool { return a.is(func(status int) bool { return o.has(spans, status) }) }
	switch {
	case isError(t) && in(o.Yes):
		return some
	case isError(t) && in(o.No):
		return nilValue
	case in(o.Yes):
		return boolOf(true)
	case in(o.No):
		return boolOf(false)
	}
	return anything
}

func (o Outcome) has(spans []Span, status int) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.From <= status && status <= s.To })
}

// Outcomes returns what fn makes of the status of its parameter param, the receiver first, or, if param
// is negative, of the answers of its own sends. Results that no status decides are left out.
func (e *Engine) Outcomes(fn *ssa.Function, param int) []Outcome {
	in := &view{fn: fn, places: map[place]bool{}, sends: map[ssa.Value]bool{}}
	if param < 0 {
		in.sends = e.returnedAnswers(fn)
		if len(in.sends) == 0 {
			return nil
		}
	} else {
		in.places[placeOf(fn.Params[param])] = true
	}
	results := fn.Signature.Results()
	out := make([]Outcome, results.Len())
	for i := range out {
		out[i] = Outcome{Param: param, Result: i}
	}
	e.begin("")
	runs := e.evaluate(in, "")
	if e.work <= 0 {
		return nil
	}
	for i := range out {
		var yes, no Set
		for _, r := range runs {
			x := r.result
			if x == nil { // it never comes back
				yes = append(yes, r.statuses...)
				continue
			}
			if x.kind == tuple {
				x = x.elems[i]
			}
			switch y, n := decided(x, results.At(i).Type()); {
			case y:
				yes = append(yes, r.statuses...)
			case n:
				no = append(no, r.statuses...)
			}
		}
		out[i].Yes, out[i].No = e.spans(yes), e.spans(no)
	}
	return slices.DeleteFunc(out, func(o Outcome) bool { return len(o.Yes) == 0 })
}

// decided reports whether x, a result of type t, is certainly an error or true, or certainly nil or false.
func decided(x *value, t types.Type) (yes, no bool) {
	if isError(t) {
		n := x.isNil()
		return n < 0, n > 0
	}
	if x.kind != konst || x.c.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(x.c), !constant.BoolVal(x.c)
}

// spans returns the spans of the statuses in s.
func (e *Engine) spans(s Set) []Span {
	var out []Span
	for _, status := range e.statuses {
		if s.Has(status) {
			out = e.extend(out, status)
		}
	}
	return out
}

// extend adds status to the spans, which cover all statuses between two that are looked at.
func (e *Engine) extend(spans []Span, status int) []Span {
	i := slices.Index(e.statuses, status)
	if n := len(spans); n > 0 && i > 0 && spans[n-1].To >= e.statuses[i-1] {
		spans[n-1].To = status
		return spans
	}
	return append(spans, Span{status, status})
}

// returnedAnswers returns the answers that the responses which fn returns can be.
func (e *Engine) returnedAnswers(fn *ssa.Function) map[ssa.Value]bool {
	out := map[ssa.Value]bool{}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, v := range ret.Results {
			if !send.IsResponse(v.Type()) {
				continue
			}
			for _, a := range e.origins.Answers(v) {
				if _, param := a.(*ssa.Parameter); a != nil && !param {
					out[a] = true
				}
			}
		}
	}
	return out
}

// Refused returns, as the outcome of a send through it, for which statuses each of the round trippers fns yields
// an error.
func (e *Engine) Refused(fns []*ssa.Function) []Outcome {
	o := Outcome{Param: -1, Result: 1}
	for _, status := range e.statuses {
		if !slices.ContainsFunc(fns, func(fn *ssa.Function) bool { return !e.transports.refused(fn).Has(status) }) {
			o.Yes = e.extend(o.Yes, status)
		}
	}
	if len(fns) == 0 || len(o.Yes) == 0 {
		return nil
	}
	return []Outcome{o}
}
