// Package pijp is for people who miss Haskell.

//medipimlint:client
package pijp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"
)

// Send sends.
type Send func(*http.Request) (*http.Response, error)

// Layer wraps a Send.
type Layer func(Send) Send

// Compose puts layers around s, the first one outermost.
func Compose(s Send, layers ...Layer) Send {
	for i := len(layers) - 1; i >= 0; i-- {
		s = layers[i](s)
	}
	return s
}

// Doubling yields d, 2d, 4d, ... n times.
func Doubling(d time.Duration, n int) iter.Seq[time.Duration] {
	return func(yield func(time.Duration) bool) {
		for range n {
			if !yield(d) {
				return
			}
			d += d
		}
	}
}

// Busy is true of answers that will be another one later.
func Busy(r *http.Response) bool {
	return r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusServiceUnavailable
}

// Again sends once more after each delay, as long as when says so.
func Again(when func(*http.Response) bool, delays iter.Seq[time.Duration]) Layer {
	return func(next Send) Send {
		return func(req *http.Request) (*http.Response, error) {
			resp, err := next(req)
			for d := range delays {
				if err != nil || !when(resp) {
					break
				}
				resp.Body.Close()
				if err = pause(req.Context(), d); err != nil {
					return nil, err
				}
				fresh := req.Clone(req.Context())
				if req.GetBody != nil {
					if fresh.Body, err = req.GetBody(); err != nil {
						return nil, err
					}
				}
				resp, err = next(fresh)
			}
			return resp, err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Keyed adds the credentials.
func Keyed(id, secret string) Layer {
	return func(next Send) Send {
		return func(req *http.Request) (*http.Response, error) {
			req.SetBasicAuth(id, secret)
			return next(req)
		}
	}
}

// Result is a T or a Failure.
type Result[T any] struct {
	value T
	fail  *Failure
}

// Failure is why there is no T. HTTP is 0 if there was no answer.
type Failure struct {
	HTTP int
	Body []byte
	Err  error
}

func (f *Failure) Error() string { return fmt.Sprintf("HTTP %d: %v: %s", f.HTTP, f.Err, f.Body) }

// Then goes on with a value.
func Then[T, U any](r Result[T], f func(T) Result[U]) Result[U] {
	if r.fail != nil {
		return Result[U]{fail: r.fail}
	}
	return f(r.value)
}

// Recover goes on with a failure, if pick takes it.
func Recover[T any](r Result[T], pick func(*Failure) (T, bool)) Result[T] {
	if r.fail == nil {
		return r
	}
	if v, ok := pick(r.fail); ok {
		return Result[T]{value: v}
	}
	return r
}

// Unwrap is for those who do not miss Haskell.
func (r Result[T]) Unwrap() (T, error) {
	if r.fail != nil {
		var zero T
		return zero, r.fail
	}
	return r.value, nil
}

// Ask is POST.
func Ask(ctx context.Context, s Send, url string, q any) Result[[]byte] {
	body, err := json.Marshal(q)
	if err != nil {
		return Result[[]byte]{fail: &Failure{Err: err}}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return Result[[]byte]{fail: &Failure{Err: err}}
	}
	resp, err := s(req)
	if err != nil {
		return Result[[]byte]{fail: &Failure{Err: err}}
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 400 {
		return Result[[]byte]{fail: &Failure{HTTP: resp.StatusCode, Body: raw, Err: err}}
	}
	return Result[[]byte]{value: raw}
}

// Parse decodes.
func Parse[T any](raw []byte) Result[T] {
	var r Result[T]
	if err := json.Unmarshal(raw, &r.value); err != nil {
		r.fail = &Failure{Body: raw, Err: err}
	}
	return r
}

// MissingIs makes v of a 404.
func MissingIs[T any](v T) func(*Failure) (T, bool) {
	return func(f *Failure) (T, bool) { return v, f.HTTP == http.StatusNotFound }
}

// Names is all of it together.
func Names(ctx context.Context, url, id, secret string, brand int) ([]string, error) {
	send := Compose(http.DefaultClient.Do, Keyed(id, secret), Again(Busy, Doubling(time.Second, 5)))
	type page struct {
		Results []struct{ Name string }
	}
	answer := Then(Ask(ctx, send, url, map[string]int{"brand": brand}), Parse[page])
	found, err := Recover(answer, MissingIs(page{})).Unwrap()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range found.Results {
		names = append(names, p.Name)
	}
	return names, nil
}
