package medipimsdk

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Violation is one wrong field.
type Violation struct {
	Field   string `json:"propertyPath"`
	Message string `json:"message"`
}

// ErrorResponse is the decoded body with its response.
type ErrorResponse struct {
	Response   *http.Response `json:"-"`
	Err        Inner          `json:"error"`
	Violations []Violation    `json:"violations"`
}

// Inner is what stands under the key error.
type Inner struct {
	Status  json.Number `json:"status"`
	Code    string      `json:"code"`
	Message string      `json:"message"`
}

// Error formats.
func (r *ErrorResponse) Error() string {
	return fmt.Sprintf("%s: %d %s", r.Response.Request.URL.Redacted(), r.Response.StatusCode, r.Err.Message)
}

// Is compares two codes with each other, and no constant.
func (r *ErrorResponse) Is(target error) bool {
	t, ok := target.(*ErrorResponse)
	return ok && t.Err.Code == r.Err.Code
}

// BodyClass gives the first digit of the body's number.
func (r *ErrorResponse) BodyClass() int64 {
	n, err := r.Err.Status.Int64()
	if err != nil {
		return 0
	}
	return n / 100
}

// Class gives the first digit of the response's number.
func (r *ErrorResponse) Class() int { return r.Response.StatusCode / 100 }

// CheckResponse looks at the response's number and decodes the rest.
func CheckResponse(r *http.Response) error {
	if c := r.StatusCode; 200 <= c && c <= 299 {
		return nil
	}
	errorResponse := &ErrorResponse{Response: r}
	data, err := io.ReadAll(r.Body)
	if err == nil && len(data) > 0 {
		_ = json.Unmarshal(data, errorResponse)
	}
	switch {
	case r.StatusCode == http.StatusUnauthorized && strings.HasPrefix(errorResponse.Err.Code, "authentication."):
		return &AuthError{errorResponse}
	case r.StatusCode == http.StatusNotFound && errorResponse.Err.Code == "not_found":
		return &NotFoundError{errorResponse}
	case r.StatusCode == http.StatusBadRequest && errorResponse.Err.Code == "endpoint_not_found": // want medipimpair/impossible
		return &NotFoundError{errorResponse}
	}
	return errorResponse
}

// AuthError is for the 401.
type AuthError struct{ *ErrorResponse }

// NotFoundError is for the 404.
type NotFoundError struct{ *ErrorResponse }

// Unwrap gives the general error.
func (e *NotFoundError) Unwrap() error { return e.ErrorResponse }

// Unwrap gives the general error.
func (e *AuthError) Unwrap() error { return e.ErrorResponse }

// Inactive compares a code that lacks two words in the middle.
func (e *AuthError) Inactive() bool {
	return e.Err.Code == "authentication.api_key_not_active" // want medipimcode/unknown
}

// InactiveToo compares the code of the catalog without regard to case.
func (e *AuthError) InactiveToo() bool {
	return strings.EqualFold(e.Err.Code, "Authentication.API_Key_Is_Not_Active")
}

// Endpoint lowers the code and compares it with something that has capitals.
func (e *NotFoundError) Endpoint() bool {
	return strings.ToLower(e.Err.Code) == "Endpoint_Not_Found" // want medipimcode/case
}

// EndpointToo lowers the code and compares it with small letters.
func (e *NotFoundError) EndpointToo() bool {
	return strings.ToLower(e.Err.Code) == "endpoint_not_found"
}

// tail compares a part of the code.
func (e *AuthError) tail() string {
	rest := strings.TrimPrefix(e.Err.Code, "authentication.")
	if rest == "invalid_secret" || rest == "invalid_api_secret" {
		return "secret"
	}
	return rest
}

// Reason shows the tail.
func (e *AuthError) Reason() string { return e.tail() }
