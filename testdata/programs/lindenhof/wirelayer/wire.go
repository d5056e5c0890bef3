// Package wirelayer is the lowest of three layers above the Medipim API.
package wirelayer

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Host is what the layer talks to.
const Host = "api.sandbox.medipim.fr"

// Fault is what the upper layers see.
type Fault struct {
	BodyStatus int
	LineStatus int
	Code       string
	Words      string
}

func (f *Fault) Error() string { return fmt.Sprintf("%s: %s", Host, f.Words) }

// Numeric gives the number that the body holds.
func (f *Fault) Numeric() int { return f.BodyStatus }

// Line gives the number of the status line.
func (f *Fault) Line() int { return f.LineStatus }

// Reason gives the code.
func (f *Fault) Reason() string { return f.Code }

// Has compares the code with its parameter.
func (f *Fault) Has(code string) bool { return f != nil && f.Code == code }

// Newer builds a fault of a failed response.
func Newer(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var v struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return fmt.Errorf("%s: status %d", Host, resp.StatusCode)
	}
	return &Fault{BodyStatus: v.Error.Status, LineStatus: resp.StatusCode, Code: v.Error.Code, Words: v.Error.Message}
}

// IsServerNumber compares its parameter.
func IsServerNumber(n int) bool { return n >= 500 }
