// Package parameters compares the code inside functions that get the string.
package parameters

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// APIError is what callers get.
type APIError struct {
	Status int
	Code   string
	Text   string
}

func (e *APIError) Error() string { return fmt.Sprintf("medipim: %d %s", e.Status, e.Code) }

// HasCode compares.
func (e *APIError) HasCode(code string) bool { return e.Code == code }

// HasAny compares with each.
func (e *APIError) HasAny(codes ...string) bool { return slices.Contains(codes, e.Code) }

// IsCode compares the code of any error.
func IsCode(err error, code string) bool {
	var apiErr *APIError
	return errors.As(err, &apiErr) && apiErr.HasCode(code)
}

func check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return &APIError{Status: resp.StatusCode}
	}
	return &APIError{Status: resp.StatusCode, Code: env.Error.Code, Text: env.Error.Message}
}

func method(resp *http.Response) error {
	err := check(resp)
	var apiErr *APIError
	if !errors.As(err, &apiErr) {
		return err
	}
	if apiErr.HasCode("notfound") { // want medipimcode/unknown
		return nil
	}
	if apiErr.HasCode("not_found") {
		return nil
	}
	if apiErr.HasAny("not_authorized", "forbidden") { // want medipimcode/unknown
		return errors.New("medipim: refused")
	}
	return err
}

func function(resp *http.Response) error {
	err := check(resp)
	if IsCode(err, "endpoint_notfound") { // want medipimcode/unknown
		return errors.New("medipim: wrong path")
	}
	if IsCode(err, "endpoint_not_found") {
		return errors.New("medipim: wrong path")
	}
	return err
}

func closure(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	is := func(code string) bool { return env.Error.Code == code }
	switch {
	case is("server_eror"): // want medipimcode/unknown
		return errors.New("medipim is down")
	case is("server_error"):
		return errors.New("medipim is down")
	}
	return errors.New(env.Error.Message)
}

var sentinels = map[string]error{
	"not_found":          errors.New("gone"),
	"no_such_endpoint":   errors.New("wrong path"), // want medipimcode/unknown
	"endpoint_not_found": errors.New("wrong path"),
}

// Sentinel turns a code into an error of this package.
func Sentinel(resp *http.Response) error {
	var apiErr *APIError
	if err := check(resp); errors.As(err, &apiErr) {
		return sentinels[apiErr.Code]
	}
	return nil
}

type coded struct{ code string }

func (c coded) Error() string { return c.code }

// Is compares two errors by their codes.
func (e *APIError) Is(target error) bool {
	c, ok := target.(coded)
	return ok && c.code == e.Code
}

var errMissing error = coded{"not_found"}

func throughIs(resp *http.Response) bool { return errors.Is(check(resp), errMissing) }

// say has a parameter of the same name, and only prints it.
func say(code string) { fmt.Println("medipim:", code) }

func printed(resp *http.Response) error {
	err := check(resp)
	if err != nil {
		say("request_failed")
	}
	return err
}
