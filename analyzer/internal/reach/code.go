package reach

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/origin"
)

// isCode reports whether v is the error code of the answer's body.
func (r *run) isCode(v ssa.Value) bool {
	b, ok := v.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsString == 0 || !r.sees(v) {
		return false
	}
	if r.sc.in.places[placeOf(v)] || r.isCompared(v) {
		return true // the subject's code, by itself
	}
	here := r.e.here(v)
	if len(here) == 0 {
		return false
	}
	ours := true
	for _, o := range here {
		if o.Kind != origin.Body || o.Path != origin.PathCode || o.Part || o.Stream || o.Fold != 0 {
			return false
		}
		ours = ours && o.Answer != nil && r.sc.in.places[answerPlace(o)]
	}
	if ours {
		return true
	}
	for _, p := range placeOf(v).parents() {
		if r.sc.in.places[p] {
			return true
		}
	}
	return false
}

// isCompared reports whether v is the code that the question is about, or was given to the function in the same place.
func (r *run) isCompared(v ssa.Value) bool {
	code := r.sc.in.code
	if code == nil || v == code {
		return code != nil
	}
	at := placeOf(v)
	_, given := at.root.(*ssa.Parameter)
	return given && at == placeOf(code)
}
