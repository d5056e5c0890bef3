// Package medipimsdk is a client with a service for each kind of resource.
package medipimsdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	defaultBaseURL = "https://api.medipim.be/v4/"
	userAgent      = "koelkast/1"
)

// Client holds the services.
type Client struct {
	client  *http.Client
	BaseURL *url.URL
	key     string
	secret  string

	common service

	Products *ProductsService
	Media    *MediaService
	Labels   *LabelsService
}

type service struct{ client *Client }

// NewClient wires the services.
func NewClient(hc *http.Client, key, secret string) *Client {
	if hc == nil {
		hc = &http.Client{}
	}
	base, _ := url.Parse(defaultBaseURL)
	c := &Client{client: hc, BaseURL: base, key: key, secret: secret}
	c.common.client = c
	c.Products = (*ProductsService)(&c.common)
	c.Media = (*MediaService)(&c.common)
	c.Labels = (*LabelsService)(&c.common)
	return c
}

// Response wraps the HTTP response.
type Response struct {
	*http.Response
	NextPage int
}

// ErrorResponse is any failure without a type of its own.
type ErrorResponse struct {
	Response *http.Response
	Code     string
	Message  string
}

// Error only formats.
func (r *ErrorResponse) Error() string {
	return fmt.Sprintf("%v %v: %d %v", r.Response.Request.Method, r.Response.Request.URL, r.Response.StatusCode, r.Message)
}

// RateLimitError is made for 429.
type RateLimitError struct {
	Response *http.Response
	Wait     time.Duration
}

// Error only formats.
func (r *RateLimitError) Error() string { return fmt.Sprintf("rate limit, wait %v", r.Wait) }

// ValidationError is made for 422.
type ValidationError struct {
	Message    string
	Violations []json.RawMessage
}

// Error only formats.
func (r *ValidationError) Error() string { return fmt.Sprintf("%s: %s", r.Message, r.Violations) }

// NewRequest resolves the path against the base.
func (c *Client) NewRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	if strings.HasPrefix(path, "/") {
		return nil, errors.New("path must be relative")
	}
	u, err := c.BaseURL.Parse(path)
	if err != nil {
		return nil, err
	}
	var buf io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		buf = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), buf)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.key, c.secret)
	req.Header.Set("User-Agent", userAgent)
	return req, nil
}

// CheckResponse makes a typed error of each failure.
func CheckResponse(r *http.Response) error {
	if c := r.StatusCode; 200 <= c && c <= 299 {
		return nil
	}
	var body struct {
		Error struct {
			Code       string            `json:"code"`
			Message    string            `json:"message"`
			Violations []json.RawMessage `json:"violations"`
		} `json:"error"`
	}
	if data, err := io.ReadAll(r.Body); err == nil && len(data) > 0 {
		_ = json.Unmarshal(data, &body)
	}
	switch r.StatusCode {
	case http.StatusTooManyRequests:
		return &RateLimitError{Response: r, Wait: retryAfter(r.Header)}
	case http.StatusUnprocessableEntity:
		return &ValidationError{Message: body.Error.Message, Violations: body.Error.Violations}
	}
	return &ErrorResponse{Response: r, Code: body.Error.Code, Message: body.Error.Message}
}

// retryAfter has a value of its own for an absent header.
func retryAfter(h http.Header) time.Duration {
	if s, err := strconv.Atoi(h.Get("Retry-After")); err == nil && s > 0 {
		return time.Duration(s) * time.Second
	}
	return 10 * time.Second
}

// Do sends, checks and decodes: 429 comes out as a type of its own.
func (c *Client) Do(req *http.Request, v any) (*Response, error) {
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	response := &Response{Response: resp}
	if err := CheckResponse(resp); err != nil {
		return response, err
	}
	switch v := v.(type) {
	case nil:
	case io.Writer:
		_, err = io.Copy(v, resp.Body)
	default:
		err = json.NewDecoder(resp.Body).Decode(v)
		if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	return response, err
}

// Patiently calls fn again after the wait that a rate limit error asks for.
func Patiently(ctx context.Context, fn func() error) error {
	for {
		err := fn()
		var limit *RateLimitError
		if !errors.As(err, &limit) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(limit.Wait):
		}
	}
}
