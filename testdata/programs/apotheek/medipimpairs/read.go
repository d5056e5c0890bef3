// Package medipimpairs asks for status and code together.
package medipimpairs

import (
	"encoding/json"
	"errors"
	"net/http"
)

var (
	errMissing = errors.New("missing")
	errDenied  = errors.New("denied")
	errOther   = errors.New("other")
)

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: it decodes and hands up the code.
func codeOf(resp *http.Response) string {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return ""
	}
	return env.Error.Code
}

// Reported: a 404 is never about permission.
func inCase(resp *http.Response) error {
	code := codeOf(resp)
	switch resp.StatusCode {
	case http.StatusNotFound:
		if code == "not_authorized" { // want medipimpair/impossible
			return errDenied
		}
		return errMissing
	case http.StatusForbidden:
		if code == "not_authorized" {
			return errDenied
		}
	}
	return nil
}

// Reported: the one asks for 401, the other comes with 403.
func inAnd(resp *http.Response) bool {
	code := codeOf(resp)
	return resp.StatusCode == http.StatusUnauthorized && code == "not_authorized" // want medipimpair/impossible
}

// Silent: the one or the other.
func inOr(resp *http.Response) bool {
	code := codeOf(resp)
	return resp.StatusCode == http.StatusUnauthorized || code == "not_authorized"
}

// Reported: the early return took the 404s away.
func afterReturn(resp *http.Response) error {
	if resp.StatusCode == http.StatusNotFound {
		return nil
	}
	if codeOf(resp) == "not_found" { // want medipimpair/impossible
		return errMissing
	}
	return nil
}

// Silent: the early return took only some of the 404s away.
func afterSomeReturns(resp *http.Response, lenient bool) error {
	if resp.StatusCode == http.StatusNotFound && lenient {
		return nil
	}
	if codeOf(resp) == "not_found" {
		return errMissing
	}
	return nil
}

// Reported: the range begins at 500.
func inRange(resp *http.Response) error {
	if resp.StatusCode >= 500 {
		if codeOf(resp) == "bad_request" { // want medipimpair/impossible
			return errOther
		}
	}
	return nil
}

// Silent: the range has 400 and 403 in it.
func inWideRange(resp *http.Response) error {
	if resp.StatusCode >= 400 && resp.StatusCode < 500 {
		switch codeOf(resp) {
		case "bad_request", "not_authorized":
			return errOther
		}
	}
	return nil
}

// Reported: the hundred is 5.
func inHundred(resp *http.Response) bool {
	return resp.StatusCode/100 == 5 && codeOf(resp) == "endpoint_not_found" // want medipimpair/impossible
}

// Silent: the hundred is 4.
func inHundredRight(resp *http.Response) bool {
	return resp.StatusCode/100 == 4 && codeOf(resp) == "endpoint_not_found"
}
