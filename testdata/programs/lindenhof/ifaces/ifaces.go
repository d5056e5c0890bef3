// Package ifaces puts an interface in front of everything.
package ifaces

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

// MedipimProblem is what a caller can ask of a failure.
type MedipimProblem interface {
	error
	StatusCode() int
	ErrorCode() string
}

type wireProblem struct {
	Detail struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
		Text   string `json:"message"`
	} `json:"error"`
}

func (w *wireProblem) Error() string     { return w.Detail.Text }
func (w *wireProblem) StatusCode() int   { return w.Detail.Status }
func (w *wireProblem) ErrorCode() string { return w.Detail.Code }

var _ MedipimProblem = (*wireProblem)(nil)

// ReadMedipim decodes a problem.
func ReadMedipim(b []byte) (MedipimProblem, error) {
	w := &wireProblem{}
	if err := json.Unmarshal(b, w); err != nil {
		return nil, err
	}
	return w, nil
}

// The only implementation behind the interface answers with the body's number.
func MedipimAbsent(b []byte) bool {
	p, err := ReadMedipim(b)
	return err == nil && p.StatusCode() == 404 // want medipimstatus/branch
}

// The interface gives the code.
func MedipimAbsentByCode(b []byte) bool {
	p, err := ReadMedipim(b)
	return err == nil && p.ErrorCode() == "not_found"
}

// errors.As on the interface type reaches the same getter.
func MedipimDenied(err error) bool {
	var p MedipimProblem
	if errors.As(err, &p) {
		return p.StatusCode() == http.StatusForbidden // want medipimstatus/branch
	}
	return false
}

// errors.As on the interface type, and the code lost half a word.
func MedipimDeniedByCode(err error) bool {
	var p MedipimProblem
	return errors.As(err, &p) && p.ErrorCode() == "not_authorised" // want medipimcode/unknown
}

// errors.As on the interface type, and the catalog's word.
func MedipimDeniedByCatalog(err error) bool {
	var p MedipimProblem
	return errors.As(err, &p) && p.ErrorCode() == "not_authorized"
}

// The number goes into a metric label.
func MedipimLabel(err error) string {
	var p MedipimProblem
	if errors.As(err, &p) {
		return "medipim_" + strconv.Itoa(p.StatusCode())
	}
	return "medipim_other"
}

// LineStatus is about the status line.
type LineStatus interface{ HTTPStatus() int }

type medipimLine struct {
	code int
	body MedipimProblem
}

func (l *medipimLine) Error() string   { return l.body.Error() }
func (l *medipimLine) Unwrap() error   { return l.body }
func (l *medipimLine) HTTPStatus() int { return l.code }

// The line's number comes from the response.
func NewMedipimLine(resp *http.Response, b []byte) error {
	p, err := ReadMedipim(b)
	if err != nil {
		return err
	}
	return &medipimLine{code: resp.StatusCode, body: p}
}

// The interface gives the number of the status line.
func MedipimLineAbsent(err error) bool {
	var l LineStatus
	return errors.As(err, &l) && l.HTTPStatus() == http.StatusNotFound
}

// A type switch on the two interfaces: one number is the line's, the other the body's.
func MedipimKind(err error) string {
	switch e := err.(type) {
	case LineStatus:
		if e.HTTPStatus() == 401 {
			return "login"
		}
	case MedipimProblem:
		if e.StatusCode() == 401 { // want medipimstatus/branch
			return "login"
		}
	}
	return "other"
}

// Error returns the sentence, and the sentence is compared.
func MedipimSlow(err error) bool {
	var w *wireProblem
	return errors.As(err, &w) && w.Error() == "Rate limit exceeded" // want medipimmessage/text
}

// The number of the line and that of the body are compared with each other.
func MedipimConsistent(resp *http.Response, p MedipimProblem) bool {
	return p.StatusCode() == resp.StatusCode
}
