// Package optional builds errors with options.
package optional

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
)

// MedipimFailure is built with options.
type MedipimFailure struct {
	upstream int
	line     int
	name     string
	missing  bool
}

// Option sets a field.
type Option func(*MedipimFailure)

type payload struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Stores: no branch.
func withUpstream(status int) Option { return func(f *MedipimFailure) { f.upstream = status } }

// Stores: no branch.
func withLine(status int) Option { return func(f *MedipimFailure) { f.line = status } }

// Stores: no branch.
func withName(code string) Option { return func(f *MedipimFailure) { f.name = code } }

// Branches on its parameter inside the closure: the calls are judged.
func withMissing(status int) Option {
	return func(f *MedipimFailure) { f.missing = status == http.StatusNotFound }
}

// Applies its options: no branch.
func build(opts ...Option) *MedipimFailure {
	f := &MedipimFailure{}
	for _, opt := range opts {
		opt(f)
	}
	return f
}

// One of the options compares what it is given.
func FromBody(resp *http.Response) (*MedipimFailure, error) {
	var p payload
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return build(
		withUpstream(p.Error.Status),
		withLine(resp.StatusCode),
		withName(p.Error.Code),
		withMissing(p.Error.Status), // want medipimstatus/branch
	), nil
}

// The option is given the response's number.
func FromLine(resp *http.Response) *MedipimFailure {
	return build(withLine(resp.StatusCode), withMissing(resp.StatusCode))
}

// Formats: no branch.
func (f *MedipimFailure) Error() string { return f.name + " " + strconv.Itoa(f.upstream) }

// Only an option of the body's number sets this field.
func (f *MedipimFailure) Denied() bool {
	return f.upstream == http.StatusForbidden // want medipimstatus/branch
}

// Only an option of the response's number sets this field.
func (f *MedipimFailure) DeniedLine() bool { return f.line == http.StatusForbidden }

// The option copied the code, and the catalog has no such string.
func (f *MedipimFailure) NoKey() bool {
	return f.name == "authentication.key_missing" // want medipimcode/unknown
}

// The bool was computed above.
func (f *MedipimFailure) Missing() bool { return f.missing }

// Counts the leading bodies whose number says that the server was down.
func Leading(bodies []io.Reader) (n int, err error) {
	var p payload
	for down := true; down && n < len(bodies); down = p.Error.Status >= http.StatusInternalServerError { // want medipimstatus/branch
		if err := json.NewDecoder(bodies[n]).Decode(&p); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
