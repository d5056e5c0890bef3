// Package medipimgen looks like the output of a generator and is maintained by hand.
package medipimgen

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// ErrorDoc is the schema of a failure.
type ErrorDoc struct {
	Error struct {
		Code    *string `json:"code,omitempty"`
		Message *string `json:"message,omitempty"`
		Status  *int    `json:"status,omitempty"`
	} `json:"error"`
}

// Products is the schema of a success.
type Products struct {
	Results []json.RawMessage `json:"results"`
}

// QueryResponse holds whatever came.
type QueryResponse struct {
	Body         []byte
	HTTPResponse *http.Response
	JSON200      *Products
	JSON403      *ErrorDoc
	JSON404      *ErrorDoc
	JSON500      *ErrorDoc
}

// StatusCode is the line's number.
func (r QueryResponse) StatusCode() int {
	if r.HTTPResponse != nil {
		return r.HTTPResponse.StatusCode
	}
	return 0
}

// ParseQueryResponse fills the field that goes with the line's number.
func ParseQueryResponse(rsp *http.Response) (*QueryResponse, error) {
	b, err := io.ReadAll(rsp.Body)
	_ = rsp.Body.Close()
	if err != nil {
		return nil, err
	}
	out := &QueryResponse{Body: b, HTTPResponse: rsp}
	switch {
	case rsp.StatusCode == 200:
		var dest Products
		if err := json.Unmarshal(b, &dest); err != nil {
			return nil, err
		}
		out.JSON200 = &dest
	case rsp.StatusCode == 403:
		var dest ErrorDoc
		if err := json.Unmarshal(b, &dest); err != nil {
			return nil, err
		}
		out.JSON403 = &dest
	case rsp.StatusCode == 404:
		var dest ErrorDoc
		if err := json.Unmarshal(b, &dest); err != nil {
			return nil, err
		}
		out.JSON404 = &dest
	case rsp.StatusCode == 500:
		var dest ErrorDoc
		if err := json.Unmarshal(b, &dest); err != nil {
			return nil, err
		}
		out.JSON500 = &dest
	}
	return out, nil
}

var errAbsent = errors.New("absent")

// The field was set from the line's number.
func absent(r *QueryResponse) error {
	if r.JSON404 != nil {
		return errAbsent
	}
	if r.JSON200 == nil {
		return fmt.Errorf("status %d", r.StatusCode())
	}
	return nil
}

// The number inside the field is the body's.
func absentInside(r *QueryResponse) error {
	if r.JSON404 != nil && *r.JSON404.Error.Status == 404 { // want medipimstatus/branch
		return errAbsent
	}
	return nil
}

// The method gives the line's number.
func absentMethod(r *QueryResponse) bool {
	switch r.StatusCode() {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return true
	}
	return false
}

// The code inside the field goes with it.
func wrongPath(r *QueryResponse) bool {
	return r.JSON404 != nil && *r.JSON404.Error.Code == "endpoint_not_found"
}

// The code inside the field is of another generator's catalog.
func broken(r *QueryResponse) bool {
	return r.JSON500 != nil && *r.JSON500.Error.Code == "unexpected_condition" // want medipimcode/unknown
}

// The text inside the field is compared.
func refused(r *QueryResponse) bool {
	return r.JSON403 != nil && *r.JSON403.Error.Message == "You may not" // want medipimmessage/text
}

var _ = []any{absent, absentInside, absentMethod, wrongPath, broken, refused}
