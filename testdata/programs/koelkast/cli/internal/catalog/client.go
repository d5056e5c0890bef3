// Package catalog is what the command line tool knows of the product catalog.
package catalog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const defaultBase = "https://api.medipim.be/v4"

const maxAttempts = 5

// ErrNotFound says that a lookup had no result.
var ErrNotFound = errors.New("catalog: no such product")

// ErrBusy says that the rate limit is reached.
var ErrBusy = errors.New("catalog: rate limit reached")

// Client talks to the catalog.
type Client struct {
	base   string
	key    string
	secret string
	http   *http.Client
}

// New only builds a value: nothing is sent here.
func New(key, secret string) *Client {
	return &Client{base: defaultBase, key: key, secret: secret, http: &http.Client{Timeout: 30 * time.Second}}
}

// newRequest builds a request and sends nothing.
func (c *Client) newRequest(ctx context.Context, method, path string, body io.Reader) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.key, c.secret)
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// post hands the bare response up; one of its callers waits for 429, so the others answer for themselves.
func (c *Client) post(ctx context.Context, path string, in any) (*http.Response, error) {
	payload, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := c.newRequest(ctx, http.MethodPost, path, bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// Violation is one field that was not accepted.
type Violation struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// APIError is any failure that the API reports.
type APIError struct {
	HTTPStatus int
	Code       string
	Message    string
	Violations []Violation
}

// Error only formats.
func (e *APIError) Error() string {
	return fmt.Sprintf("catalog: http %d: %s (%s)", e.HTTPStatus, e.Message, e.Code)
}

type envelope struct {
	Error struct {
		Code       string      `json:"code"`
		Message    string      `json:"message"`
		Violations []Violation `json:"violations"`
	} `json:"error"`
}

// readError decodes the envelope, takes the status from the response and keeps the violations.
func readError(resp *http.Response) error {
	data, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return err
	}
	var env envelope
	_ = json.Unmarshal(data, &env)
	return &APIError{
		HTTPStatus: resp.StatusCode,
		Code:       env.Error.Code,
		Message:    env.Error.Message,
		Violations: env.Error.Violations,
	}
}

// sleep waits and looks at the context.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
