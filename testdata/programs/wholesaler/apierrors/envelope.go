// Package apierrors holds the error type of the SDK.
package apierrors

import (
	"encoding/json"
	"io"
	"slices"
)

// Names that consumers of the SDK compare with.
const (
	CodeMissing    = "not_found"
	CodeKeyUnknown = "authentication.api_key_unknown"
	CodeNoSecret   = "authentication.secret_missing"
)

type wire struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

// MedipimError is what the API answered.
type MedipimError struct {
	Status     int
	Code       string
	Message    string
	Violations json.RawMessage
}

// Formats for people: no branch.
func (e *MedipimError) Error() string { return "catalogue: " + e.Code + ": " + e.Message }

// A getter hands the number on: no branch here.
func (e *MedipimError) StatusCode() int { return e.Status }

// Compares the code with what the caller gives: the callers' literals are judged at the calls.
func (e *MedipimError) HasCode(codes ...string) bool { return slices.Contains(codes, e.Code) }

// Compares the code with its parameter: judged at the calls.
func CodeIs(want string) func(*MedipimError) bool {
	return func(e *MedipimError) bool { return e.Code == want }
}

// Copies the body's fields into the error: storing is no branch.
func Decode(r io.Reader) (*MedipimError, error) {
	var w wire
	if err := json.NewDecoder(r).Decode(&w); err != nil {
		return nil, err
	}
	return &MedipimError{Status: w.Error.Status, Code: w.Error.Code, Message: w.Error.Message, Violations: w.Error.Violations}, nil
}
