//medipimlint:client

// Package smallforms has one small function for each form.
package smallforms

import (
	"encoding/json"
	"errors"
	"net/http"
)

type envelope struct {
	Error inner `json:"error"`
}

type inner struct {
	Status     int      `json:"status"`
	Code       string   `json:"code"`
	Message    string   `json:"message"`
	Violations []string `json:"violations"`
}

var (
	errGone  = errors.New("gone")
	errOther = errors.New("other")
)

// read decodes the error body of a response.
func read(resp *http.Response) envelope {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return env
}

// number is a getter for the body's number.
func (e envelope) number() int { return e.Error.Status }

// clientSide branches on its parameter, for which the callers answer.
func clientSide(status int) bool {
	return status >= 400 && status < 500
}

// observe only stores its parameter.
func observe(seen *[]int, status int) { *seen = append(*seen, status) }
