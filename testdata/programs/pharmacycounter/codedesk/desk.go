// Package codedesk tells the people at the desk what a code means.
//
//medipimlint:client
package codedesk

import (
	"encoding/json"
	"errors"
	"slices"

	"example.com/pharmacycounter/codebook"
)

// Failure is what the desk gets, nothing to report.
type Failure struct {
	code    string
	message string
}

// Option changes a Failure, nothing to report.
type Option func(*Failure)

// WithMessage sets the text, nothing to report.
func WithMessage(m string) Option { return func(f *Failure) { f.message = m } }

// NewFailure builds a Failure from the error's body, nothing to report.
func NewFailure(body []byte, opts ...Option) (*Failure, error) {
	var e struct {
		Error *struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return nil, err
	}
	if e.Error == nil {
		return nil, errors.New("no error object")
	}
	f := &Failure{code: e.Error.Code, message: e.Error.Message}
	for _, o := range opts {
		o(f)
	}
	return f, nil
}

// Error shows the code, nothing to report.
func (f *Failure) Error() string { return "catalogue: " + f.code }

// Code hands the code on, nothing to report.
func (f *Failure) Code() string { return f.code }

// HasCode compares its parameter, which each caller answers for, silent here.
func (f *Failure) HasCode(code string) bool { return f.code == code }

// Any compares each of its parameters, which each caller answers for, silent here.
func (f *Failure) Any(codes ...string) bool { return slices.Contains(codes, f.code) }

// Explain compares with another package's constants, those outside the catalog are reported on their use.
func Explain(f *Failure) string {
	switch f.Code() {
	case codebook.NotFound:
		return "missing"
	case codebook.Denied:
		return "rights"
	case codebook.Expired: // want medipimcode/unknown
		return "expired"
	case codebook.Maintenance, codebook.Quota:
		return "later"
	}
	if f.HasCode(codebook.Banned) { // want medipimcode/unknown
		return "banned"
	}
	if f.HasCode(codebook.ReadOnly) {
		return "later"
	}
	return ""
}

// Rights looks through errors.As for a code that the catalog lacks, reported.
func Rights(err error) bool {
	if f := (*Failure)(nil); errors.As(err, &f) {
		return f.Code() == "permission_denied" // want medipimcode/unknown
	}
	return false
}

// RightsKnown looks through errors.As for a known code, silent.
func RightsKnown(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.HasCode("not_authorized")
}

// Written compares the word that a vendor's added code has, which the directive of the import allows, silent.
func Written(f *Failure) bool { return f.Code() == "quota_used_up" }
