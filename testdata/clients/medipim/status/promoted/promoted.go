// Package promoted asks through interfaces whose methods come from embedded structs.
package promoted

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Fault is how callers see an error.
type Fault interface {
	Number() int
	Word() string
}

type numbered struct {
	Status int `json:"status"`
}

func (n *numbered) Number() int { return n.Status }

type worded struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (w worded) Word() string { return w.Code }

type detail struct {
	numbered
	worded
}

// The struct is never named where the interface is asked.
func read(b []byte) (Fault, error) {
	var env struct {
		Error *detail `json:"error"`
	}
	if err := json.Unmarshal(b, &env); err != nil {
		return nil, err
	}
	return env.Error, nil
}

func missing(b []byte) bool {
	f, err := read(b)
	return err == nil && f.Number() == http.StatusNotFound // want medipimstatus/branch
}

func locked(b []byte) bool {
	f, err := read(b)
	return err == nil && f.Word() == "account_locked" // want medipimcode/unknown
}

func Report(f Fault) string { return fmt.Sprintf("%d %s", f.Number(), f.Word()) }

// A constructor copies what the interface yields into a struct that another embeds.

type base struct{ number int }

func (b base) Mirrored() int { return b.number }

type Mirror struct {
	base
	Cause error
}

func (m *Mirror) Error() string { return "mirror" }

func NewMirror(f Fault, cause error) error {
	return &Mirror{base: base{number: f.Number()}, Cause: cause}
}

func IsForbidden(err error) bool {
	var m *Mirror
	return errors.As(err, &m) && m.Mirrored() == http.StatusForbidden // want medipimstatus/branch
}

// Two levels down, by pointers, and read by an interface of its own.

type level1 struct{ *numbered }

type level2 struct {
	level1
	worded
}

type numberer interface{ Number() int }

func wrap(b []byte) numberer {
	var env struct {
		Error level2 `json:"error"`
	}
	env.Error.level1.numbered = &numbered{}
	if json.Unmarshal(b, &env) != nil {
		return nil
	}
	return &env.Error
}

func busy(b []byte) bool {
	n := wrap(b)
	return n != nil && n.Number() == http.StatusTooManyRequests // want medipimstatus/branch
}

// The same methods over the HTTP status.

type lineNumber struct{ code int }

func (l lineNumber) HTTP() int { return l.code }

type LineError struct {
	lineNumber
	worded
}

func (e *LineError) Error() string { return e.Word() }

type httpError interface {
	error
	HTTP() int
}

func check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	e := &LineError{lineNumber: lineNumber{resp.StatusCode}}
	var env struct {
		Error *worded `json:"error"`
	}
	env.Error = &e.worded
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return e
}

func gone(err error) bool {
	var e httpError
	return errors.As(err, &e) && e.HTTP() == http.StatusNotFound
}

func goneByType(err error) bool {
	var e *LineError
	return errors.As(err, &e) && e.HTTP() == http.StatusNotFound
}
