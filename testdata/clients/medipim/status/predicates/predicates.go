// Package predicates hands literals to functions of its own: what they get is what these pass.
package predicates

import (
	"encoding/json"
	"io"
	"net/http"
)

type failure struct {
	Status int
	Code   string
}

// FromBody takes over what the Medipim API says in the body.
func FromBody(r io.Reader) (*failure, error) {
	var body struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(r).Decode(&body); err != nil {
		return nil, err
	}
	return &failure{Status: body.Error.Status, Code: body.Error.Code}, nil
}

// FromResponse takes the status from the response.
func FromResponse(resp *http.Response) *failure {
	return &failure{Status: resp.StatusCode}
}

func holds[T any](v T, test func(T) bool) bool { return test != nil && test(v) }

type maybe[T any] struct {
	v  T
	ok bool
}

func some[T any](v T) maybe[T] { return maybe[T]{v, true} }

func (m maybe[T]) is(test func(T) bool) bool { return m.ok && holds(m.v, test) }

func missing(r io.Reader) bool {
	f, err := FromBody(r)
	return err == nil && holds(f, func(f *failure) bool {
		return f.Status == http.StatusNotFound // want medipimstatus/branch
	})
}

func missingMaybe(r io.Reader) bool {
	f, _ := FromBody(r)
	return some(f).is(func(f *failure) bool {
		return f.Status == http.StatusNotFound // want medipimstatus/branch
	})
}

func missingLine(resp *http.Response) bool {
	return holds(FromResponse(resp), func(f *failure) bool { return f.Status == http.StatusNotFound })
}

func missingLineCaptured(resp *http.Response) bool {
	want := http.StatusNotFound
	return holds(FromResponse(resp), func(f *failure) bool { return f.Status == want })
}

func missingLineMaybe(resp *http.Response) bool {
	return some(FromResponse(resp)).is(func(f *failure) bool { return f.Status == http.StatusNotFound })
}
