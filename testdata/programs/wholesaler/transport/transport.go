// Package transport sends requests to the catalogue.
package transport

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

const defaultBase = "https://api.medipim.be"

// Client sends with basic authentication.
type Client struct {
	http   *http.Client
	base   string
	key    string
	secret string
	tries  int
}

// Option changes a Client.
type Option func(*Client)

// Only stores a number: nothing is tested.
func WithTries(n int) Option {
	return func(c *Client) { c.tries = n }
}

// Only stores a client: nothing is tested.
func WithHTTPClient(h *http.Client) Option {
	return func(c *Client) { c.http = h }
}

// A constructor that applies its options: nothing is tested.
func New(key, secret string, opts ...Option) *Client {
	c := &Client{http: &http.Client{Timeout: time.Minute}, base: defaultBase, key: key, secret: secret, tries: 4}
	for _, opt := range opts {
		opt(c)
	}
	return c
}

// Too many requests leads back to the send after a growing delay, with a new body each time.
func (c *Client) Post(ctx context.Context, path string, payload []byte) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(c.key, c.secret)
		req.Header.Set("Content-Type", "application/json")
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt >= c.tries {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << attempt):
		}
	}
}
