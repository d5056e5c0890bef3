package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// Client talks to one environment with one key.
type Client struct {
	Base     string
	KeyID    string
	Secret   string
	HTTP     *http.Client
	Attempts int
}

// Product is the little that the shops show.
type Product struct {
	ID   int64             `json:"id"`
	Name map[string]string `json:"name"`
	CNK  string            `json:"cnk"`
}

// Query selects products.
type Query struct {
	Filter map[string]any `json:"filter,omitempty"`
	Page   struct {
		No   int `json:"no"`
		Size int `json:"size"`
	} `json:"page"`
}

type page struct {
	Results []Product `json:"results"`
	Total   int       `json:"total"`
}

// pause says how long to leave the API alone after attempt n (from 0).
func pause(n int, header http.Header) time.Duration {
	if s, err := strconv.Atoi(header.Get("Retry-After")); err == nil && s > 0 {
		return time.Duration(s) * time.Second
	}
	base := 500 * time.Millisecond << min(n, 6)
	return base + rand.N(base/2)
}

func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	payload, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("medipim: encode: %w", err)
	}
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, method, c.Base+path, bytes.NewReader(payload))
		if err != nil {
			return err
		}
		req.SetBasicAuth(c.KeyID, c.Secret)
		req.Header.Set("Content-Type", "application/json")

		resp, err := c.HTTP.Do(req)
		if err != nil {
			return fmt.Errorf("medipim: %s %s: %w", method, path, err)
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < c.Attempts {
			io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
			resp.Body.Close()
			select {
			case <-time.After(pause(n, resp.Header)):
				continue
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return finish(resp, out)
	}
}

func finish(resp *http.Response, out any) error {
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNoContent:
		return nil
	case resp.StatusCode/100 != 2:
		return errorFrom(resp)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// Products walks all the pages of q. It stops at the first error, which it yields.
func (c *Client) Products(ctx context.Context, q Query) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		q.Page.Size = 100
		for q.Page.No = 0; ; q.Page.No++ {
			var p page
			if err := c.call(ctx, http.MethodPost, "/v4/products/query", q, &p); err != nil {
				yield(Product{}, err)
				return
			}
			for _, item := range p.Results {
				if !yield(item, nil) {
					return
				}
			}
			if len(p.Results) < q.Page.Size {
				return
			}
		}
	}
}

// Product looks one product up.
func (c *Client) Product(ctx context.Context, id int64) (Product, error) {
	var p Product
	err := c.call(ctx, http.MethodGet, fmt.Sprintf("/v4/products/find?id=%d", id), nil, &p)
	return p, err
}
