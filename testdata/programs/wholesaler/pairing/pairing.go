// Package pairing looks at the number of the response and the code together.
package pairing

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type medipimEnvelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var (
	errMissing = errors.New("missing")
	errKey     = errors.New("key")
	errPath    = errors.New("path")
	errSlow    = errors.New("slow down")
)

// Decodes the code: no branch on it.
func codeOf(resp *http.Response) string {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return ""
	}
	return env.Error.Code
}

// A code of 400 in the case of 404.
func InCase(resp *http.Response) error {
	code := codeOf(resp)
	switch resp.StatusCode {
	case http.StatusNotFound:
		if code == "bad_request" { // want medipimpair/impossible
			return errPath
		}
		return errMissing
	case http.StatusUnauthorized:
		if code == "authentication.api_key_not_found" {
			return errKey
		}
	}
	return errors.New(code)
}

// Both are asked for at once.
func Both(resp *http.Response) error {
	code := codeOf(resp)
	if resp.StatusCode == http.StatusForbidden && code == "authentication.api_key_is_not_active" { // want medipimpair/impossible
		return errKey
	}
	if resp.StatusCode == http.StatusUnauthorized && code == "authentication.api_key_is_not_active" {
		return errKey
	}
	return errors.New(code)
}

// The early return leaves no 401 for what follows.
func Early(resp *http.Response) error {
	code := codeOf(resp)
	if resp.StatusCode == http.StatusUnauthorized {
		return errKey
	}
	if code == "authentication.not_authenticated" { // want medipimpair/impossible
		return errKey
	}
	if code == "not_authorized" {
		return errPath
	}
	return errors.New(code)
}

// A range that leaves out 405.
func Range(resp *http.Response) error {
	code := codeOf(resp)
	if resp.StatusCode >= http.StatusInternalServerError {
		switch code {
		case "http_method_not_allowed": // want medipimpair/impossible
			return errPath
		case "server_error":
			return errors.New("down")
		}
	}
	return errors.New(code)
}

// The class of the number leaves out 404.
func Class(resp *http.Response) error {
	code := codeOf(resp)
	switch resp.StatusCode / 100 {
	case 5:
		if code == "endpoint_not_found" { // want medipimpair/impossible
			return errPath
		}
	case 4:
		if code == "endpoint_not_found" {
			return errPath
		}
	}
	return errors.New(code)
}

// A case of several numbers of which none fits, and one where one fits.
func Several(resp *http.Response) error {
	code := codeOf(resp)
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusMethodNotAllowed:
		if code == "not_found" { // want medipimpair/impossible
			return errMissing
		}
	case http.StatusNotFound, http.StatusTooManyRequests:
		if code == "too_many_requests" {
			return errSlow
		}
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return errors.New(code)
}

// The branch excludes 404.
func Excluded(resp *http.Response) error {
	code := codeOf(resp)
	if resp.StatusCode != http.StatusNotFound {
		if code == "endpoint_not_found" { // want medipimpair/impossible
			return errPath
		}
		return errors.New(code)
	}
	return errMissing
}

// The right side of an or is open.
func Either(resp *http.Response) error {
	code := codeOf(resp)
	if resp.StatusCode == http.StatusForbidden || code == "authentication.not_authenticated" {
		return errKey
	}
	return errors.New(code)
}

// A range that has all of 4xx says little about the code.
func Open(resp *http.Response) error {
	if resp.StatusCode < http.StatusBadRequest {
		return nil
	}
	switch code := codeOf(resp); code {
	case "not_found":
		return errMissing
	case "authentication.invalid_api_secret":
		return errKey
	default:
		return errors.New(code)
	}
}
