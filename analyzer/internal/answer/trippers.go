package answer

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// Trippers returns the functions of the package that the send goes through (the RoundTrip of its
// client's transport, the Do of a client of the package's own), and whether it can also go by none
// of them.
func (e *Engine) Trippers(s *send.Send) (fns []*ssa.Function, direct bool) {
	w := e.through(s)
	for _, t := range w.trippers {
		fns = append(fns, t.fn)
	}
	return fns, w.direct || w.settled
}
