package apierrors

import (
	"errors"
	"net/http"
	"slices"
	"time"
)

// The number in the error was copied from the body, and decides.
func IsMissing(err error) bool {
	var e *MedipimError
	return errors.As(err, &e) && e.Status == http.StatusNotFound // want medipimstatus/branch
}

// The same through the generic form of errors.As.
func IsDenied(err error) bool {
	e, ok := errors.AsType[*MedipimError](err)
	return ok && e.StatusCode() == http.StatusForbidden // want medipimstatus/branch
}

// The closure searches its list for the body's number.
func ByStatus(statuses ...int) func(error) bool {
	return func(err error) bool {
		e, ok := errors.AsType[*MedipimError](err)
		return ok && slices.Contains(statuses, e.Status) // want medipimstatus/branch
	}
}

// Clear is made of a closure: the literals are no value from the body.
var Clear = ByStatus(http.StatusNotFound, http.StatusGone)

var retryTable = []struct {
	status int
	wait   time.Duration
}{
	{http.StatusTooManyRequests, time.Second},
	{http.StatusInternalServerError, 3 * time.Second},
}

// A table of delays is searched for the body's number.
func Delay(err error) (time.Duration, bool) {
	e, ok := errors.AsType[*MedipimError](err)
	if !ok {
		return 0, false
	}
	for _, row := range retryTable {
		if row.status == e.Status { // want medipimstatus/branch
			return row.wait, true
		}
	}
	return 0, false
}

// A table of delays is searched for the code: the code is what one decides on.
func DelayByCode(err error) (time.Duration, bool) {
	waits := map[string]time.Duration{"too_many_requests": time.Second, "server_error": 3 * time.Second}
	e, ok := errors.AsType[*MedipimError](err)
	if !ok {
		return 0, false
	}
	wait, ok := waits[e.Code]
	return wait, ok
}
