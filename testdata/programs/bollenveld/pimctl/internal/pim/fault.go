package pim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Fault is an error answer, ready for -o json.
type Fault struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations,omitempty"`
}

func newFault(resp *http.Response) error {
	f := &Fault{Status: resp.StatusCode}
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return err
	}
	var outer struct {
		Error      json.RawMessage `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	if err := json.Unmarshal(b, &outer); err != nil {
		return fmt.Errorf("%s: %.200s", resp.Status, b)
	}
	if err := json.Unmarshal(outer.Error, f); err != nil {
		return fmt.Errorf("%s: %.200s", resp.Status, b)
	}
	if len(f.Violations) == 0 {
		f.Violations = outer.Violations
	}
	return f
}

func (f *Fault) Error() string {
	if f.Message == "" {
		return fmt.Sprintf("HTTP %d %s", f.Status, http.StatusText(f.Status))
	}
	return fmt.Sprintf("HTTP %d: %s", f.Status, f.Message)
}

// Absent says whether the thing is simply not there.
func (f *Fault) Absent() bool {
	return f.Status == http.StatusNotFound && f.Code == "not_found" // want medipimstatus/order
}

// Report is a Fault with its origin; the status is that of the answer.
type Report struct {
	URL  string `json:"url"`
	HTTP int    `json:"-"`
	Fault
}

// NewReport reads an error answer for pimctl doctor.
func NewReport(resp *http.Response) (*Report, error) {
	var outer struct {
		Error Report `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&outer); err != nil {
		return nil, err
	}
	r := outer.Error
	r.URL, r.HTTP, r.Status = resp.Request.URL.String(), resp.StatusCode, resp.StatusCode
	return &r, nil
}

// Healthy says whether there was nothing to complain about.
func (r *Report) Healthy() bool { return r.HTTP < 400 && r.Code == "" }
