//medipimlint:client

// Package joinederrs joins, wraps and unwraps.
package joinederrs

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type bodyError struct {
	status int
	code   string
	text   string
}

// Error is silent: it formats.
func (e *bodyError) Error() string { return fmt.Sprintf("%d %s: %s", e.status, e.code, e.text) }

type lineError struct {
	status int
	code   string
}

// Error is silent: it formats.
func (e lineError) Error() string { return fmt.Sprintf("%d %s", e.status, e.code) }

// Silent: one error for each body.
func collect(bodies [][]byte) error {
	var errs []error
	for i, body := range bodies {
		var env envelope
		if err := json.Unmarshal(body, &env); err != nil {
			errs = append(errs, err)
			continue
		}
		e := &bodyError{env.Error.Status, env.Error.Code, env.Error.Message}
		errs = append(errs, fmt.Errorf("body %d: %w", i, e))
	}
	return errors.Join(errs...)
}

// Reported: errors.As finds it in what was joined.
func anyMissing(bodies [][]byte) bool {
	var e *bodyError
	if err := collect(bodies); errors.As(err, &e) {
		return e.status == http.StatusNotFound // want medipimstatus/branch
	}
	return false
}

// Reported: errors.AsType finds it too.
func anyGone(bodies [][]byte) bool {
	e, ok := errors.AsType[*bodyError](collect(bodies))
	return ok && e.status == http.StatusGone // want medipimstatus/branch
}

// Reported: each of the joined errors, asserted by hand.
func countServer(err error) (n int) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return 0
	}
	for _, one := range joined.Unwrap() {
		switch e := errors.Unwrap(one).(type) {
		case *bodyError:
			if e.status >= 500 { // want medipimstatus/branch
				n++
			}
		case lineError:
			if e.status >= 500 {
				n++
			}
		}
	}
	return n
}

// Silent: the error with the real status, by value.
func fromLine(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return errors.Join(err, lineError{status: resp.StatusCode})
	}
	return errors.Join(errors.New("refused"), lineError{resp.StatusCode, env.Error.Code})
}

// Silent: what was joined has the real status.
func lineMissing(resp *http.Response) bool {
	var e lineError
	return errors.As(fromLine(resp), &e) && e.status == http.StatusNotFound
}

// Reported: the joined error's code is another API's.
func anyThrottled(bodies [][]byte) bool {
	var e *bodyError
	return errors.As(collect(bodies), &e) && e.code == "rate_limit_exceeded" // want medipimcode/unknown
}

// Silent: what contains does is reported there.
func textSearched(bodies [][]byte) bool {
	var e *bodyError
	return errors.As(collect(bodies), &e) && contains(e)
}
