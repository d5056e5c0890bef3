// Package outcomes has results and predicates.
package outcomes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// MedipimFault is the fault that the body describes.
type MedipimFault struct {
	status int
	code   string
	msg    string
}

// Outcome is a value or a fault.
type Outcome[T any] struct {
	Value T
	Fault *MedipimFault
}

// Pred is a test of a fault.
type Pred func(*MedipimFault) bool

type body struct {
	Error *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Formats: no branch.
func (f *MedipimFault) Error() string { return fmt.Sprintf("fault %s: %s", f.code, f.msg) }

// A getter: no branch.
func (f *MedipimFault) Status() int { return f.status }

// A getter: no branch.
func (f *MedipimFault) Code() string { return f.code }

// A generic decoder: what it decodes is the caller's choice.
func decode[T any](r io.Reader) (T, error) {
	var v T
	err := json.NewDecoder(r).Decode(&v)
	return v, err
}

// Builds the fault from the body: storing is no branch.
func fault(r io.Reader) (*MedipimFault, error) {
	b, err := decode[body](r)
	if err != nil {
		return nil, err
	}
	if b.Error == nil {
		return nil, errors.New("no error in the body")
	}
	return &MedipimFault{status: b.Error.Status, code: b.Error.Code, msg: b.Error.Message}, nil
}

// The real status is read before the data is decoded.
func Read[T any](resp *http.Response) (Outcome[T], error) {
	if resp.StatusCode >= http.StatusBadRequest {
		f, err := fault(resp.Body)
		return Outcome[T]{Fault: f}, err
	}
	v, err := decode[T](resp.Body)
	return Outcome[T]{Value: v}, err
}

// The body's number decides whether the fallback is taken.
func (o Outcome[T]) OrElse(fallback T) (T, error) {
	if o.Fault == nil {
		return o.Value, nil
	}
	if o.Fault.Status() == http.StatusNotFound { // want medipimstatus/branch
		return fallback, nil
	}
	return o.Value, o.Fault
}

// Presence of the pointer is no number.
func (o Outcome[T]) Ok() bool { return o.Fault == nil }
