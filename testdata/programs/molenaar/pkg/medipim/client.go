package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

const maxAttempts = 5

// Client talks to one country's API.
type Client struct {
	base, key, secret string
	http              *http.Client
}

// New returns a client for the base URL.
func New(base, key, secret string) *Client {
	return &Client{base: base, key: key, secret: secret, http: &http.Client{Timeout: 30 * time.Second}}
}

// Product is the part of a product that everybody reads.
type Product struct {
	ID   string            `json:"id"`
	CNK  string            `json:"cnk"`
	Name map[string]string `json:"name"`
}

// Find looks one product up by CNK.
func (c *Client) Find(ctx context.Context, cnk string) (*Product, error) {
	var out struct {
		Product *Product `json:"product"`
	}
	if err := c.do(ctx, http.MethodGet, "/v4/products/find?cnk="+cnk, nil, &out); err != nil {
		return nil, fmt.Errorf("find %s: %w", cnk, err)
	}
	return out.Product, nil
}

// Query runs a products query.
func (c *Client) Query(ctx context.Context, filter any) ([]Product, error) {
	var out struct {
		Results []Product `json:"results"`
	}
	if err := c.do(ctx, http.MethodPost, "/v4/products/query", filter, &out); err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	return out.Results, nil
}

func (c *Client) do(ctx context.Context, method, path string, in, out any) error {
	var payload []byte
	if in != nil {
		var err error
		if payload, err = json.Marshal(in); err != nil {
			return err
		}
	}
	for attempt := 1; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(payload))
		if err != nil {
			return err
		}
		req.SetBasicAuth(c.key, c.secret)
		req.Header.Set("Content-Type", "application/json")
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests && attempt < maxAttempts {
			resp.Body.Close()
			if err := pause(ctx, attempt); err != nil {
				return err
			}
			continue
		}
		return finish(resp, out)
	}
}

func pause(ctx context.Context, attempt int) error {
	wait := time.Duration(1<<attempt)*250*time.Millisecond + rand.N(250*time.Millisecond)
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func finish(resp *http.Response, out any) error {
	defer resp.Body.Close()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return parseError(resp)
	}
	if resp.StatusCode == http.StatusNoContent {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

func parseError(resp *http.Response) *Error {
	var env struct {
		Error *Error `json:"error"`
	}
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	_ = json.Unmarshal(body, &env)
	e := env.Error
	if e == nil {
		e = &Error{}
	}
	e.HTTPStatus = resp.StatusCode
	e.RequestID = resp.Header.Get("X-Request-Id")
	return e
}
