package answer

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// libraryConditions are conditions that libraries have, by the answers that they ask to repeat. How each behaves was
// run: testdata/libraries/behaviour.
var libraryConditions = map[string]func(Status) bool{
	"resty.dev/v3.RetryConditionStatusTooManyRequests": func(s Status) bool { return s == Limited },
	"resty.dev/v3.RetryConditionStatus5XX":             func(s Status) bool { return s >= 500 },
	"resty.dev/v3.RetryConditionStatusZero":            func(Status) bool { return false },

	"github.com/hashicorp/go-retryablehttp.DefaultRetryPolicy":         temporary,
	"github.com/hashicorp/go-retryablehttp.ErrorPropagatedRetryPolicy": temporary,
}

func temporary(s Status) bool { return s == Failed || s == Limited || s >= 500 && s != 501 }

// byName tells whether a library's own condition covers a 429.
func byName(name string) tri {
	if covers := libraryConditions[name]; covers != nil {
		return triOf(covers(Limited))
	}
	return maybe
}

// libraryCondition evaluates a call of a library's own condition about the answer; nil for other calls.
func (w *walk) libraryCondition(st *state, call *ssa.Call, name string) *value {
	covers := libraryConditions[name]
	if covers == nil {
		return nil
	}
	about := w.status() == Failed
	for _, arg := range call.Call.Args {
		about = about || w.val(st, arg).kind == response
	}
	if !about {
		return nil
	}
	v := boolOf(covers(w.status())).tainted(carries)
	if _, several := call.Type().(*types.Tuple); several {
		return tupleOf(v, nilValue)
	}
	return v
}
