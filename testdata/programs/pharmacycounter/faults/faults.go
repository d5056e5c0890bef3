package faults

import (
	"errors"
	"fmt"
	"net/http"

	"example.com/pharmacycounter/medipimwire"
)

// APIError carries what the body says.
type APIError struct {
	status int
	code   string
	detail []byte
}

// Sentinels for Is.
var (
	ErrMissing = errors.New("missing")
	ErrRights  = errors.New("rights")
)

// FromResponse takes the status from the body and not from the response, only stored here, silent.
func FromResponse(resp *http.Response) error {
	env, err := medipimwire.ReadEnvelope(resp.Body)
	if err != nil {
		return fmt.Errorf("answer %s: %w", resp.Status, err)
	}
	return &APIError{status: env.GetStatus(), code: env.GetCode(), detail: env.Problem.Violations}
}

// Error formats, silent.
func (e *APIError) Error() string { return fmt.Sprintf("catalogue: %d %s", e.status, e.code) }

// StatusCode hands the body's status on, silent.
func (e *APIError) StatusCode() int { return e.status }

// Code hands the code on, silent.
func (e *APIError) Code() string { return e.code }

// Detail hands the violations on, silent.
func (e *APIError) Detail() []byte { return e.detail }

// HasCode compares its parameter, which each caller answers for, silent here.
func (e *APIError) HasCode(code string) bool { return e.code == code }

// Is compares the body's status for each sentinel, reported.
func (e *APIError) Is(target error) bool {
	switch target {
	case ErrMissing:
		return e.status == http.StatusNotFound // want medipimstatus/branch
	case ErrRights:
		return e.status == http.StatusForbidden // want medipimstatus/branch
	}
	return false
}

// Temporary compares the body's status, reported.
func (e *APIError) Temporary() bool {
	return e.status >= 500 // want medipimstatus/branch
}

// IsStatus compares the body's status with its parameter, reported here and not at the callers.
func (e *APIError) IsStatus(want int) bool {
	return e.StatusCode() == want // want medipimstatus/branch
}
