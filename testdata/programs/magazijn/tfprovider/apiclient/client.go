// Package apiclient is what the provider's resources call.
package apiclient

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Endpoints by region.
var endpoints = map[string]string{
	"be": "https://api.medipim.be",
	"fr": "https://api.medipim.fr",
	"au": "https://api.au.medipim.com",
}

// Client calls one region.
type Client struct {
	base  string
	token string
	http  *http.Client
}

// New picks the endpoint of a region.
func New(region, token string) (*Client, error) {
	base, ok := endpoints[region]
	if !ok {
		return nil, fmt.Errorf("unknown region %q", region)
	}
	return &Client{base: base, token: token, http: &http.Client{Timeout: 30 * time.Second}}, nil
}

type failure struct {
	Error *struct {
		Status     int         `json:"status"`
		Code       string      `json:"code"`
		Message    string      `json:"message"`
		Violations []Violation `json:"violations"`
	} `json:"error"`
}

// Violation is a wrong attribute.
type Violation struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

// CallError keeps both numbers apart.
type CallError struct {
	HTTPStatus int
	BodyStatus int
	ErrCode    string
	Detail     string
	Violations []Violation
}

// Error formats.
func (e *CallError) Error() string { return fmt.Sprintf("%d: %s", e.HTTPStatus, e.Detail) }

// request builds a request on a fresh reader.
func (c *Client) request(ctx context.Context, method, path string, in []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(in))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Basic "+c.token)
	return req, nil
}

// callError copies both numbers.
func callError(status int, raw []byte) *CallError {
	ce := &CallError{HTTPStatus: status}
	var f failure
	if err := json.Unmarshal(raw, &f); err == nil && f.Error != nil {
		ce.BodyStatus = f.Error.Status
		ce.ErrCode = f.Error.Code
		ce.Detail = f.Error.Message
		ce.Violations = f.Error.Violations
	}
	return ce
}

// Read repeats after a wait, by the number of the response.
func (c *Client) Read(ctx context.Context, path string, out any) error {
	for attempt := 0; ; attempt++ {
		req, err := c.request(ctx, http.MethodGet, path, nil)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusOK {
			return json.Unmarshal(raw, out)
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt == 5 {
			return callError(resp.StatusCode, raw)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << attempt):
		}
	}
}

// Write repeats after a wait, by the number of the body.
func (c *Client) Write(ctx context.Context, path string, in []byte, out any) error {
	for attempt := 0; ; attempt++ {
		req, err := c.request(ctx, http.MethodPost, path, in)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusOK {
			return json.Unmarshal(raw, out)
		}
		var f failure
		if err := json.Unmarshal(raw, &f); err != nil || f.Error == nil || attempt == 5 {
			return callError(resp.StatusCode, raw)
		}
		if f.Error.Status != http.StatusTooManyRequests { // want medipimstatus/branch
			return callError(resp.StatusCode, raw)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << attempt):
		}
	}
}
