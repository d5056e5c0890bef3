// Package medipimrest is the small REST helper that the other programs share.
package medipimrest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Doer is an *http.Client, or a fake of one.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Client knows where and who.
type Client struct {
	doer  Doer
	base  string
	tries int
	edit  []func(*http.Request)
}

// Option changes a Client.
type Option func(*Client)

func WithDoer(d Doer) Option   { return func(c *Client) { c.doer = d } }
func WithBase(u string) Option { return func(c *Client) { c.base = u } }
func WithTries(n int) Option   { return func(c *Client) { c.tries = n } }
func WithBasic(user, secret string) Option {
	return withEdit(func(r *http.Request) { r.SetBasicAuth(user, secret) })
}
func withEdit(f func(*http.Request)) Option {
	return func(c *Client) { c.edit = append(c.edit, f) }
}

func New(opts ...Option) *Client {
	c := &Client{doer: http.DefaultClient, tries: 4}
	for _, o := range opts {
		o(c)
	}
	return c
}

// ErrThrottled is what is left when the tries are used up.
var ErrThrottled = errors.New("throttled")

// Error is an answer that is not a success.
type Error struct {
	HTTP       int
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

func (e *Error) Error() string { return fmt.Sprintf("HTTP %d %s: %s", e.HTTP, e.Code, e.Message) }

func (c *Client) request(ctx context.Context, method, path string, in any) (*http.Request, error) {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	for _, f := range c.edit {
		f(req)
	}
	return req, nil
}

func (c *Client) send(ctx context.Context, method, path string, in any) (*http.Response, error) {
	for i := range c.tries {
		req, err := c.request(ctx, method, path, in)
		if err != nil {
			return nil, err
		}
		resp, err := c.doer.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		wait := time.Second << i
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
			wait = time.Duration(s) * time.Second
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil, ctx.Err()
		case <-t.C:
		}
	}
	return nil, ErrThrottled
}

func check(resp *http.Response) error {
	if resp.StatusCode < http.StatusBadRequest {
		return nil
	}
	e := &Error{HTTP: resp.StatusCode}
	var env struct {
		Error json.RawMessage `json:"error"`
	}
	if json.NewDecoder(resp.Body).Decode(&env) == nil {
		_ = json.Unmarshal(env.Error, e)
	}
	e.HTTP = resp.StatusCode
	return e
}

func decode[T any](r io.Reader) (v T, err error) {
	err = json.NewDecoder(r).Decode(&v)
	return v, err
}

// Do sends in and decodes the answer into a T.
func Do[T any](ctx context.Context, c *Client, method, path string, in any) (zero T, err error) {
	resp, err := c.send(ctx, method, path, in)
	if err != nil {
		return zero, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return zero, err
	}
	return decode[T](resp.Body)
}

// Find is Do for lookups: what does not exist is nil, without an error.
func Find[T any](ctx context.Context, c *Client, path string) (*T, error) {
	v, err := Do[T](ctx, c, http.MethodGet, path, nil)
	if e, ok := errors.AsType[*Error](err); ok && e.HTTP == http.StatusNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &v, nil
}

// Peek decodes what may be there, unless the login is wrong.
func Peek[T any](ctx context.Context, c *Client, path string) (zero T, err error) {
	resp, err := c.send(ctx, http.MethodGet, path, nil)
	if err != nil {
		return zero, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return zero, check(resp)
	}
	return decode[T](resp.Body) // want medipimunchecked/partial
}

// Once sends a single time and does not wait.
func Once[T any](ctx context.Context, c *Client, path string) (T, error) {
	var zero T
	req, err := c.request(ctx, http.MethodGet, path, nil)
	if err != nil {
		return zero, err
	}
	resp, err := c.doer.Do(req) // want medipimretry/missing
	if err != nil {
		return zero, err
	}
	defer resp.Body.Close()
	return decode[T](resp.Body) // want medipimunchecked/unchecked
}

// OnceChecked leaves the 429 to its caller, by name.
func OnceChecked[T any](ctx context.Context, c *Client, path string) (T, error) {
	var zero T
	req, err := c.request(ctx, http.MethodGet, path, nil)
	if err != nil {
		return zero, err
	}
	resp, err := c.doer.Do(req)
	if err != nil {
		return zero, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return zero, fmt.Errorf("%s: %w", path, ErrThrottled)
	}
	if err := check(resp); err != nil {
		return zero, err
	}
	return decode[T](resp.Body)
}

// Into decodes into what the caller has, like the helper in the Java client did.
func (c *Client) Into(ctx context.Context, path string, in, out any) error {
	resp, err := c.send(ctx, http.MethodPost, path, in)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		return check(resp)
	}
	return json.NewDecoder(resp.Body).Decode(out) // want medipimunchecked/partial
}

// Result has the status beside the bytes, for whoever wants to decide later.
type Result struct {
	HTTP int
	Body []byte
}

// Bytes returns the answer as it is, with its status.
func (c *Client) Bytes(ctx context.Context, path string) (*Result, error) {
	resp, err := c.send(ctx, http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return &Result{resp.StatusCode, b}, nil
}

// Pages yields page after page.
func Pages[T any](ctx context.Context, c *Client, path string) func(yield func(T, error) bool) {
	type page struct {
		Results []T    `json:"results"`
		Next    string `json:"next"`
	}
	return func(yield func(T, error) bool) {
		for next := path; next != ""; {
			p, err := Do[page](ctx, c, http.MethodGet, next, nil)
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
			next = p.Next
		}
	}
}
