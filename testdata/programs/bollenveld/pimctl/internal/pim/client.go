// Package pim is what pimctl knows of the product database.
package pim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Hosts by country.
var Hosts = map[string]string{
	"be":         "https://api.medipim.be",
	"fr":         "https://api.medipim.fr",
	"au":         "https://api.au.medipim.com",
	"be-sandbox": "https://api.sandbox.medipim.be",
}

// Client sends the requests of one invocation.
type Client struct {
	Host    string
	Key     string
	Secret  string
	Verbose io.Writer // nil: quiet
	Tries   int
	hc      http.Client
}

// Query is the body of most requests.
type Query struct {
	Filter map[string]any `json:"filter,omitempty"`
	Page   *Paging        `json:"page,omitempty"`
}

// Paging says which part is wanted.
type Paging struct {
	No   int `json:"no"`
	Size int `json:"size"`
}

// send puts one request on the wire. What comes back is the callers' business.
func (c *Client) send(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.Host+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.Key, c.Secret)
	if len(body) > 0 {
		req.Header.Set("Content-Type", "application/json")
	}
	start := time.Now()
	resp, err := c.hc.Do(req)
	if c.Verbose != nil && err == nil {
		fmt.Fprintf(c.Verbose, "%s %s -> %s in %v\n", method, path, resp.Status, time.Since(start))
	}
	return resp, err
}

// patient sends until the server has time for us.
func (c *Client) patient(ctx context.Context, method, path string, body []byte) (*http.Response, error) {
	pause := time.Second
	for range max(c.Tries, 1) {
		resp, err := c.send(ctx, method, path, body)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
	return nil, errors.New("the server has no time for us; try again in a minute")
}

// Find returns one product as it came.
func (c *Client) Find(ctx context.Context, field, value string) (json.RawMessage, error) {
	resp, err := c.patient(ctx, http.MethodGet, "/v4/products/find?"+url.Values{field: {value}}.Encode(), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, newFault(resp)
	}
	return io.ReadAll(resp.Body)
}

// Run posts a query and returns the rows.
func (c *Client) Run(ctx context.Context, kind string, q Query) ([]map[string]any, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	resp, err := c.patient(ctx, http.MethodPost, "/v4/"+kind+"/query", body)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, newFault(resp)
	}
	var out struct {
		Results []map[string]any `json:"results"`
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out.Results, err
}

// Names completes brand names on the command line.
func (c *Client) Names(ctx context.Context, prefix string) []string {
	resp, err := c.send(ctx, http.MethodGet, "/v4/brands/names?prefix="+url.QueryEscape(prefix), nil) // want medipimretry/missing
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var names []string
	if json.NewDecoder(resp.Body).Decode(&names) != nil { // want medipimunchecked/unchecked
		return nil
	}
	return slices.Compact(names)
}

// Export copies the stream to w.
func (c *Client) Export(ctx context.Context, q Query, w io.Writer) (int64, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return 0, err
	}
	for try := 1; ; try++ {
		resp, err := c.send(ctx, http.MethodPost, "/v4/products/stream", body)
		if err != nil {
			return 0, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && try < 10 { // want medipimretry/immediate
			seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			resp.Body.Close()
			time.Sleep(time.Duration(seconds) * time.Second)
			continue
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			return io.Copy(w, resp.Body)
		case http.StatusNoContent:
			return 0, nil
		}
		return 0, newFault(resp)
	}
}

// Raw sends a file as it is, for trying things out.
func (c *Client) Raw(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.Host+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.Key, c.Secret)
	for wait := time.Second; ; wait *= 2 {
		resp, err := c.hc.Do(req) // not reported: who passes a body is in another package
		if err != nil || resp.StatusCode != 429 || wait > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(wait)
	}
}

// Touch marks products as seen. The request is built once, and rewound.
func (c *Client) Touch(ctx context.Context, ids []string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Host+"/v4/products/seen", strings.NewReader(strings.Join(ids, "\n")))
	if err != nil {
		return err
	}
	req.SetBasicAuth(c.Key, c.Secret)
	for try := range 5 {
		if req.Body, err = req.GetBody(); err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Duration(try+1) * 3 * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return newFault(resp)
		}
		return nil
	}
	return errors.New("touch: throttled five times")
}

// Changes waits for the next change and returns its number.
func (c *Client) Changes(ctx context.Context, after int) (int, error) {
	path := "/v4/changes?after=" + strconv.Itoa(after)
	for {
		resp, err := c.send(ctx, http.MethodGet, path, nil)
		if err != nil {
			return 0, err
		}
		hint := resp.Header.Get("Retry-After")
		if resp.StatusCode == http.StatusTooManyRequests && hint != "" { // want medipimretry/header
			resp.Body.Close()
			n, err := strconv.Atoi(hint)
			if err != nil {
				n = 10
			}
			time.Sleep(time.Duration(max(n, 1)) * time.Second)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return 0, fmt.Errorf("changes: %s", resp.Status)
		}
		var out struct {
			Next int `json:"next"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
			return 0, err
		}
		return out.Next, nil
	}
}
