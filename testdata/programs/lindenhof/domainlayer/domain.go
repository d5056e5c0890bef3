// Package domainlayer is the middle one.
package domainlayer

import (
	"errors"
	"net/http"

	"example.com/lindenhof/wirelayer"
)

// Absence is this layer's own failure.
type Absence struct {
	Number int
	Why    string
}

func (a Absence) Error() string { return "absent: " + a.Why }

// The exported field holds the body's number.
func Absent(resp *http.Response) error {
	err := wirelayer.Newer(resp)
	var f *wirelayer.Fault
	if errors.As(err, &f) && f.BodyStatus == 404 { // want medipimstatus/branch
		return Absence{Number: 404}
	}
	return err
}

// The exported field holds the line's number.
func AbsentLine(resp *http.Response) error {
	err := wirelayer.Newer(resp)
	var f *wirelayer.Fault
	if errors.As(err, &f) && f.LineStatus == 404 {
		return Absence{Number: f.LineStatus, Why: f.Words}
	}
	return err
}

// The getter gives the body's number to a predicate of the lower layer.
func Broken(err error) bool {
	var f *wirelayer.Fault
	return errors.As(err, &f) && wirelayer.IsServerNumber(f.Numeric()) // want medipimstatus/branch
}

// The getter gives the line's number to a predicate of the lower layer.
func BrokenLine(err error) bool {
	var f *wirelayer.Fault
	return errors.As(err, &f) && wirelayer.IsServerNumber(f.Line())
}

// The predicate of the lower layer gets a word that is nowhere.
func Frozen(err error) bool {
	f, ok := errors.AsType[*wirelayer.Fault](err)
	return ok && f.Has("account_frozen") // want medipimcode/unknown
}

// The predicate of the lower layer gets a word of the catalog.
func Inactive(err error) bool {
	f, ok := errors.AsType[*wirelayer.Fault](err)
	return ok && f.Has("authentication.api_key_is_not_active")
}

// Report is a copy for the layer above.
type Report struct {
	wire   int
	Reason string
	Words  string
	Line   int
}

// NewReport copies the fault.
func NewReport(f *wirelayer.Fault) *Report {
	return &Report{wire: f.Numeric(), Reason: f.Reason(), Words: f.Words, Line: f.Line()}
}

// Wire gives the copy of the body's number.
func (r *Report) Wire() int { return r.wire }

// Denied compares the line's number.
func (r *Report) Denied() bool { return r.Line == http.StatusForbidden }
