//medipimlint:client

// Package pointers stores everything behind at least one star.
package pointers

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type mistake struct {
	Status *int    `json:"status"`
	Code   *string `json:"code"`
	Text   *string `json:"message"`
}

type sheet struct {
	Error **mistake `json:"error"`
}

func load(b []byte) (*sheet, error) {
	s := &sheet{}
	if err := json.Unmarshal(b, s); err != nil {
		return nil, err
	}
	if s.Error == nil || *s.Error == nil {
		return nil, errors.New("no mistake in it")
	}
	return s, nil
}

// Two stars lead to the body's number.
func starred(b []byte) bool {
	s, err := load(b)
	if err != nil {
		return false
	}
	return *(*s.Error).Status == 404 // want medipimstatus/branch
}

// Two stars lead to the code.
func starredCode(b []byte) bool {
	s, err := load(b)
	if err != nil || (*s.Error).Code == nil {
		return false
	}
	return *(*s.Error).Code == "not_found"
}

// Two stars lead to the code, and the word comes from elsewhere.
func starredForeign(b []byte) bool {
	s, err := load(b)
	if err != nil {
		return false
	}
	m := *s.Error
	return m.Code != nil && *m.Code == "unknown_product" // want medipimcode/unknown
}

// The star leads to the sentence.
func starredText(b []byte) bool {
	s, err := load(b)
	if err != nil {
		return false
	}
	m := *s.Error
	return m.Text != nil && *m.Text == "Invalid credentials" // want medipimmessage/text
}

// The pointer's target becomes the line's number.
func retargeted(resp *http.Response, b []byte) bool {
	s, err := load(b)
	if err != nil {
		return false
	}
	m := *s.Error
	m.Status = &resp.StatusCode
	return *m.Status == 404
}

type pair struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type pairDoc struct {
	Error pair `json:"error"`
}

// The struct holds the body's number and is compared as a whole.
func wholePair(b []byte) bool {
	var d pairDoc
	_ = json.Unmarshal(b, &d)
	return d.Error == pair{404, "not_found"} // want medipimstatus/branch
}

type codeOnly struct{ Code string }

// The struct holds only the code and is compared as a whole.
func wholeCode(b []byte) bool {
	var d pairDoc
	_ = json.Unmarshal(b, &d)
	return codeOnly{d.Error.Code} == codeOnly{"not_found"}
}

type linePair struct {
	Status int
	Code   string
}

// The struct holds the line's number and is compared as a whole.
func wholeLine(resp *http.Response, b []byte) bool {
	var d pairDoc
	_ = json.Unmarshal(b, &d)
	return linePair{resp.StatusCode, d.Error.Code} == linePair{404, "not_found"}
}

// The struct is the key of a map that counts for a metric.
func count(b []byte, seen map[pair]int) {
	var d pairDoc
	_ = json.Unmarshal(b, &d)
	seen[d.Error]++
}

// A generic pointer helper passes the number through.
func deref[T any](p *T) T { return *p }

// The helper's result is the body's number.
func dereferenced(b []byte) bool {
	s, err := load(b)
	return err == nil && deref((*s.Error).Status) == 500 // want medipimstatus/branch
}

// The helper's result is the code.
func dereferencedCode(b []byte) bool {
	s, err := load(b)
	return err == nil && deref((*s.Error).Code) == "server_error"
}

// The helper's results are shown.
func show(b []byte) string {
	s, err := load(b)
	if err != nil {
		return err.Error()
	}
	m := *s.Error
	return fmt.Sprintf("%d %s %s", deref(m.Status), deref(m.Code), deref(m.Text))
}

var _ = []any{starred, starredCode, starredForeign, starredText, retargeted, wholePair, wholeCode, wholeLine, count, dereferenced, dereferencedCode, show}
