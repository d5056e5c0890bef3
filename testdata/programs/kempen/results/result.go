// Package medipimresults hands results and options around instead of errors.
package medipimresults

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// Option is a value, or none.
type Option[T any] struct {
	v  T
	ok bool
}

// Some wraps a value.
func Some[T any](v T) Option[T] { return Option[T]{v, true} }

// None is no value.
func None[T any]() Option[T] { return Option[T]{} }

// OrElse gives the value, or another.
func (o Option[T]) OrElse(other T) T {
	if o.ok {
		return o.v
	}
	return other
}

// Filter keeps the value if it is wanted.
func (o Option[T]) Filter(keep func(T) bool) Option[T] {
	if o.ok && keep(o.v) {
		return o
	}
	return None[T]()
}

// MapTo turns one option into another.
func MapTo[T, U any](o Option[T], f func(T) U) Option[U] {
	if !o.ok {
		return None[U]()
	}
	return Some(f(o.v))
}

// Result is a value or what the API said instead.
type Result[T any] struct {
	Value T
	Fault *Fault
	Line  int
}

// Envelope is the wire's form of any answer.
type Envelope[T any] struct {
	Results T      `json:"results"`
	Error   *Fault `json:"error,omitempty"`
}

// Fault is what stands under the key error.
type Fault struct {
	Status  *int   `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func receive[T any](resp *http.Response) (r Result[T]) {
	defer resp.Body.Close()
	r.Line = resp.StatusCode
	var b bytes.Buffer
	if _, err := io.Copy(&b, resp.Body); err != nil {
		return r
	}
	var env Envelope[T]
	if json.Unmarshal(b.Bytes(), &env) == nil {
		r.Fault = env.Error
		if resp.StatusCode < 300 {
			r.Value = env.Results
		}
	}
	return r
}

// Number is the body's number, if it has one.
func (f *Fault) Number() Option[int] {
	if f == nil || f.Status == nil { // want medipimstatus/branch
		return None[int]()
	}
	return Some(*f.Status)
}

type product struct {
	ID     string `json:"id"`
	Status int    `json:"status"`
}

// The option is taken apart, and its value compared.
func gone(r Result[product]) bool {
	return r.Fault.Number().OrElse(0) == 404 // want medipimstatus/branch
}

// The line's number is compared.
func goneLine(r Result[product]) bool { return r.Line == 404 }

// The pointer's number is compared where it stands.
func vendor(r Result[[]product]) bool {
	if r.Fault != nil && r.Fault.Status != nil && *r.Fault.Status >= 500 { // want medipimstatus/branch medipimstatus/branch
		return true
	}
	return r.Line >= 500
}

// Nothing but the presence of the object is asked.
func failed(r Result[[]product]) bool { return r.Fault != nil }

// A product's own number is in the value.
func shelved(r Result[[]product]) (n int) {
	for _, p := range r.Value {
		if p.Status == 3 {
			n++
		}
	}
	return n
}

// The option's value goes through a function that compares it.
func classOf(r Result[product]) string {
	return MapTo(r.Fault.Number(), func(n int) string {
		if n < 500 { // want medipimstatus/branch
			return "ours"
		}
		return "theirs"
	}).OrElse("nobody's")
}

// The line's number goes through a function that compares it.
func classOfLine(r Result[product]) string {
	return MapTo(Some(r.Line), func(n int) string {
		if n < 500 {
			return "ours"
		}
		return "theirs"
	}).OrElse("nobody's")
}

// Code is the fault's code, if there is a fault.
func (r Result[T]) Code() Option[string] {
	return MapTo(Some(r.Fault).Filter(func(f *Fault) bool { return f != nil }), func(f *Fault) string { return f.Code })
}

// The code comes out of two options.
func throttled(r Result[product]) bool {
	return r.Code().OrElse("") == "throttled" // want medipimcode/unknown
}

func limited(r Result[product]) bool {
	return r.Code().OrElse("") == "too_many_requests"
}

// The code and the line's number come out of one result, and do not go together.
func crossed(r Result[product]) bool {
	if r.Line != http.StatusMethodNotAllowed {
		return false
	}
	return r.Fault != nil && r.Fault.Code == "endpoint_not_found" // want medipimpair/impossible
}

// The code and the line's number come out of one result, and go together.
func straight(r Result[product]) bool {
	if r.Line != http.StatusMethodNotAllowed {
		return false
	}
	return r.Fault != nil && r.Fault.Code == "http_method_not_allowed"
}

// The result of one request and the fault of another have nothing to do with each other.
func apart(first Result[product], second Result[product]) bool {
	if first.Line != http.StatusMethodNotAllowed {
		return false
	}
	return second.Fault != nil && second.Fault.Code == "endpoint_not_found"
}

// The message's words are looked for.
func maintenance(r Result[product]) bool {
	if r.Fault == nil {
		return false
	}
	for _, word := range strings.Fields(r.Fault.Message) {
		if strings.EqualFold(word, "maintenance") { // want medipimmessage/text
			return true
		}
	}
	return false
}

// The message's words are counted, to fit it on a label.
func words(r Result[product]) int {
	if r.Fault == nil {
		return 0
	}
	n := 0
	for _, word := range strings.Fields(r.Fault.Message) {
		if len(word) > 12 {
			n++
		}
		n++
	}
	return n
}

// pair is two things of any kind.
type pair[A, B any] struct {
	first  A
	second B
}

func zip(r Result[product]) pair[int, string] {
	if r.Fault == nil || r.Fault.Status == nil { // want medipimstatus/branch
		return pair[int, string]{r.Line, ""}
	}
	return pair[int, string]{*r.Fault.Status, r.Fault.Code}
}

// The pair's number is the line's on one path, and the body's on the other.
func zipped(r Result[product]) bool {
	p := zip(r)
	return p.first == 403 && p.second == "not_authorized" // want medipimstatus/mixed
}

var _ = []any{receive[product], receive[[]product], gone, goneLine, vendor, failed, shelved, classOf, classOfLine, throttled, limited, crossed, straight, apart, maintenance, words, zipped}
