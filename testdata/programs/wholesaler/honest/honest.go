// Package honest is an error package whose number is the response's.
package honest

import (
	"encoding/json"
	"errors"
	"net/http"
)

// MedipimProblem is what callers see.
type MedipimProblem struct {
	Status  int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type problemBody struct {
	Error MedipimProblem `json:"error"`
}

// Option changes a problem.
type Option func(*MedipimProblem)

// Formats: no branch.
func (p *MedipimProblem) Error() string { return p.Code }

// A getter of the response's number.
func (p *MedipimProblem) StatusCode() int { return p.Status }

// Sets the response's number when it is used.
func WithStatus(status int) Option {
	return func(p *MedipimProblem) { p.Status = status }
}

// The decode cannot reach the number, which comes from the response by an option.
func Parse(resp *http.Response, opts ...Option) *MedipimProblem {
	var b problemBody
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		b = problemBody{}
	}
	for _, opt := range append([]Option{WithStatus(resp.StatusCode)}, opts...) {
		opt(&b.Error)
	}
	return &b.Error
}

// Tests the response's number.
func IsMissing(err error) bool {
	p, ok := errors.AsType[*MedipimProblem](err)
	return ok && p.Status == http.StatusNotFound
}

// Set before the decode, and the decode cannot reach it.
func ParseEarly(resp *http.Response) (*MedipimProblem, bool) {
	b := problemBody{Error: MedipimProblem{Status: resp.StatusCode}}
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return nil, false
	}
	return &b.Error, b.Error.Status >= http.StatusInternalServerError
}
