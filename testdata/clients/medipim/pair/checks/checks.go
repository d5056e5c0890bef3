// Package checks asks for the code in functions of its own, one by one, in lists and behind interfaces.
package checks

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// APIError is an error of the API.
type APIError struct {
	HTTP    int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *APIError) Error() string { return fmt.Sprintf("%d %s: %s", e.HTTP, e.Code, e.Message) }

func parse(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env struct {
		Error *APIError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	env.Error.HTTP = resp.StatusCode
	return env.Error
}

var ErrHopeless = errors.New("hopeless")

func Classify(err error) error {
	e, ok := errors.AsType[*APIError](err)
	if !ok {
		return err
	}
	if e.HTTP == http.StatusNotFound {
		checks := []func(*APIError) bool{
			func(e *APIError) bool { return e.Code == "endpoint_not_found" },
			func(e *APIError) bool { return e.Code == "server_error" }, // want medipimpair/impossible
		}
		for _, check := range checks {
			if check(e) {
				return ErrHopeless
			}
		}
	}
	return err
}

func isFailed(e *APIError) bool { return e.Code == "validation_failed" } // want medipimpair/impossible
func isBad(e *APIError) bool    { return e.Code == "bad_request" }

func Invalid(e *APIError) bool {
	if e.HTTP != http.StatusBadRequest {
		return false
	}
	for _, check := range []func(*APIError) bool{isBad, isFailed} {
		if check(e) {
			return true
		}
	}
	return false
}

var open = []func(*APIError) bool{
	func(e *APIError) bool { return e.Code == "not_authorized" },
	func(e *APIError) bool { return e.Code == "not_found" },
}

func Hidden(e *APIError) bool {
	if e.HTTP == 404 || e.HTTP == 403 {
		for _, check := range open {
			if check(e) {
				return true
			}
		}
	}
	return false
}

func server(e *APIError) bool { return e.Code == "server_error" }

// both is used with an open status too.
func Both(e *APIError) bool {
	for _, check := range []func(*APIError) bool{server} {
		if e.HTTP >= 500 && check(e) {
			return true
		}
	}
	return server(e)
}

func direct(e *APIError) bool {
	if e.HTTP != http.StatusBadRequest {
		return false
	}
	check := isRefused
	return check(e)
}

func isRefused(e *APIError) bool { return e.Code == "validation_failed" } // want medipimpair/impossible

func local(err error) error {
	e, ok := errors.AsType[*APIError](err)
	if ok && e.HTTP == http.StatusNotFound {
		for _, check := range []func() bool{
			func() bool { return e.Code == "endpoint_not_found" },
			func() bool { return e.Code == "server_error" }, // want medipimpair/impossible
		} {
			if check() {
				return ErrHopeless
			}
		}
	}
	return err
}

func static(e *APIError) bool {
	if e.HTTP != http.StatusBadRequest {
		return false
	}
	return isInvalid(e)
}

func isInvalid(e *APIError) bool { return e.Code == "validation_failed" } // want medipimpair/impossible

// Checks are for others too.
var Checks = []func(*APIError) bool{
	func(e *APIError) bool { return e.Code == "validation_failed" },
	isBadPath,
}

func isBadPath(e *APIError) bool { return e.Code == "endpoint_not_found" }

func Gone(e *APIError) bool {
	if e.HTTP != http.StatusBadRequest {
		return false
	}
	for _, check := range Checks {
		if check(e) {
			return true
		}
	}
	return false
}

// Check is handed out.
func Check(e *APIError) func(*APIError) bool {
	f := func(e *APIError) bool { return e.Code == "validation_failed" }
	if e.HTTP == http.StatusNotFound && f(e) {
		return nil
	}
	return f
}

// Rule is asked by others.
type Rule struct{ Match func(*APIError) bool }

func NewRule(e *APIError) Rule {
	r := Rule{Match: func(e *APIError) bool { return e.Code == "validation_failed" }}
	if e.HTTP == http.StatusNotFound && r.Match(e) {
		return Rule{}
	}
	return r
}

type matcher interface{ match(*APIError) bool }

type byCode struct{}

func (byCode) match(e *APIError) bool { return e.Code == "server_error" } // want medipimpair/impossible

type byOther struct{}

func (byOther) match(e *APIError) bool { return e.Code == "not_found" }

func Any(e *APIError) bool {
	if e.HTTP != 404 {
		return false
	}
	for _, m := range []matcher{byCode{}, byOther{}} {
		if m.match(e) {
			return true
		}
	}
	return false
}

// Without regard to case it is the same code.
func folded(e *APIError) bool {
	return e.HTTP == http.StatusForbidden && strings.EqualFold(e.Code, "Not_Found") || // want medipimpair/impossible
		e.HTTP == http.StatusForbidden && strings.EqualFold(e.Code, "NOT_AUTHORIZED")
}
