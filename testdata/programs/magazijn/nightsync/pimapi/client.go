// Package pimapi is the client of the nightly job, with functional options.
package pimapi

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"
)

const defaultBase = "https://api.medipim.fr/v4"

// Doer is what a test replaces.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Client sends queries.
type Client struct {
	base string
	user string
	pass string
	doer Doer
}

// Option changes a Client.
type Option func(*Client)

// WithBase only stores.
func WithBase(base string) Option { return func(c *Client) { c.base = base } }

// WithCredentials only stores.
func WithCredentials(user, pass string) Option {
	return func(c *Client) { c.user, c.pass = user, pass }
}

// New only stores.
func New(opts ...Option) *Client {
	c := &Client{base: defaultBase, doer: http.DefaultClient}
	for _, o := range opts {
		o(c)
	}
	return c
}

// send repeats a throttled request after a pause, on a fresh body each time.
func (c *Client) send(ctx context.Context, path string, query []byte) (*http.Response, error) {
	for try := 0; ; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(query))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(c.user, c.pass)
		res, err := c.doer.Do(req)
		if err != nil {
			return nil, err
		}
		if res.StatusCode == http.StatusTooManyRequests && try < 6 {
			res.Body.Close()
			if err := pause(ctx, time.Duration(try+1)*2*time.Second); err != nil {
				return nil, err
			}
			continue
		}
		return res, nil
	}
}

// pause waits or gives up with the context.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Item is one product as the job needs it.
type Item struct {
	ID      int64  `json:"id"`
	Status  string `json:"status"`
	Updated int64  `json:"updatedAt"`
}

// Page looks at the status before it decodes; the item's own status is a word of the product.
func (c *Client) Page(ctx context.Context, no int) ([]Item, error) {
	q, err := json.Marshal(map[string]any{"page": map[string]int{"no": no, "size": 100}})
	if err != nil {
		return nil, err
	}
	res, err := c.send(ctx, "/products/query", q)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, newFault(res)
	}
	var out struct {
		Results []Item `json:"results"`
	}
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return nil, err
	}
	return active(out.Results), nil
}

// active compares the status of a product, which is no error status.
func active(in []Item) []Item {
	var out []Item
	for _, it := range in {
		if it.Status == "active" {
			out = append(out, it)
		}
	}
	return out
}
