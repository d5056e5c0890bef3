// Package catalog reads products, brands and the like.
package catalog

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"example.com/griffioen/httpx"
	medipimhttp "example.com/griffioen/transport"
)

const baseURL = "https://api.medipim.be/v4"

// Client reads things of type T.
type Client[T any] struct {
	http *http.Client
	kind string
}

// NewClient gives a client that tries again after 429.
func NewClient[T any](kind string) *Client[T] {
	rt := httpx.Chain(http.DefaultTransport,
		medipimhttp.Logging(slog.Default()),
		medipimhttp.Retry(5),
	)
	return &Client[T]{http: &http.Client{Transport: rt, Timeout: time.Minute}, kind: kind}
}

// Page is a page of T.
type Page[T any] struct {
	Items []T `json:"items"`
	Total int `json:"total"`
}

// Query is not reported: the transport deals with 429, the status is looked at, the body is built anew.
func (c *Client[T]) Query(ctx context.Context, filter map[string]any) (*Page[T], error) {
	body, err := json.Marshal(filter)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, baseURL+"/"+c.kind+"/query", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("query %s: %s", c.kind, resp.Status)
	}
	page := new(Page[T])
	return page, json.NewDecoder(resp.Body).Decode(page)
}

// Plain reads things of type T with what net/http has.
type Plain[T any] struct {
	kind string
}

// Find is reported twice: nothing knows of 429, and an error's body is taken for a T.
func (c *Plain[T]) Find(ctx context.Context, id string) (v T, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/"+c.kind+"/find?id="+id, nil)
	if err != nil {
		return v, err
	}
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/unchecked
	return v, err
}

// FindKnown is reported at the decode: only a 404 is kept away from it.
func (c *Client[T]) FindKnown(ctx context.Context, id string) (v T, found bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/"+c.kind+"/find?id="+id, nil)
	if err != nil {
		return v, false, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return v, false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return v, false, nil
	}
	err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/partial
	return v, err == nil, err
}

// Lookup is not reported: 404 is an outcome, all else that is no 200 an error.
func (c *Client[T]) Lookup(ctx context.Context, id string) (v T, found bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, baseURL+"/"+c.kind+"/find?id="+id, nil)
	if err != nil {
		return v, false, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return v, false, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNotFound:
		return v, false, nil
	case http.StatusOK:
		err = json.NewDecoder(resp.Body).Decode(&v)
		return v, err == nil, err
	}
	return v, false, fmt.Errorf("lookup %s: %s", id, resp.Status)
}
