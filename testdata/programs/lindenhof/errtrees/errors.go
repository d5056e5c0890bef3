// Package medipimerr has one error type and many ways to ask it.
package medipimerr

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Sentinels for errors.Is.
var (
	ErrNotFound = errors.New("medipim: not found")
	ErrDenied   = errors.New("medipim: denied")
	ErrLimited  = errors.New("medipim: limited")
	ErrBroken   = errors.New("medipim: broken")
)

type wire struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// BodyError keeps what the body said.
type BodyError struct {
	status int
	code   string
	text   string
}

// The text of the body is the error's text.
func (e *BodyError) Error() string { return "medipim: " + e.text }

// Is answers errors.Is with the body's number.
func (e *BodyError) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return e.status == 404 // want medipimstatus/branch
	case ErrDenied:
		return e.code == "not_authorized"
	case ErrBroken:
		return e.code == "internal_error" // want medipimcode/unknown
	}
	return false
}

// FromBody reads the error.
func FromBody(b []byte) error {
	var w wire
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	return &BodyError{status: w.Error.Status, code: w.Error.Code, text: w.Error.Message}
}

// LineError keeps the number of the status line.
type LineError struct {
	status int
	code   string
	cause  error
}

// The number of the line is shown.
func (e *LineError) Error() string { return fmt.Sprintf("medipim: status %d", e.status) }

// Unwrap gives two causes.
func (e *LineError) Unwrap() []error { return []error{e.cause, e.sentinel()} }

// The sentinel is chosen by the line's number.
func (e *LineError) sentinel() error {
	switch {
	case e.status == http.StatusNotFound:
		return ErrNotFound
	case e.status == http.StatusForbidden:
		return ErrDenied
	case e.status == http.StatusTooManyRequests:
		return ErrLimited
	case e.status >= 500:
		return ErrBroken
	}
	return nil
}

// FromResponse reads the error and keeps the line's number.
func FromResponse(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var w wire
	err := json.NewDecoder(resp.Body).Decode(&w)
	return &LineError{status: resp.StatusCode, code: w.Error.Code, cause: errors.Join(err, errors.New(w.Error.Message))}
}

// errors.Is with a sentinel chosen by the line's number.
func Missing(err error) bool { return errors.Is(err, ErrNotFound) }

// AsType finds the error in the tree; its number is the body's.
func BodyMissing(err error) bool {
	be, ok := errors.AsType[*BodyError](err)
	return ok && be.status == 404 // want medipimstatus/branch
}

// AsType finds the error in the tree; its number is the line's.
func LineMissing(err error) bool {
	le, ok := errors.AsType[*LineError](err)
	return ok && le.status == 404 && le.code != "endpoint_not_found"
}

// AsType finds the error in the tree; the code does not come with the number.
func LineOddPair(err error) bool {
	le, ok := errors.AsType[*LineError](err)
	return ok && le.status == 404 && le.code == "not_authorized" // want medipimpair/impossible
}

// The tree is walked by hand, and leaves are asked for the body's number.
func Walk(err error) (n int) {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		for _, sub := range e.Unwrap() {
			n += Walk(sub)
		}
	case interface{ Unwrap() error }:
		n += Walk(e.Unwrap())
	case *BodyError:
		if e.status/100 == 4 { // want medipimstatus/branch
			n++
		}
	}
	return n
}

// The tree is walked by hand, and leaves are asked for the line's number.
func WalkLines(err error) (n int) {
	switch e := err.(type) {
	case *LineError:
		if e.status/100 == 4 {
			n++
		}
	case interface{ Unwrap() []error }:
		for _, sub := range e.Unwrap() {
			n += WalkLines(sub)
		}
	}
	return n
}

// The sentence is searched through Error.
func Wordy(err error) bool {
	if be, ok := errors.AsType[*BodyError](err); ok {
		return strings.Contains(be.Error(), "does not exist") // want medipimmessage/text
	}
	return false
}

// The LineError's own text is searched; the body's sentence is not part of it.
func Mentions(err error) bool {
	le, ok := errors.AsType[*LineError](err)
	return ok && strings.HasPrefix(le.Error(), "medipim: status 5")
}

// The error is joined with another and only printed.
func Both(err error) error {
	return errors.Join(fmt.Errorf("sync: %w", err), ErrBroken)
}
