//medipimlint:client

// Package pim is shaped like the API machinery of an operator.
package pim

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Reason is the code as the server gives it.
type Reason string

// Reasons that the operator knows.
const (
	ReasonNotFound     Reason = "not_found"
	ReasonConflict     Reason = "conflict" // want medipimcode/unknown
	ReasonNotAllowed   Reason = "not_authorized"
	ReasonTooMany      Reason = "too_many_requests"
	ReasonServer       Reason = "server_error"
	ReasonUnauthorized Reason = "unauthorized" // want medipimcode/unknown
)

// Phase is a word of the operator, with no tie to the server's words.
type Phase string

// Phases of an object.
const (
	PhasePending   Phase = "pending"
	PhaseForbidden Phase = "forbidden"
	PhaseSynced    Phase = "synced"
)

// Status is the decoded body.
type Status struct {
	Details Details `json:"error"`
}

// Details is the inner object.
type Details struct {
	Code       int32           `json:"status"`
	Reason     Reason          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

// APIStatus is what errors of this package can be asked.
type APIStatus interface {
	Status() Status
}

// StatusError is an error with the decoded body.
type StatusError struct{ ErrStatus Status }

// Error is the sentence of the server.
func (e *StatusError) Error() string { return e.ErrStatus.Details.Message }

// Status hands the body on.
func (e *StatusError) Status() Status { return e.ErrStatus }

// TransportError is an error with the number of the response.
type TransportError struct {
	Code int
	Body []byte
}

// Error formats.
func (e *TransportError) Error() string { return fmt.Sprintf("http %d", e.Code) }

// fromResponse decodes the body into the error.
func fromResponse(resp *http.Response) error {
	e := &StatusError{}
	if err := json.NewDecoder(resp.Body).Decode(&e.ErrStatus); err != nil {
		return &TransportError{Code: resp.StatusCode}
	}
	return e
}

// codeOf gives the body's number through an interface.
func codeOf(err error) int32 {
	var s APIStatus
	if errors.As(err, &s) {
		return s.Status().Details.Code
	}
	return 0
}

// ReasonOf gives the code through an interface.
func ReasonOf(err error) Reason {
	var s APIStatus
	if errors.As(err, &s) {
		return s.Status().Details.Reason
	}
	return ""
}

// IsNotFound compares the number that codeOf took out of the body.
func IsNotFound(err error) bool {
	return codeOf(err) == http.StatusNotFound // want medipimstatus/branch
}

// IsForbidden compares the number that codeOf took out of the body, held in a local first.
func IsForbidden(err error) bool {
	code := codeOf(err)
	if code != http.StatusForbidden { // want medipimstatus/branch
		return false
	}
	return true
}

// IsAllowedNot compares the reason, which is for that.
func IsAllowedNot(err error) bool {
	return ReasonOf(err) == ReasonNotAllowed
}

// IsTransportNotFound compares the number of the response.
func IsTransportNotFound(err error) bool {
	var t *TransportError
	return errors.As(err, &t) && t.Code == http.StatusNotFound
}

// IsConflict compares a reason that is wrong where it is declared.
func IsConflict(err error) bool { return ReasonOf(err) == ReasonConflict }

// IsUnauthorized compares a reason that is wrong where it is declared.
func IsUnauthorized(err error) bool {
	switch ReasonOf(err) {
	case ReasonUnauthorized:
		return true
	default:
		return false
	}
}
