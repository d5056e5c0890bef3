// Package medipim is our SDK.
package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"
)

type Client struct {
	baseURL string
	user    string
	secret  string
	hc      *http.Client
	retries int
	sleep   func(context.Context, time.Duration) error

	Products *ProductsService
	Files    *FilesService
}

type Option func(*Client)

// WithRetries makes the client repeat throttled requests.
func WithRetries(n int) Option { return func(c *Client) { c.retries = n } }

func WithBaseURL(u string) Option { return func(c *Client) { c.baseURL = u } }

func NewClient(user, secret string, opts ...Option) *Client {
	c := &Client{
		baseURL: "https://api.au.medipim.com/v4",
		user:    user,
		secret:  secret,
		hc:      &http.Client{Timeout: 30 * time.Second},
		sleep:   sleep,
	}
	for _, o := range opts {
		o(c)
	}
	c.Products = &ProductsService{c}
	c.Files = &FilesService{client: c}
	return c
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Violation is one field that was refused.
type Violation struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// Error is the API's answer when it is not 2xx.
type Error struct {
	Response   *http.Response `json:"-"`
	Code       string         `json:"code"`
	Message    string         `json:"message"`
	Violations []Violation    `json:"violations"`
}

func (e *Error) Error() string {
	return fmt.Sprintf("medipim: %d %s: %s", e.Response.StatusCode, e.Code, e.Message)
}

// RateLimitError is the Error of a 429.
type RateLimitError struct {
	Cause      *Error
	RetryAfter time.Duration
}

func (e *RateLimitError) Error() string { return e.Cause.Error() }
func (e *RateLimitError) Unwrap() error { return e.Cause }

// IsRateLimited tells whether err is worth another try later.
func IsRateLimited(err error) bool {
	_, ok := errors.AsType[*RateLimitError](err)
	return ok
}

// IsInvalid tells whether the document was refused; its Violations say why.
func IsInvalid(err error) (*Error, bool) {
	e, ok := errors.AsType[*Error](err)
	return e, ok && e.Response.StatusCode == http.StatusUnprocessableEntity
}

func checkResponse(resp *http.Response) error {
	if c := resp.StatusCode; 200 <= c && c <= 299 {
		return nil
	}
	e := &Error{Response: resp}
	var env struct {
		Error *Error `json:"error"`
	}
	env.Error = e
	if b, err := io.ReadAll(resp.Body); err == nil && len(b) > 0 {
		_ = json.Unmarshal(b, &env)
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		s, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &RateLimitError{e, time.Duration(s) * time.Second}
	}
	return e
}

func (c *Client) newRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	var buf io.ReadWriter
	if body != nil {
		buf = new(bytes.Buffer)
		if err := json.NewEncoder(buf).Encode(body); err != nil {
			return nil, err
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, c.baseURL+path, buf)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.user, c.secret)
	return req, nil
}

// do sends and retries, checks, and decodes into v.
func (c *Client) do(req *http.Request, v any) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := checkResponse(resp); err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
		return nil
	case io.Writer:
		_, err = io.Copy(v, resp.Body)
	default:
		if err = json.NewDecoder(resp.Body).Decode(v); errors.Is(err, io.EOF) {
			err = nil
		}
	}
	return err
}

// Do sends req as it is, with the client's retries.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := c.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n >= c.retries {
			return resp, nil
		}
		resp.Body.Close()
		if err := c.sleep(req.Context(), backoff(n, resp.Header)); err != nil {
			return nil, err
		}
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req.Body = body
		}
	}
}

// backoff is what the header says, or doubles from half a second.
func backoff(n int, h http.Header) time.Duration {
	if s, err := strconv.ParseUint(h.Get("Retry-After"), 10, 16); err == nil && s > 0 {
		return time.Duration(s) * time.Second
	}
	return time.Duration(math.Exp2(float64(n))*500) * time.Millisecond
}

// Ping forgot about Do.
func (c *Client) Ping(ctx context.Context) error {
	req, err := c.newRequest(ctx, "GET", "/ping", nil)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("ping: %s", resp.Status)
	}
	return nil
}
