package either

import (
	"encoding/json"
	"net/http"
	"strings"
)

// ParseFailure turns bytes into a left or a right.
func ParseFailure(b []byte) Either[error, Failure] {
	var env Envelope
	if err := json.Unmarshal(b, &env); err != nil {
		return Left[error, Failure](err)
	}
	return Right[error](env.Error)
}

// The right side carries the body's number.
func IsAbsent(b []byte) bool {
	e := ParseFailure(b)
	return e.isRight && e.right.Status == http.StatusNotFound // want medipimstatus/branch
}

// The right side only gives its code.
func IsAbsentByCode(b []byte) bool {
	e := ParseFailure(b)
	return e.isRight && e.right.Code == "not_found"
}

// The lambda handed to Fold compares the body's number.
func Blame(r Result[[]string]) string {
	return Fold(r,
		func(f *Failure) string {
			if f.Status >= 500 { // want medipimstatus/branch
				return "server"
			}
			return "client"
		},
		func([]string) string { return "nobody" })
}

// The lambda handed to Fold only formats.
func Explain(r Result[[]string]) string {
	return Fold(r,
		func(f *Failure) string { return http.StatusText(f.Status) + ": " + f.Message },
		func(v []string) string { return strings.Join(v, ",") })
}

// codeIs builds a predicate over failures.
func codeIs(want string) func(*Failure) bool {
	return func(f *Failure) bool { return f.Code == want }
}

// either of two predicates.
func or(a, b func(*Failure) bool) func(*Failure) bool {
	return func(f *Failure) bool { return a(f) || b(f) }
}

// The second word is not in the catalog.
var credentialTrouble = or(
	codeIs("authentication.api_key_not_found"),
	codeIs("authentication.api_key_expired"), // want medipimcode/unknown
)

// Both words are in the catalog.
var permissionTrouble = or(
	codeIs("not_authorized"),
	codeIs("authentication.api_key_is_not_active"),
)

// The predicates are put to use.
func Trouble(f *Failure) bool { return credentialTrouble(f) || permissionTrouble(f) }

// A curried comparison on the status line; the failure is passed along.
func whenStatus(code int, f func(Failure) error) func(*http.Response, Failure) error {
	return func(resp *http.Response, x Failure) error {
		if resp.StatusCode == code {
			return f(x)
		}
		return nil
	}
}

// The handlers look at the code alone.
var onNotFound = whenStatus(404, func(f Failure) error {
	if f.Code == "endpoint_not_found" {
		return errEndpoint
	}
	return nil
})

type constErr string

func (c constErr) Error() string { return string(c) }

const errEndpoint = constErr("no such endpoint")

// The curried handler is called.
func Handle(resp *http.Response, f Failure) error { return onNotFound(resp, f) }

// Map applies f to every element.
func Map[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, a := range in {
		out = append(out, f(a))
	}
	return out
}

// Filter keeps what p accepts.
func Filter[A any](in []A, p func(A) bool) []A {
	var out []A
	for _, a := range in {
		if p(a) {
			out = append(out, a)
		}
	}
	return out
}

// The numbers are collected for a metric.
func Numbers(fs []Failure) []int {
	return Map(fs, func(f Failure) int { return f.Status })
}

// The predicate compares the body's number.
func ServerSide(fs []Failure) []Failure {
	return Filter(fs, func(f Failure) bool { return f.Status/100 == 5 }) // want medipimstatus/branch
}

// The predicate compares the body's code.
func Broken(fs []Failure) []Failure {
	return Filter(fs, func(f Failure) bool { return f.Code == "server_error" })
}

// The predicate searches the text.
func Expired(fs []Failure) []Failure {
	return Filter(fs, func(f Failure) bool { return strings.HasPrefix(f.Message, "API key") }) // want medipimmessage/text
}

// The predicate asks whether there is a text at all.
func Wordless(fs []Failure) []Failure {
	return Filter(fs, func(f Failure) bool { return len(f.Message) == 0 })
}
