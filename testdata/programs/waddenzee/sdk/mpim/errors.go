// Package mpim is the company's SDK for api.medipim.be.
package mpim

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Host of the Belgian API.
const Host = "api.medipim.be"

// Code says what went wrong.
type Code string

const (
	CodeBadRequest       Code = "bad_request"
	CodeNotAuthenticated Code = "authentication.not_authenticated"
	CodeKeyNotFound      Code = "authentication.api_key_not_found"
	CodeInvalidSecret    Code = "authentication.invalid_api_secret"
	CodeKeyInactive      Code = "authentication.api_key_is_not_active"
	CodeNotAuthorized    Code = "not_authorized"
	CodeNotFound         Code = "not_found"
	CodeEndpoint         Code = "endpoint_not_found"
	CodeMethod           Code = "method_not_allowed" // want medipimcode/unknown
	CodeInvalid          Code = "validation_failed"
	CodeTooMany          Code = "too_many_requests"
	CodeServer           Code = "server_error"
	CodeQuota            Code = "quota_exhausted" // want medipimcode/unknown
)

// CodeEmbargo came by mail in March: it is not on the vendor's page yet.
//
//medipimlint:code
const CodeEmbargo Code = "product_under_embargo"

// Family groups the codes: these names are the SDK's.
type Family string

const (
	FamilyAuth    Family = "auth"
	FamilyRequest Family = "request"
	FamilyServer  Family = "server"
)

// Family of a code.
func (c Code) Family() Family {
	switch c {
	case CodeNotAuthenticated, CodeKeyNotFound, CodeInvalidSecret, CodeKeyInactive:
		return FamilyAuth
	case CodeServer:
		return FamilyServer
	}
	return FamilyRequest
}

// APIError is any answer outside 2xx.
type APIError struct {
	StatusCode int
	Body       Detail
}

// Detail is the body's error.
type Detail struct {
	Status     int         `json:"status"`
	Code       Code        `json:"code"`
	Message    string      `json:"message"`
	Violations []Violation `json:"violations"`
}

// Violation is one field that failed.
type Violation struct {
	Property string `json:"property"`
	Message  string `json:"message"`
	Code     string `json:"code"`
}

// NotFoundError is the normal outcome of a lookup.
type NotFoundError struct{ *APIError }

func (e *NotFoundError) Unwrap() error { return e.APIError }

// AuthError needs a person.
type AuthError struct{ *APIError }

func (e *AuthError) Unwrap() error { return e.APIError }

// ThrottledError came after the SDK's own retries.
type ThrottledError struct{ *APIError }

func (e *ThrottledError) Unwrap() error { return e.APIError }

var (
	ErrNotFound  = errors.New("mpim: not found")
	ErrForbidden = errors.New("mpim: forbidden")
)

func (e *APIError) Error() string {
	return fmt.Sprintf("mpim: http %d: %s", e.StatusCode, e.Body.Message)
}

// Is makes errors.Is work with the sentinels.
func (e *APIError) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return e.StatusCode == http.StatusNotFound && e.Body.Code != CodeEndpoint
	case ErrForbidden:
		return e.Body.Status == http.StatusForbidden // want medipimstatus/branch
	}
	return false
}

// HasCode compares.
func (e *APIError) HasCode(c Code) bool { return e.Body.Code == c }

// Temporary is for net.Error fans.
func (e *APIError) Temporary() bool { return e.StatusCode >= 500 }

// CodeOf gives the code of any error, or "".
func CodeOf(err error) Code {
	var e *APIError
	if errors.As(err, &e) {
		return e.Body.Code
	}
	return ""
}

func errorOf(resp *http.Response) error {
	var body struct {
		Error Detail `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return &APIError{StatusCode: resp.StatusCode}
	}
	e := &APIError{StatusCode: resp.StatusCode, Body: body.Error}
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		return &AuthError{e}
	case http.StatusNotFound:
		if e.Body.Code == CodeServer { // want medipimpair/impossible
			return e
		}
		return &NotFoundError{e}
	case http.StatusTooManyRequests:
		return &ThrottledError{e}
	}
	return e
}
