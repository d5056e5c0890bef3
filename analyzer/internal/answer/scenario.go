package answer

import (
	"strconv"

	"github.com/medipimlint/medipimlint/analyzer/internal/catalog"
)

// Status is the HTTP status of an answer, as a scenario of the walk.
type Status int

// Statuses that stand for a class, or for no answer at all.
const (
	Failed   Status = -1  // the send returned an error, no response
	Other4xx Status = 418 // any client error that the catalog does not name
	Redirect Status = 304
	Limited  Status = 429
)

// Statuses are the statuses that an answer can have: the catalog's, and one or several for each class
// besides.
var Statuses = []Status{200, 204, Redirect, 400, 401, 403, 404, 405, 422, Limited, Other4xx, 500, 502, 503, 504}

// IsError reports whether s is a 4xx or 5xx.
func (s Status) IsError() bool { return s >= 400 }

// OK reports whether s is a 2xx.
func (s Status) OK() bool { return s >= 200 && s < 300 }

func (s Status) String() string {
	if s == Failed {
		return "no answer"
	}
	return strconv.Itoa(int(s))
}

// Set is a set of statuses.
type Set uint32

// All is the set of all statuses.
var All = func() Set {
	var s Set
	for _, status := range Statuses {
		s = s.With(status)
	}
	return s
}()

// With returns s with status added.
func (s Set) With(status Status) Set {
	for i, st := range Statuses {
		if st == status {
			return s | 1<<i
		}
	}
	return s
}

// Has reports whether status is in s.
func (s Set) Has(status Status) bool { return s&Set(0).With(status) != 0 }

// Errors returns the 4xx and 5xx of s.
func (s Set) Errors() Set {
	var errs Set
	for _, status := range Statuses {
		if status.IsError() && s.Has(status) {
			errs = errs.With(status)
		}
	}
	return errs
}

// List returns the statuses in s, in ascending order of class.
func (s Set) List() []Status {
	var list []Status
	for _, status := range Statuses {
		if s.Has(status) {
			list = append(list, status)
		}
	}
	return list
}

// scenario is what the walk takes for granted of the answer that it follows.
type scenario struct {
	status     Status
	retryAfter bool // the answer has a Retry-After header
}

// codes returns the error codes that the answer's body can have.
func (s scenario) codes(cat *catalog.Catalog) []string {
	if !s.status.IsError() {
		return nil
	}
	if codes := cat.ByStatus(int(s.status)); len(codes) > 0 {
		return codes
	}
	return []string{"\x00another code"}
}
