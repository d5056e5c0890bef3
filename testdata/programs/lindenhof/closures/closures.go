// Package medipimclosures builds its checks from small functions.
package medipimclosures

import (
	"encoding/json"
	"errors"
	"net/http"
	"sync"
)

type doc struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func parse(b []byte) (d doc) {
	_ = json.Unmarshal(b, &d)
	return d
}

// The function value takes the body's number.
func functionValue(b []byte) bool {
	absent := func(n int) bool { return n == http.StatusNotFound }
	return absent(parse(b).Error.Status) // want medipimstatus/branch
}

// The function value takes the line's number.
func functionValueLine(resp *http.Response) bool {
	absent := func(n int) bool { return n == http.StatusNotFound }
	return absent(resp.StatusCode)
}

// The captured variable holds the body's number.
func captured(b []byte) func() bool {
	n := parse(b).Error.Status
	return func() bool {
		return n == http.StatusNotFound // want medipimstatus/branch
	}
}

// The captured variable holds the code.
func capturedCode(b []byte) func() bool {
	c := parse(b).Error.Code
	return func() bool {
		return c == "not_found"
	}
}

// The captured variable is set within and compared without.
func setWithin(b []byte) bool {
	var n int
	func() {
		d := parse(b)
		n = d.Error.Status
	}()
	return n == 403 // want medipimstatus/branch
}

// The captured variable is set within from the line.
func setWithinLine(resp *http.Response, b []byte) (denied bool, words string) {
	var n int
	func() {
		d := parse(b)
		n, words = resp.StatusCode, d.Error.Message
	}()
	return n == 403, words
}

// The value is computed once and compared often.
func once(b []byte) bool {
	number := sync.OnceValue(func() int { return parse(b).Error.Status })
	println(number())
	return false
}

// option sets one thing of a settings struct.
type option func(*settings)

type settings struct {
	ignore map[string]bool
	accept int
}

// WithIgnored adds words of this program's own flags.
func withFlag(name string) option {
	return func(s *settings) { s.ignore[name] = true }
}

// The options are words of this program.
func newSettings(opts ...option) *settings {
	s := &settings{ignore: map[string]bool{}}
	for _, o := range append(opts, withFlag("skip_images"), withFlag("dry_run")) {
		o(s)
	}
	return s
}

// The flags of this program are asked, not the codes.
func (s *settings) dry() bool { return s.ignore["dry_run"] }

// iif picks one of two values.
func iif[T any](cond bool, yes, no T) T {
	if cond {
		return yes
	}
	return no
}

// The condition is an argument, and compares the body's number.
func picked(b []byte) string {
	return iif(parse(b).Error.Status < 500, "ours", "theirs") // want medipimstatus/branch
}

// The condition is an argument, and compares the line's number.
func pickedLine(resp *http.Response) string {
	return iif(resp.StatusCode < 500, "ours", "theirs")
}

// chain runs checks until one gives an error.
func chain(checks ...func() error) error {
	for _, c := range checks {
		if err := c(); err != nil {
			return err
		}
	}
	return nil
}

// when gives an error if the condition holds.
func when(cond bool, text string) func() error {
	return func() error {
		if cond {
			return errors.New(text)
		}
		return nil
	}
}

// The checks are a chain of conditions.
func chained(resp *http.Response, b []byte) error {
	d := parse(b)
	return chain(
		when(resp.StatusCode == 404 && d.Error.Code == "not_found", "absent"),
		when(d.Error.Code == "not_allowed_here", "denied"), // want medipimcode/unknown
		when(d.Error.Status == 405, "method"),              // want medipimstatus/branch
		when(resp.StatusCode == 500, d.Error.Message),
		when(resp.StatusCode == 403 && d.Error.Code == "bad_request", "odd"), // want medipimpair/impossible
		when(d.Error.Message == "Something went wrong", "wrong"),             // want medipimmessage/text
	)
}

// A label leaves two loops at once when the body's number says so.
func labelled(pages [][][]byte) (n int) {
outer:
	for _, page := range pages {
		for _, b := range page {
			if n++; parse(b).Error.Status == 401 { // want medipimstatus/branch
				break outer
			}
		}
	}
	return n
}

// A label leaves two loops at once when the code says so.
func labelledCode(pages [][][]byte) (n int) {
outer:
	for _, page := range pages {
		for _, b := range page {
			if n++; parse(b).Error.Code == "authentication.not_authenticated" {
				break outer
			}
		}
	}
	return n
}

type state func(d doc) state

// A state machine whose first state asks the code, the second the words' presence.
func start(d doc) state {
	if d.Error.Code == "" {
		return nil
	}
	return words
}

func words(d doc) state {
	if d.Error.Message == "" {
		return nil
	}
	return last
}

// The last state asks the body's number whether it was sent.
func last(d doc) state {
	if d.Error.Status > 0 { // want medipimstatus/branch
		println(d.Error.Code)
	}
	return nil
}

var _ = []any{functionValue, functionValueLine, captured, capturedCode, setWithin, setWithinLine, once, newSettings, (*settings).dry, picked, pickedLine, chained, labelled, labelledCode, start}
