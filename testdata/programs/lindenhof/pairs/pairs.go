// Package medipimpairs asks for the status and for the code.
package medipimpairs

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

const (
	codeNotFound = "not_found"
	codeServer   = "server_error"
	codeDenied   = "not_authorized"
	codeSecret   = "authentication.invalid_api_secret"
)

type doc struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func code(b []byte) string {
	var d doc
	_ = json.Unmarshal(b, &d)
	return d.Error.Code
}

// Two conditions in one and, and they exclude each other.
func andWrong(resp *http.Response, b []byte) bool {
	return resp.StatusCode == http.StatusForbidden && code(b) == codeSecret // want medipimpair/impossible
}

// Two conditions in one and, and they go together.
func andRight(resp *http.Response, b []byte) bool {
	return resp.StatusCode == http.StatusForbidden && code(b) == codeDenied
}

// The or leaves the status open on its right side.
func orOpen(resp *http.Response, b []byte) bool {
	return resp.StatusCode == http.StatusForbidden || code(b) == codeSecret
}

// The range leaves the code of a lookup out.
func rangeWrong(resp *http.Response, b []byte) string {
	if resp.StatusCode >= 500 && resp.StatusCode <= 599 {
		if code(b) == codeNotFound { // want medipimpair/impossible
			return "absent"
		}
		return "vendor"
	}
	return ""
}

// The range holds the code of a broken server.
func rangeRight(resp *http.Response, b []byte) string {
	if resp.StatusCode >= 500 && resp.StatusCode <= 599 {
		if code(b) == codeServer {
			return "reported"
		}
		return "proxy"
	}
	return ""
}

// The class leaves the server's code out.
func classWrong(resp *http.Response, b []byte) string {
	switch resp.StatusCode / 100 {
	case 4:
		if c := code(b); c == codeServer { // want medipimpair/impossible
			return "vendor"
		}
		return "ours"
	case 5:
		return "theirs"
	}
	return ""
}

// The class holds several codes.
func classRight(resp *http.Response, b []byte) string {
	switch resp.StatusCode / 100 {
	case 4:
		switch code(b) {
		case codeNotFound, codeDenied, codeSecret:
			return "ours"
		}
	case 5:
		if code(b) == codeServer {
			return "theirs"
		}
	}
	return ""
}

// The early return took the status that the code comes with.
func earlyWrong(resp *http.Response, b []byte) error {
	if resp.StatusCode == http.StatusNotFound {
		return errors.New("absent")
	}
	if code(b) == "endpoint_not_found" { // want medipimpair/impossible
		return errors.New("typo")
	}
	return nil
}

// The early return took another status.
func earlyRight(resp *http.Response, b []byte) error {
	if resp.StatusCode == http.StatusMethodNotAllowed {
		return errors.New("method")
	}
	if code(b) == "endpoint_not_found" {
		return errors.New("typo")
	}
	return nil
}

// The early return depends on something else too.
func earlyMaybe(resp *http.Response, b []byte, quiet bool) error {
	if resp.StatusCode == http.StatusNotFound && quiet {
		return nil
	}
	if code(b) == "endpoint_not_found" {
		return errors.New("typo")
	}
	return nil
}

// The inequality excludes the one status.
func notWrong(resp *http.Response, b []byte) bool {
	if resp.StatusCode != http.StatusBadRequest {
		return code(b) == "bad_request" // want medipimpair/impossible
	}
	return false
}

// The else of the inequality has the one status.
func notRight(resp *http.Response, b []byte) bool {
	if resp.StatusCode != http.StatusBadRequest {
		return false
	} else if code(b) == "bad_request" {
		return true
	}
	return false
}

// The list of the case has none that fits.
func listWrong(resp *http.Response, b []byte) string {
	switch resp.StatusCode {
	case 400, 404, 405:
		switch code(b) {
		case "bad_request", codeNotFound, "http_method_not_allowed":
			return "bug"
		case codeDenied: // want medipimpair/impossible
			return "permission"
		}
	}
	return ""
}

// The status falls through into a branch with two statuses.
func fall(resp *http.Response, b []byte) string {
	switch resp.StatusCode {
	case 401:
		fallthrough
	case 403:
		if code(b) == codeSecret {
			return "secret"
		}
		if code(b) == codeDenied {
			return "permission"
		}
	}
	return ""
}

// The code comes first, and the status inside does not go with it.
func codeFirst(resp *http.Response, b []byte) bool {
	if code(b) == codeSecret && resp.StatusCode == 400 { // want medipimpair/impossible
		return true
	}
	return false
}

// The code comes first, and the status inside goes with it.
func codeFirstRight(resp *http.Response, b []byte) bool {
	if code(b) == codeSecret {
		return resp.StatusCode == http.StatusUnauthorized
	}
	return false
}

type outcome struct {
	real int
	code string
}

func newOutcome(resp *http.Response, b []byte) outcome {
	return outcome{real: resp.StatusCode, code: code(b)}
}

// The fields hold the line's number and a code that goes with another.
func (o outcome) wrong() error {
	if o.real == http.StatusUnauthorized {
		switch o.code {
		case codeSecret:
			return errors.New("secret")
		case "bad_request": // want medipimpair/impossible
			return errors.New("request")
		}
	}
	return nil
}

// The fields hold the line's number and a code that goes with it.
func (o outcome) right() error {
	if o.real == http.StatusUnauthorized && o.code == "authentication.not_authenticated" {
		return errors.New("login")
	}
	return nil
}

// The status is another response's, and the code is this one's.
func two(first, second *http.Response) (bool, error) {
	if first.StatusCode == http.StatusForbidden {
		return false, errors.New("login page")
	}
	var d doc
	if err := json.NewDecoder(second.Body).Decode(&d); err != nil {
		return false, err
	}
	return d.Error.Code == codeDenied, nil
}

// The status is one of a list, and one of the list fits.
func contained(resp *http.Response, b []byte) string {
	if slices.Contains([]int{403, 404}, resp.StatusCode) && code(b) == codeDenied {
		return fmt.Sprint(resp.StatusCode)
	}
	return ""
}

var _ = []any{andWrong, andRight, orOpen, rangeWrong, rangeRight, classWrong, classRight, earlyWrong, earlyRight, earlyMaybe, notWrong, notRight, listWrong, fall, codeFirst, codeFirstRight, newOutcome, outcome.wrong, outcome.right, two, contained}
