//medipimlint:client

// Package shelferrors has the errors that the other packages use.
package shelferrors

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Error is what the body said.
type Error struct {
	Status  int
	Code    string
	Message string
}

// Error is silent: it formats.
func (e *Error) Error() string { return fmt.Sprintf("%s (%d)", e.Message, e.Status) }

// HasCode is silent: callers answer for what they pass.
func (e *Error) HasCode(code string) bool { return e.Code == code }

// HasAny is silent: callers answer for what they pass.
func (e *Error) HasAny(codes ...string) bool {
	for _, code := range codes {
		if e.Code == code {
			return true
		}
	}
	return false
}

// HTTPStatus is silent: a getter.
func (e *Error) HTTPStatus() int { return e.Status }

// LineError is what the status line said, with the body's code.
type LineError struct {
	Status int
	Code   string
}

// Error is silent: it formats.
func (e *LineError) Error() string { return fmt.Sprintf("%s (%d)", e.Code, e.Status) }

// IsMissing is silent: a parameter; callers answer for what they pass.
func IsMissing(status int) bool { return status == http.StatusNotFound || status == http.StatusGone }

type wire struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// FromBody is silent: it copies.
func FromBody(body []byte) error {
	var w wire
	if err := json.Unmarshal(body, &w); err != nil {
		return err
	}
	return &Error{w.Error.Status, w.Error.Code, w.Error.Message}
}

// FromResponse is silent: the status is the real one.
func FromResponse(resp *http.Response) error {
	var w wire
	if err := json.NewDecoder(resp.Body).Decode(&w); err != nil {
		return err
	}
	return &LineError{resp.StatusCode, w.Error.Code}
}
