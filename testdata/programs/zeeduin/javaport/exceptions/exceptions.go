// Package exceptions mirrors be.apotheek.catalog.exceptions of the Java client.
package exceptions

import (
	"encoding/json"
	"fmt"
	"strings"
)

// ErrorCode was an enum.
type ErrorCode string

// The values of the enum, in the order of the Java file.
const (
	BAD_REQUEST         ErrorCode = "bad_request"
	NOT_AUTHENTICATED   ErrorCode = "authentication.not_authenticated"
	API_KEY_NOT_FOUND   ErrorCode = "authentication.api_key_not_found"
	NOT_AUTHORIZED      ErrorCode = "not_authorized"
	NOT_FOUND           ErrorCode = "not_found"
	METHOD_NOT_ALLOWED  ErrorCode = "method_not_allowed" // want medipimcode/unknown
	VALIDATION_FAILED   ErrorCode = "validation_failed"
	RATE_LIMIT_EXCEEDED ErrorCode = "rate_limit_exceeded" // want medipimcode/unknown
	SERVER_ERROR        ErrorCode = "server_error"
	UNSPECIFIED         ErrorCode = ""
)

// Severity is an enum too, of our own.
type Severity string

// Severities.
const (
	SEVERITY_LOW  Severity = "low"
	SEVERITY_HIGH Severity = "high"
)

// ErrorDetail is the inner DTO.
type ErrorDetail struct {
	Status     int             `json:"status"`
	Code       ErrorCode       `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

// ErrorResponse is the outer DTO.
type ErrorResponse struct {
	Error      *ErrorDetail    `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

func (r *ErrorResponse) GetError() *ErrorDetail {
	if r.Error == nil {
		r.Error = &ErrorDetail{}
	}
	return r.Error
}

func (d *ErrorDetail) GetStatus() int     { return d.Status }
func (d *ErrorDetail) GetCode() ErrorCode { return d.Code }
func (d *ErrorDetail) GetMessage() string { return d.Message }

// MedipimApiException is the root of the hierarchy.
type MedipimApiException interface {
	error
	GetStatusCode() int
	GetErrorCode() ErrorCode
	GetLocalizedMessage() string
	GetViolations() json.RawMessage
}

// AbstractApiException carries the state of all.
type AbstractApiException struct {
	statusCode int
	errorCode  ErrorCode
	message    string
	violations json.RawMessage
}

func (e *AbstractApiException) GetStatusCode() int             { return e.statusCode }
func (e *AbstractApiException) GetErrorCode() ErrorCode        { return e.errorCode }
func (e *AbstractApiException) GetLocalizedMessage() string    { return e.message }
func (e *AbstractApiException) GetViolations() json.RawMessage { return e.violations }

func (e *AbstractApiException) Error() string {
	return fmt.Sprintf("%d %s: %s", e.statusCode, e.errorCode, e.message)
}

// ClientErrorException is 4xx.
type ClientErrorException struct{ *AbstractApiException }

// ServerErrorException is 5xx.
type ServerErrorException struct{ *AbstractApiException }

// ExceptionFactory builds them.
type ExceptionFactory struct{}

// NewExceptionFactory is the constructor.
func NewExceptionFactory() *ExceptionFactory { return &ExceptionFactory{} }

// CreateFrom makes an exception of a body.
func (f *ExceptionFactory) CreateFrom(body []byte) MedipimApiException {
	response := new(ErrorResponse)
	if err := json.Unmarshal(body, response); err != nil {
		return &ServerErrorException{&AbstractApiException{message: "unreadable answer"}}
	}
	base := &AbstractApiException{
		statusCode: response.GetError().GetStatus(),
		errorCode:  response.GetError().GetCode(),
		message:    response.GetError().GetMessage(),
		violations: response.Violations,
	}
	if base.statusCode >= 500 { // want medipimstatus/branch
		return &ServerErrorException{base}
	}
	return &ClientErrorException{base}
}

// IsClientError is the former HttpStatus.Series test.
func IsClientError(statusCode int) bool {
	return statusCode >= 400 && statusCode < 500
}

// HttpFailureException is thrown by the transport: its status is that of the line.
type HttpFailureException struct {
	statusCode int
	errorCode  ErrorCode
}

// NewHttpFailureException takes the status of the response.
func NewHttpFailureException(statusCode int, errorCode ErrorCode) *HttpFailureException {
	return &HttpFailureException{statusCode: statusCode, errorCode: errorCode}
}

func (e *HttpFailureException) GetHttpStatus() int      { return e.statusCode }
func (e *HttpFailureException) GetErrorCode() ErrorCode { return e.errorCode }
func (e *HttpFailureException) Error() string {
	return fmt.Sprintf("HTTP %d (%s)", e.statusCode, e.errorCode)
}

// IsAuthentication covers the whole family.
func (c ErrorCode) IsAuthentication() bool {
	return strings.HasPrefix(string(c), "authentication.")
}

// IsKeyProblem covers those that are about the key.
func (c ErrorCode) IsKeyProblem() bool {
	return strings.Contains(string(c), "api_key")
}

// EqualsIgnoreCase is what Java calls it.
func (c ErrorCode) EqualsIgnoreCase(other string) bool {
	return strings.EqualFold(string(c), other)
}
