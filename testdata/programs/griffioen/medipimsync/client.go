package medipimsync

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// ErrThrottled is what callers get when the quota of the minute is used up.
var ErrThrottled = errors.New("quota of the minute used up")

// Job is one product to refresh.
type Job struct {
	ID        string
	Attempt   int
	NotBefore time.Time
}

// Product is the part of a product that is stored.
type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Client holds the credentials.
type Client struct {
	hc     *http.Client
	base   string
	key    string
	secret string
}

// New gives a client without a network look-up, so nothing to report.
func New(base, key, secret string) *Client {
	return &Client{hc: &http.Client{Timeout: 20 * time.Second}, base: base, key: key, secret: secret}
}

// get only builds a request.
func (c *Client) get(ctx context.Context, path string) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.key, c.secret)
	return req, nil
}

// Product is not reported: the sentinel is made for 429 alone, and all other statuses but 200 are errors.
func (c *Client) Product(ctx context.Context, id string) (*Product, error) {
	req, err := c.get(ctx, "/v4/products/find?id="+id)
	if err != nil {
		return nil, err
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusTooManyRequests:
		return nil, ErrThrottled
	default:
		return nil, fmt.Errorf("product %s: %s", id, resp.Status)
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}
