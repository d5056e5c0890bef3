package medipimwire

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Doer sends a request.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Client talks to the catalogue.
type Client struct {
	doer  Doer
	base  string
	key   string
	word  string
	tries int
}

// Option changes a Client.
type Option func(*Client)

// WithDoer sets what sends, nothing to report.
func WithDoer(d Doer) Option { return func(c *Client) { c.doer = d } }

// WithKey sets the credentials, nothing to report.
func WithKey(key, word string) Option {
	return func(c *Client) { c.key, c.word = key, word }
}

// New builds a Client, nothing to report.
func New(base string, opts ...Option) *Client {
	c := &Client{doer: http.DefaultClient, base: base, tries: 4}
	for _, o := range opts {
		o(c)
	}
	return c
}

// Get retries 429 after a growing delay and hands every other answer up, silent.
func (c *Client) Get(ctx context.Context, path string) (*http.Response, error) {
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
		if err != nil {
			return nil, fmt.Errorf("request: %w", err)
		}
		req.SetBasicAuth(c.key, c.word)
		resp, err := c.doer.Do(req)
		if err != nil {
			return nil, fmt.Errorf("get %s: %w", path, err)
		}
		if resp.StatusCode != http.StatusTooManyRequests || n >= c.tries {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second << n):
		}
	}
}
