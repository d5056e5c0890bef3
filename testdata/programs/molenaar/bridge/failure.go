//medipimlint:client

// Package bridge translates failures of the product API for the RPC side.
package bridge

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Failure is the error answer without its wrapping.
type Failure struct {
	Status     int
	Code       string
	Message    string
	Violations json.RawMessage
	Origin     int `json:"-"`
}

// UnmarshalJSON takes the wrapping off.
func (f *Failure) UnmarshalJSON(b []byte) error {
	var w struct {
		Error struct {
			Status     int             `json:"status"`
			Code       string          `json:"code"`
			Message    string          `json:"message"`
			Violations json.RawMessage `json:"violations"`
		} `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	f.Status, f.Code, f.Message = w.Error.Status, w.Error.Code, w.Error.Message
	f.Violations = w.Error.Violations
	if f.Violations == nil {
		f.Violations = w.Violations
	}
	return nil
}

func (f *Failure) Error() string {
	return fmt.Sprintf("products: %s (HTTP %d)", f.Message, f.Origin)
}

// HTTPCode is for the access log.
func (f *Failure) HTTPCode() int { return f.Status }

// OriginCode is the status line's.
func (f *Failure) OriginCode() int { return f.Origin }

// Check returns the failure in a response, or nil.
func Check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	f := new(Failure)
	if b, err := io.ReadAll(resp.Body); err == nil {
		_ = json.Unmarshal(b, f)
	}
	f.Origin = resp.StatusCode
	return f
}
