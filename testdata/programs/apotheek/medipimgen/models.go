// Package medipimgen looks like the output of a generator, but is kept by hand.
package medipimgen

import (
	"encoding/json"
	"net/http"
)

// ErrorModel is the error schema.
type ErrorModel struct {
	Status  int     `json:"status,omitempty"`
	Code    *string `json:"code,omitempty"`
	Message *string `json:"message,omitempty"`
}

// ErrorResponse is the response schema.
type ErrorResponse struct {
	Error *ErrorModel `json:"error,omitempty"`
}

// GetStatus is silent: a getter with a zero.
func (m *ErrorModel) GetStatus() int {
	if m == nil {
		return 0
	}
	return m.Status
}

// GetCode is silent: a getter with a zero.
func (m *ErrorModel) GetCode() string {
	if m == nil || m.Code == nil {
		return ""
	}
	return *m.Code
}

// FindResponse is the operation's response.
type FindResponse struct {
	HTTPResponse *http.Response
	JSON404      *ErrorResponse
	JSON403      *ErrorResponse
}

// StatusCode is silent: the real status.
func (r *FindResponse) StatusCode() int {
	if r.HTTPResponse != nil {
		return r.HTTPResponse.StatusCode
	}
	return 0
}

// ParseFindResponse is silent: the real status chooses the model.
func ParseFindResponse(rsp *http.Response) (*FindResponse, error) {
	out := &FindResponse{HTTPResponse: rsp}
	var dest ErrorResponse
	if rsp.StatusCode < 400 {
		return out, nil
	}
	if err := json.NewDecoder(rsp.Body).Decode(&dest); err != nil {
		return nil, err
	}
	switch rsp.StatusCode {
	case 404:
		out.JSON404 = &dest
	case 403:
		out.JSON403 = &dest
	}
	return out, nil
}
