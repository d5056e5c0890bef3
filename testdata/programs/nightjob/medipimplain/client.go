package medipimplain

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Product is what a lookup gives.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Client talks to the API.
type Client struct {
	hc   *http.Client
	base string
	id   string
	key  string
}

// New makes a client; it sends nothing.
func New(id, key string) *Client {
	return &Client{hc: &http.Client{Timeout: 20 * time.Second}, base: "https://api.medipim.be", id: id, key: key}
}

// get builds a request and sends nothing.
func (c *Client) get(ctx context.Context, path string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.id, c.key)
	return req, nil
}

// post builds a request and sends nothing.
func (c *Client) post(ctx context.Context, path string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.id, c.key)
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

// checkOK turns a bad answer into a general error.
func checkOK(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("products: answer %s", resp.Status)
	}
	return nil
}

// readProduct decodes only after the status test.
func readProduct(resp *http.Response) (*Product, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("product: answer %s", resp.Status)
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// pause waits, or stops with the context.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
