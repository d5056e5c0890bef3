// Package fallback sends another request where the first one failed: the next step, or another way to the same end. That
// is no retry. A request that is built again, or sent from another place, is one.
package fallback

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	base   = "https://api.medipim.be/v4"
	mirror = "https://api.sandbox.medipim.be/v4"
)

// Client sends what it is told to.
type Client struct {
	http          *http.Client
	host, standby string
}

func (c *Client) do(ctx context.Context, method, to, body string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, to, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode > 299 {
		return resp, fmt.Errorf("medipim: %s", resp.Status)
	}
	return resp, nil
}

// Update leaves out what the API does not take.
func (c *Client) Update(ctx context.Context, body string, extra bool) (*http.Response, error) {
	resp, err := c.do(ctx, http.MethodPut, base+"/products", body+`,"extra":true`)
	if err != nil {
		if resp != nil && resp.StatusCode == http.StatusUnprocessableEntity && extra {
			return c.bare(ctx, body)
		}
		return resp, err
	}
	return resp, nil
}

func (c *Client) bare(ctx context.Context, body string) (*http.Response, error) {
	return c.do(ctx, http.MethodPut, base+"/products", body)
}

// Find asks the old address for what the new one does not know.
func (c *Client) Find(ctx context.Context, id string) (*http.Response, error) {
	resp, err := c.do(ctx, http.MethodGet, base+"/products/"+id, "")
	if err != nil && resp != nil && resp.StatusCode == http.StatusNotFound {
		return c.do(ctx, http.MethodGet, base+"/archive/"+id, "")
	}
	return resp, err
}

// Create makes what cannot be changed because it is not there.
func (c *Client) Create(ctx context.Context, id, body string) error {
	put, err := http.NewRequestWithContext(ctx, http.MethodPut, base+"/brands/"+id, strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := c.http.Do(put) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		post, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/brands", strings.NewReader(body))
		if err != nil {
			return err
		}
		created, err := c.http.Do(post) // want medipimretry/missing
		if err != nil {
			return err
		}
		defer created.Body.Close()
		return status(created)
	}
	return status(resp)
}

// Elsewhere asks the sandbox where the API is down.
func Elsewhere(ctx context.Context, path string) (*http.Response, error) {
	resp, err := fetch(ctx, base+path)
	if err == nil && resp.StatusCode == http.StatusServiceUnavailable {
		time.Sleep(time.Second)
		return fetch(ctx, mirror+path)
	}
	return resp, err
}

func fetch(ctx context.Context, from string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want medipimretry/missing
}

// Standby asks the other host that it was given.
func (c *Client) Standby(path string) (*http.Response, error) {
	resp, err := c.http.Get(c.host + path) // want medipimretry/missing
	if err == nil && resp.StatusCode >= 500 {
		time.Sleep(time.Second)
		return c.http.Get(c.standby + path) // want medipimretry/missing
	}
	return resp, err
}

// Down follows the path that a recursion shortens.
func Down(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotFound && path != "" {
		resp.Body.Close()
		return Down(ctx, path[:strings.LastIndexByte(path, '/')])
	}
	return resp, nil
}

func status(resp *http.Response) error {
	if resp.StatusCode > 299 {
		return errors.New(resp.Status)
	}
	return nil
}

// The same requests again.

// Store is built a second time from the same parts.
func Store(ctx context.Context, product any) error {
	payload, err := json.Marshal(product)
	if err != nil {
		return err
	}
	resp, err := store(ctx, payload)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
		resp.Body.Close()
		return later(ctx, payload)
	}
	defer resp.Body.Close()
	return status(resp)
}

func later(ctx context.Context, payload []byte) error {
	time.Sleep(time.Second)
	resp, err := store(ctx, payload)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return status(resp)
}

func store(ctx context.Context, payload []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/products", bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// Twice says the address twice.
func Twice(id string) ([]byte, error) {
	resp, err := http.Get(fmt.Sprintf("%s/media/%s", base, id))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 { // want medipimretry/incomplete
		resp.Body.Close()
		time.Sleep(time.Second)
		resp, err = http.Get(fmt.Sprintf("%s/media/%s", base, id))
		if err != nil {
			return nil, err
		}
	}
	defer resp.Body.Close()
	if err := status(resp); err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

// Settled waits for what was just made: the same address until it is there.
func Settled(id string, left int) (*http.Response, error) {
	resp, err := http.Get(base + "/products/" + id)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusNotFound && left > 0 { // want medipimretry/incomplete
		resp.Body.Close()
		time.Sleep(time.Second)
		return Settled(id, left-1)
	}
	return resp, nil
}

// Patient handles the 429 with the same request from another place.
func Patient(ctx context.Context, payload []byte) error {
	resp, err := store(ctx, payload)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return later(ctx, payload)
	}
	defer resp.Body.Close()
	return status(resp)
}
