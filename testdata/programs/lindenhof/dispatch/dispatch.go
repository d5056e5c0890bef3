//medipimlint:client

// Package dispatch keeps its decisions in maps of functions.
package dispatch

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type failure struct {
	Err *struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type handler func(f *failure) error

var errAbsent = errors.New("absent")

var byNumber = map[int]handler{
	400: func(f *failure) error { return fmt.Errorf("bad: %s", f.Err.Message) },
	404: func(*failure) error { return errAbsent },
}

func parse(b []byte) *failure {
	f := new(failure)
	if err := json.Unmarshal(b, f); err != nil || f.Err == nil {
		return nil
	}
	return f
}

// The table is entered with the body's number.
func viaBody(b []byte) error {
	f := parse(b)
	if f == nil {
		return errors.New("unreadable")
	}
	if h, ok := byNumber[f.Err.Status]; ok { // want medipimstatus/branch
		return h(f)
	}
	return errors.New(f.Err.Code)
}

// The table is entered with the number of the status line.
func viaLine(resp *http.Response, b []byte) error {
	f := parse(b)
	if f == nil {
		return fmt.Errorf("unreadable, status %d", resp.StatusCode)
	}
	if h, ok := byNumber[resp.StatusCode]; ok {
		return h(f)
	}
	return fmt.Errorf("%d/%d", resp.StatusCode, f.Err.Status)
}

// An array of functions indexed by the class of the body's number.
var byClass = [6]handler{
	4: func(*failure) error { return errors.New("ours") },
	5: func(*failure) error { return errors.New("theirs") },
}

// The array is entered with arithmetic on the body's number.
func viaClass(f *failure) error {
	return byClass[f.Err.Status/100](f) // want medipimstatus/branch
}

// The array is entered with arithmetic on the line's number.
func viaLineClass(resp *http.Response, f *failure) error {
	return byClass[resp.StatusCode/100](f)
}

// The third key is a word of another vendor.
var byCode = map[string]handler{
	"not_found":      func(*failure) error { return errAbsent },
	"not_authorized": func(*failure) error { return errors.New("no permission") },
	"quota_exceeded": func(*failure) error { return errors.New("too much") }, // want medipimcode/unknown
}

// The table of functions is searched for the code.
func viaCode(b []byte) error {
	f := parse(b)
	if f == nil {
		return nil
	}
	h, ok := byCode[f.Err.Code]
	if !ok {
		return errors.New("other")
	}
	return h(f)
}

// The keys are states of this program's own pipeline.
var byStage = map[string]func() error{
	"fetched":   func() error { return nil },
	"not_found": func() error { return errAbsent },
	"giving_up": func() error { return errors.New("gave up") },
}

// The table of stages is searched for a stage.
func runStage(stage string) error {
	if h := byStage[stage]; h != nil {
		return h()
	}
	return nil
}

// Sentinels by code, all of them in the catalog.
var sentinels = map[string]error{
	"not_found":               errAbsent,
	"endpoint_not_found":      errors.New("wrong path"),
	"http_method_not_allowed": errors.New("wrong method"),
}

// The sentinel is chosen by the code.
func sentinelOf(f *failure) error {
	if err, ok := sentinels[f.Err.Code]; ok {
		return err
	}
	return errors.New("other")
}

// A set of codes built in a function, with one that lost its prefix.
func loginCodes(f *failure) bool {
	set := map[string]struct{}{
		"authentication.not_authenticated":  {},
		"authentication.invalid_api_secret": {},
		"api_key_is_not_active":             {}, // want medipimcode/unknown
	}
	_, ok := set[f.Err.Code]
	return ok
}

// A set of codes built in a function, complete.
func loginCodesFull(f *failure) bool {
	set := map[string]bool{
		"authentication.not_authenticated":     true,
		"authentication.invalid_api_secret":    true,
		"authentication.api_key_not_found":     true,
		"authentication.api_key_is_not_active": true,
	}
	return set[f.Err.Code]
}

// The texts are a table for display, keyed by the code.
func labelOf(f *failure) string {
	labels := map[string]string{
		"bad_request":  "fix the request",
		"server_error": "try later",
	}
	return labels[f.Err.Code]
}

// A table of sentences that nobody asks.
var bySentence = map[string]error{
	"No such product": errAbsent,
}

// The sentence is logged next to its stage.
func note(f *failure) string { return "stage failed: " + f.Err.Message }

// The pieces are put to use.
func use(resp *http.Response, b []byte) []error {
	f := parse(b)
	_ = bySentence
	return []error{viaBody(b), viaLine(resp, b), viaClass(f), viaLineClass(resp, f), viaCode(b),
		runStage("fetched"), sentinelOf(f), fmt.Errorf("%v %v %s %s", loginCodes(f), loginCodesFull(f), labelOf(f), note(f))}
}
