// Package medipimgeneric asks Medipim with one generic function for all resources.
package medipimgeneric

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"time"
)

// Resource is anything that can be asked for.
type Resource interface{ Path() string }

// Brand is a resource.
type Brand struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Path of brands.
func (Brand) Path() string { return "/v4/brands" }

// Media is a resource.
type Media struct {
	URL string `json:"url"`
}

// Path of media.
func (Media) Path() string { return "/v4/media" }

// Page is a page of answers.
type Page[T any] struct {
	Results []T `json:"results"`
	Next    int `json:"next"`
}

// Result is what came of a request: a value, or why there is none.
type Result[T any] struct {
	Value  T
	Reason Reason
	Err    error
}

// Reason says why there is none.
type Reason uint8

// The reasons.
const (
	None Reason = iota
	Gone
	Throttled
	Failed
)

// Client asks.
type Client struct {
	HTTP *http.Client
	Base string
}

// Find yields a reason of its own for a 429.
func Find[T Resource](ctx context.Context, c *Client, id string) Result[T] {
	var r Result[T]
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Base+r.Value.Path()+"/find?id="+id, nil)
	if err != nil {
		return Result[T]{Reason: Failed, Err: err}
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return Result[T]{Reason: Failed, Err: err}
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotFound:
		return Result[T]{Reason: Gone}
	case resp.StatusCode == http.StatusTooManyRequests:
		return Result[T]{Reason: Throttled}
	case resp.StatusCode >= 400:
		return Result[T]{Reason: Failed, Err: errors.New(resp.Status)}
	}
	if err := json.NewDecoder(resp.Body).Decode(&r.Value); err != nil {
		return Result[T]{Reason: Failed, Err: err}
	}
	return r
}

// Again asks until it is not throttled.
func Again[T Resource](ctx context.Context, c *Client, id string) Result[T] {
	for i := 0; ; i++ {
		r := Find[T](ctx, c, id)
		if r.Reason != Throttled || i == 5 {
			return r
		}
		time.Sleep(time.Second << i)
	}
}

// AtOnce does not wait.
func AtOnce[T Resource](ctx context.Context, c *Client, id string) Result[T] {
	for i := 0; ; i++ {
		r := Find[T](ctx, c, id)
		if r.Reason != Throttled || i == 5 { // want medipimretry/immediate
			return r
		}
	}
}

// Query asks for a page with no look at the status.
func Query[T Resource](ctx context.Context, c *Client, page int) (Page[T], error) {
	var zero T
	var p Page[T]
	body, err := json.Marshal(map[string]int{"page": page})
	if err != nil {
		return p, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Base+zero.Path()+"/query", bytes.NewReader(body))
	if err != nil {
		return p, err
	}
	resp, err := c.HTTP.Do(req) // want medipimretry/missing
	if err != nil {
		return p, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&p) // want medipimunchecked/unchecked
	return p, err
}

// All yields everything, page by page.
func All[T Resource](ctx context.Context, c *Client) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page := 1; page > 0; {
			p, err := Query[T](ctx, c, page)
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, v := range p.Results {
				if !yield(v, nil) {
					return
				}
			}
			page = p.Next
		}
	}
}

// Retry calls f until its error is final.
func Retry[T any](ctx context.Context, f func(context.Context) (T, error), final func(error) bool) (v T, err error) {
	for i := range 5 {
		if v, err = f(ctx); err == nil || final(err) {
			return v, err
		}
		select {
		case <-ctx.Done():
			return v, ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return v, err
}

// StatusError carries the status of the answer.
type StatusError struct{ Status int }

func (e *StatusError) Error() string { return fmt.Sprintf("medipim: status %d", e.Status) }

func (c *Client) count(ctx context.Context, path string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Base+path, nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return 0, &StatusError{resp.StatusCode}
	}
	var n int
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// CountBrands takes what is below 500 for final.
func (c *Client) CountBrands(ctx context.Context) (int, error) {
	return Retry(ctx, func(ctx context.Context) (int, error) { return c.count(ctx, "/v4/brands/count") }, func(err error) bool {
		var s *StatusError
		return errors.As(err, &s) && s.Status < 500 // want medipimretry/incomplete
	})
}

func (c *Client) countMedia(ctx context.Context, path string) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Base+path, nil)
	if err != nil {
		return 0, err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return 0, &StatusError{resp.StatusCode}
	}
	var n int
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// CountMedia leaves 429 to the retry.
func (c *Client) CountMedia(ctx context.Context) (int, error) {
	return Retry(ctx, func(ctx context.Context) (int, error) { return c.countMedia(ctx, "/v4/media/count") }, func(err error) bool {
		var s *StatusError
		return errors.As(err, &s) && s.Status < 500 && s.Status != http.StatusTooManyRequests
	})
}
