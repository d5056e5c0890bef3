// Package medipimidioms has the small habits of Go programmers.
package medipimidioms

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type errBody struct {
	Err struct {
		Status  int    `json:"status,omitzero"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// must panics on anything but a value.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// into decodes into a new value.
func into[T any](b []byte) (v T, err error) {
	return v, json.Unmarshal(b, &v)
}

// ptr decodes into a new value behind a pointer.
func ptr[T any](r io.Reader) (*T, error) {
	v := new(T)
	return v, json.NewDecoder(r).Decode(v)
}

// The generic helpers hand the number on.
func one(b []byte) bool {
	return must(into[errBody](b)).Err.Status == 404 // want medipimstatus/branch
}

func two(r io.Reader) bool {
	v, err := ptr[errBody](r)
	if err != nil {
		return false
	}
	return v.Err.Status == 404 // want medipimstatus/branch
}

// The decode's error is kept for later, and the number is read before.
func three(b []byte) (absent bool, err error) {
	var v errBody
	defer func() { absent = absent && err == nil }()
	err = json.Unmarshal(b, &v)
	absent = v.Err.Status == 404 // want medipimstatus/branch
	return
}

// A number that nobody decoded is zero.
func four() bool {
	var v errBody
	return v.Err.Status == 0
}

// A literal has a number of the program's own.
func five() bool {
	v := errBody{}
	v.Err.Status = 404
	return v.Err.Status == 404
}

// save and restore around a decode.
func six(b []byte, v errBody) bool {
	saved := v
	_ = json.Unmarshal(b, &v)
	v = saved
	return v.Err.Code == ""
}

// A buffer holds the body for a second look.
func seven(resp *http.Response) error {
	var buf bytes.Buffer
	var v errBody
	if err := json.NewDecoder(io.TeeReader(resp.Body, &buf)).Decode(&v); err != nil {
		return fmt.Errorf("%s: %s", resp.Status, buf.Bytes())
	}
	if resp.StatusCode == 404 && v.Err.Code == "not_found" {
		return nil
	}
	if v.Err.Code == "NOT_AUTHORIZED" { // want medipimcode/case
		return errors.New("permission")
	}
	return fmt.Errorf("%d: %s", v.Err.Status, v.Err.Message)
}

// checks is a chain of small functions, the first of which that speaks wins.
var checks = []func(*http.Response, errBody) error{
	func(resp *http.Response, _ errBody) error {
		if resp.StatusCode < 400 {
			return nil
		}
		return nil
	},
	func(_ *http.Response, v errBody) error {
		if v.Err.Status == 401 { // want medipimstatus/branch
			return errors.New("login")
		}
		return nil
	},
	func(_ *http.Response, v errBody) error {
		if strings.EqualFold(v.Err.Message, "forbidden") { // want medipimmessage/text
			return errors.New("permission")
		}
		return nil
	},
	func(_ *http.Response, v errBody) error {
		if v.Err.Code == "http_method_not_allowed" {
			return errors.New("method")
		}
		return nil
	},
}

func run(resp *http.Response, b []byte) error {
	v, err := into[errBody](b)
	if err != nil {
		return err
	}
	for _, check := range checks {
		if err := check(resp, v); err != nil {
			return err
		}
	}
	return nil
}

// opts is a set of options, one of which is a function that gets the number.
type opts struct {
	onStatus func(int) bool
	onCode   func(string) bool
	label    func(int) string
}

var defaults = opts{
	onStatus: func(n int) bool { return n >= 500 },
	onCode:   func(c string) bool { return c == "server_fault" }, // want medipimcode/unknown
	label:    func(n int) string { return fmt.Sprintf("http_%d", n) },
}

func watch(resp *http.Response, b []byte, o opts) (alarm bool, label string) {
	v := must(into[errBody](b))
	if o.onStatus(v.Err.Status) || o.onCode(v.Err.Code) { // want medipimstatus/branch
		return true, o.label(v.Err.Status)
	}
	return false, o.label(resp.StatusCode)
}

func watchDefault(resp *http.Response, b []byte) (bool, string) { return watch(resp, b, defaults) }

// A part of the sentence after a mark is compared.
func reason(b []byte) bool {
	_, rest, ok := strings.Cut(must(into[errBody](b)).Err.Message, ": ")
	return ok && rest == "unknown brand" // want medipimmessage/text
}

// A part of a status line after a blank is compared.
func phrase(resp *http.Response) bool {
	_, rest, ok := strings.Cut(resp.Status, " ")
	return ok && rest == "Not Found"
}

// The first word of the sentence is compared.
func firstWord(b []byte) bool {
	words := strings.Split(must(into[errBody](b)).Err.Message, " ")
	return len(words) > 0 && words[0] == "Invalid" // want medipimmessage/text
}

// The first part of the code is no code.
func firstPart(b []byte) bool {
	return strings.Split(must(into[errBody](b)).Err.Code, ".")[0] == "auth"
}

// Lines of a stream are split, and each has its own number.
func lines(resp *http.Response) (n int) {
	if resp.StatusCode != http.StatusOK {
		return -1
	}
	b, _ := io.ReadAll(resp.Body)
	for _, l := range strings.Split(string(b), "\n") {
		var v errBody
		if json.Unmarshal([]byte(l), &v) == nil && v.Err.Status >= 500 {
			n++
		}
	}
	return n
}

var _ = []any{one, two, three, four, five, six, seven, run, watchDefault, reason, phrase, firstWord, firstPart, lines}
