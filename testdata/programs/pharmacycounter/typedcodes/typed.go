// Package typedcodes has a type for the code.
//
//medipimlint:client
package typedcodes

import (
	"encoding/json"
	"io"
)

// ErrorCode is the code's type.
type ErrorCode string

// These are declared with the code's type, those outside the catalog are reported.
const (
	CodeNone       ErrorCode = ""
	CodeNotFound   ErrorCode = "not_found"
	CodeBadSecret  ErrorCode = "authentication.secret_rejected" // want medipimcode/unknown
	CodeForbidden  ErrorCode = "forbidden"                      // want medipimcode/unknown
	CodeServer     ErrorCode = "SERVER_ERROR"                   // want medipimcode/case
	CodeValidation ErrorCode = "validation_failed"
)

// Colour is another type, silent.
type Colour string

// These are declared with another type, silent.
const (
	Red   Colour = "red"
	Green Colour = "forbidden"
)

// Detail is the inner object.
type Detail struct {
	Code    ErrorCode `json:"code"`
	Message string    `json:"message"`
}

// Envelope is the outer object.
type Envelope struct {
	Detail `json:"error"`
}

// Decode reads any value, nothing to report.
func Decode[T any](r io.Reader) (v T, err error) {
	err = json.NewDecoder(r).Decode(&v)
	return v, err
}

// IsMissing compares with the catalog's code, silent.
func (e Envelope) IsMissing() bool { return e.Code == CodeNotFound }

// IsServer compares with a constant that was reported in its declaration, silent here.
func (e Envelope) IsServer() bool { return e.Code == CodeServer }

// IsGone compares with a conversion of a strange string, reported.
func (e Envelope) IsGone() bool {
	return e.Code == ErrorCode("gone") // want medipimcode/unknown
}

// IsBlank compares with the empty string, silent.
func (e Envelope) IsBlank() bool { return e.Code == CodeNone }

// Paint compares another type's constants, silent.
func Paint(c Colour) bool { return c == Green || c == "blue" }

// Word converts the code to a string before it compares, reported.
func (e Envelope) Word() bool {
	return string(e.Code) == "key_not_active" // want medipimcode/unknown
}
