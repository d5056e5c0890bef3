package reach

import (
	"fmt"
	"go/types"
	"slices"
)

// An Outcome says what a function of a package makes of an answer's status: which of its results is
// an error, or true, under which statuses. Facts carry it to other packages.
type Outcome struct {
	Param  int    // the parameter that is the response or its status, the receiver first; -1 if the function sends itself
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
func (o Outcome) outcome(status int, t types.Type) *value {
	in := func(spans []Span) bool {
		return slices.ContainsFunc(spans, func(s Span) bool { return s.From <= status && status <= s.To })
	}
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
