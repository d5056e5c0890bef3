// Package medipim is the small client behind the lookup command.
package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

const maxAttempts = 5

// Client looks products up.
type Client struct {
	base   string
	key    string
	secret string
	http   *http.Client
}

// Product is one article of the catalogue.
type Product struct {
	ID   int64             `json:"id"`
	CNK  string            `json:"cnk"`
	Name map[string]string `json:"name"`
}

// New only stores what it gets.
func New(key, secret string) *Client {
	return &Client{
		base:   "https://api.medipim.be",
		key:    key,
		secret: secret,
		http:   &http.Client{Timeout: 20 * time.Second},
	}
}

// do builds the request anew for each attempt and waits after a throttled one, so the send is in order.
func (c *Client) do(ctx context.Context, method, path string, payload []byte) (*http.Response, error) {
	delay := time.Second
	for attempt := 1; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(c.key, c.secret)
		req.Header.Set("Content-Type", "application/json")
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt == maxAttempts {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(delay):
		}
		delay *= 2
	}
}

// Find looks at the status of the answer before it decodes the product.
func (c *Client) Find(ctx context.Context, cnk string) (*Product, error) {
	resp, err := c.do(ctx, http.MethodGet, "/v4/products/find?cnk="+url.QueryEscape(cnk), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, readError(resp)
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// Search looks at the status of the answer before it decodes the list.
func (c *Client) Search(ctx context.Context, term string, size int) ([]Product, error) {
	payload, err := json.Marshal(map[string]any{
		"filter": map[string]any{"query": term},
		"page":   map[string]int{"size": size},
	})
	if err != nil {
		return nil, err
	}
	resp, err := c.do(ctx, http.MethodPost, "/v4/products/query", payload)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return nil, readAnswerError(resp)
	}
	var page struct {
		Results []Product `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

// FindOptional reads the body's status through the predicate, which is where the comparison stands.
func (c *Client) FindOptional(ctx context.Context, cnk string) (*Product, bool, error) {
	p, err := c.Find(ctx, cnk)
	var apiErr *APIError
	if errors.As(err, &apiErr) && apiErr.NotFound() {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return p, true, nil
}
