//medipimlint:client

// Package catalogapi is a port of be.apotheek.catalog, with its names.
package catalogapi

import (
	"encoding/json"
	"slices"
)

// ApiException is the root of the hierarchy.
type ApiException struct {
	statusCode    int
	errorCode     string
	detailMessage string
	violations    json.RawMessage
	cause         error
}

func (e *ApiException) Error() string {
	return "ApiException[" + e.errorCode + "]: " + e.detailMessage
}

// Unwrap is getCause.
func (e *ApiException) Unwrap() error { return e.cause }

// GetStatusCode returns the status.
func (e *ApiException) GetStatusCode() int { return e.statusCode }

// GetErrorCode returns the code.
func (e *ApiException) GetErrorCode() string { return e.errorCode }

// GetMessage returns the text.
func (e *ApiException) GetMessage() string { return e.detailMessage }

// GetViolations returns what was refused, as it came.
func (e *ApiException) GetViolations() json.RawMessage { return e.violations }

// HasErrorCode compares.
func (e *ApiException) HasErrorCode(code string) bool { return e.errorCode == code }

// HasAnyErrorCode compares with each.
func (e *ApiException) HasAnyErrorCode(codes ...string) bool {
	return slices.Contains(codes, e.errorCode)
}

// GetErrorEnum is ErrorCode.valueOf(getErrorCode()).
func (e *ApiException) GetErrorEnum() ErrorCode { return valueOf[e.errorCode] }

// NotFoundException is thrown for 404.
type NotFoundException struct{ *ApiException }

// AuthenticationException is thrown for 401.
type AuthenticationException struct{ *ApiException }

// ErrorCode is the enum.
type ErrorCode int

// The values of the enum.
const (
	UNKNOWN ErrorCode = iota
	BAD_REQUEST
	UNAUTHORIZED
	ACCESS_DENIED
	NOT_FOUND
	UNPROCESSABLE
	TOO_MANY_REQUESTS
	INTERNAL
)

var enumNames = []string{
	"UNKNOWN", "BAD_REQUEST", "UNAUTHORIZED", "ACCESS_DENIED", "NOT_FOUND",
	"UNPROCESSABLE", "TOO_MANY_REQUESTS", "INTERNAL",
}

func (c ErrorCode) String() string { return enumNames[c] }

// EnumByName is Enum.valueOf: for the configuration, which has the names above.
func EnumByName(name string) ErrorCode {
	if i := slices.Index(enumNames, name); i > 0 {
		return ErrorCode(i)
	}
	return UNKNOWN
}

var valueOf = map[string]ErrorCode{
	"bad_request":                          BAD_REQUEST,
	"authentication.not_authenticated":     UNAUTHORIZED,
	"authentication.api_key_not_found":     UNAUTHORIZED,
	"authentication.invalid_api_secret":    UNAUTHORIZED,
	"authentication.api_key_is_not_active": UNAUTHORIZED,
	"authentication.api_key_expired":       UNAUTHORIZED, // want medipimcode/unknown
	"not_authorized":                       ACCESS_DENIED,
	"not_found":                            NOT_FOUND,
	"unprocessable_entity":                 UNPROCESSABLE, // want medipimcode/unknown
	"validation_failed":                    UNPROCESSABLE,
	"too_many_requests":                    TOO_MANY_REQUESTS,
	"server_error":                         INTERNAL,
}
