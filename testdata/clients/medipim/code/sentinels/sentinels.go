// Package sentinels declares errors that are there to be compared with.
package sentinels

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// APIError is an error of the API.
type APIError struct {
	HTTP    int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *APIError) Error() string { return fmt.Sprintf("%d %s: %s", e.HTTP, e.Code, e.Message) }

// Is compares the codes.
func (e *APIError) Is(target error) bool {
	switch t := target.(type) {
	case *APIError:
		return t.Code == e.Code
	case codeError:
		return string(t) == e.Code
	case kind:
		return t.code == e.Code
	}
	return false
}

func coded(code string) *APIError { return &APIError{Code: code} }

// Of one's own type: declared in full, made by a function, as an error, for others only.
var (
	errMissing = &APIError{Code: "not_found"}
	errGone    = &APIError{Code: "not_fond"} // want medipimcode/unknown
	errBroken  = coded("server_eror")        // want medipimcode/unknown
	errRefused = coded("not_authorized")
	errInvalid = error(&APIError{Code: "Validation_Failed"}) // want medipimcode/case

	ErrBusy       = &APIError{Code: "rate_limited"} // want medipimcode/unknown
	ErrPath error = &APIError{Code: "endpoint_not_found"}
	ErrVerb error = &APIError{Code: "http_method_not_alow"} // want medipimcode/unknown
)

// Of a type that is a text, or holds one.
type codeError string

func (c codeError) Error() string { return string(c) }

const (
	errKey    codeError = "authentication.api_key_not_found"
	errSecret codeError = "authentication.invalid_secret" // want medipimcode/unknown
)

type kind struct{ code string }

func (k kind) Error() string { return k.code }

var (
	errBad   = kind{"bad_reqest"} // want medipimcode/unknown
	errLocal = kind{"no_code_of_the_api"}
)

// What the program returns itself, it may call what it likes.
var (
	errOffline       = &APIError{Code: "client_is_offline"}
	errPaused  error = &APIError{Code: "client_is_paused"}
)

func local() error { return errLocal }

func parse(resp *http.Response) error {
	switch {
	case resp == nil:
		return errOffline
	case resp.StatusCode == 0:
		return fmt.Errorf("parse: %w", errPaused)
	case resp.StatusCode < 400:
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

func lookup(resp *http.Response) (bool, error) {
	err := parse(resp)
	if errors.Is(err, errGone) || errors.Is(err, errMissing) || errors.Is(err, errOffline) || errors.Is(err, errPaused) {
		return false, nil
	}
	return err == nil, err
}

func fatal(resp *http.Response) error {
	err := parse(resp)
	for _, target := range []error{errKey, errSecret, errBad} {
		if errors.Is(err, target) {
			return errors.Join(err, local())
		}
	}
	if is(err, errBroken) || is(err, errRefused) || is(err, errInvalid) {
		return err
	}
	if errors.Is(err, &APIError{Code: "autentication.api_key_is_not_active"}) { // want medipimcode/unknown
		return err
	}
	return nil
}

func is(err, target error) bool { return errors.Is(err, target) }
