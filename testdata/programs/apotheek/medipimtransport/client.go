// Package medipimtransport sends, waits and sends again.
package medipimtransport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Client sends requests.
type Client struct {
	http    *http.Client
	base    string
	id, key string
}

// Product is a product.
type Product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// ErrNotFound is for what is not there.
var ErrNotFound = errors.New("not found")

type apiError struct {
	bodyStatus int
	httpStatus int
	code       string
}

// Error is silent: it formats.
func (e *apiError) Error() string { return fmt.Sprintf("%s (%d)", e.code, e.httpStatus) }

// statusCode is reported at the test for zero, and mixes the two.
func (e *apiError) statusCode() int {
	if e.bodyStatus != 0 { // want medipimstatus/branch
		return e.bodyStatus
	}
	return e.httpStatus
}

// Silent: every 429 waits and goes round, five times at most.
func (c *Client) send(ctx context.Context, path string, body []byte) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(c.id, c.key)
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || attempt == 5 {
			return resp, nil
		}
		resp.Body.Close()
		select {
		case <-time.After(time.Second << attempt):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Silent: both statuses go into fields of their own.
func failure(resp *http.Response) *apiError {
	var env struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return &apiError{httpStatus: resp.StatusCode}
	}
	return &apiError{bodyStatus: env.Error.Status, httpStatus: resp.StatusCode, code: env.Error.Code}
}

// Find is reported where the getter decides.
func (c *Client) Find(ctx context.Context, id int) (*Product, error) {
	resp, err := c.send(ctx, fmt.Sprintf("/v4/products/find?id=%d", id), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		e := failure(resp)
		if e.statusCode() == http.StatusNotFound { // want medipimstatus/mixed
			return nil, ErrNotFound
		}
		return nil, e
	}
	var p Product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return &p, nil
}

// Query is silent: the field with the real status decides.
func (c *Client) Query(ctx context.Context, query []byte) ([]Product, error) {
	resp, err := c.send(ctx, "/v4/products/query", query)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		e := failure(resp)
		if e.httpStatus == http.StatusNotFound && e.code == "not_found" {
			return nil, ErrNotFound
		}
		return nil, e
	}
	var page struct {
		Results []Product `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

// Media is reported under a test of the real status, which excuses nothing.
func (c *Client) Media(ctx context.Context, query []byte) error {
	resp, err := c.send(ctx, "/v4/media/query", query)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		e := failure(resp)
		if e.bodyStatus == http.StatusForbidden { // want medipimstatus/branch
			return ErrNotFound
		}
		return e
	}
	return nil
}
