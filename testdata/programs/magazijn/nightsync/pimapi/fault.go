package pimapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// Sentinels of the package.
var (
	ErrDenied = errors.New("denied")
	ErrGone   = errors.New("gone")
	ErrBug    = errors.New("bug")
)

const (
	codeGone      = "not_found"
	codeForbidden = "forbidden" // want medipimcode/unknown
	codeNoKey     = "authentication.api_key_not_found"
)

type faultBody struct {
	Error *faultInner `json:"error"`
}

type faultInner struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations,omitempty"`
}

// Fault keeps the number of the response, or that of the body where there was one.
type Fault struct {
	status     int
	HTTP       int
	Code       string
	Message    string
	Violations json.RawMessage
}

// newFault lets the body's number win where the body could be read.
func newFault(res *http.Response) *Fault {
	f := &Fault{status: res.StatusCode, HTTP: res.StatusCode}
	var b faultBody
	if err := json.NewDecoder(res.Body).Decode(&b); err == nil && b.Error != nil {
		f.status = b.Error.Status
		f.Code = b.Error.Code
		f.Message = b.Error.Message
		f.Violations = b.Error.Violations
	}
	return f
}

// Error formats only.
func (f *Fault) Error() string { return fmt.Sprintf("pim %d: %s", f.HTTP, f.Code) }

// Gone compares a number that has two origins.
func (f *Fault) Gone() bool {
	return f.status == http.StatusNotFound // want medipimstatus/mixed
}

// GoneHTTP compares the field that only the response sets.
func (f *Fault) GoneHTTP() bool {
	return f.HTTP == http.StatusNotFound
}

// Worth searches a list for a number that has two origins.
func (f *Fault) Worth() bool {
	return !slices.Contains([]int{400, 401, 403, 405}, f.status) // want medipimstatus/mixed
}

// WorthHTTP searches the same list for the number of the response.
func (f *Fault) WorthHTTP() bool {
	return !slices.Contains([]int{400, 401, 403, 405}, f.HTTP)
}

// Sentinel compares the code with constants, one of which another API has.
func (f *Fault) Sentinel() error {
	switch f.Code {
	case codeGone:
		return ErrGone
	case codeForbidden, codeNoKey:
		return ErrDenied
	}
	return f
}

// Unwrap asks under one status of the response for the code of another.
func (f *Fault) Unwrap() error {
	if f.HTTP == http.StatusMethodNotAllowed {
		if f.Code == "http_method_not_allowed" {
			return ErrBug
		}
		return nil
	}
	if f.HTTP == http.StatusForbidden && f.Code == "authentication.not_authenticated" { // want medipimpair/impossible
		return ErrDenied
	}
	if f.HTTP == http.StatusUnauthorized && f.Code == "authentication.not_authenticated" {
		return ErrDenied
	}
	return nil
}
