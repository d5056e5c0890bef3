package mpim

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"strconv"
	"time"
)

// Client is safe for concurrent use.
type Client struct {
	HTTP    *http.Client
	Retries int
	KeyID   string
	Secret  string
}

// New returns a client that tries five times.
func New(id, secret string) *Client {
	return &Client{HTTP: http.DefaultClient, Retries: 5, KeyID: id, Secret: secret}
}

func (c *Client) post(ctx context.Context, path string, in any) (*http.Response, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+Host+path, bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(c.KeyID, c.Secret)
		resp, err := c.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return resp, nil
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < c.Retries {
			d := time.Second << n
			if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
				d = time.Duration(s) * time.Second
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(d):
			}
			continue
		}
		defer resp.Body.Close()
		return nil, errorOf(resp)
	}
}

// Query decodes a page.
func Query[T any](ctx context.Context, c *Client, kind string, filter any) ([]T, error) {
	resp, err := c.post(ctx, "/v4/"+kind+"/query", filter)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNoContent {
		return nil, nil
	}
	var page struct {
		Results []T `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

// Line is a line of a stream: its error has no response of its own.
type Line struct {
	Meta   json.RawMessage `json:"meta"`
	Result json.RawMessage `json:"result"`
	Error  *Detail         `json:"error"`
}

// Stream yields the lines.
func (c *Client) Stream(ctx context.Context, filter any) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		resp, err := c.post(ctx, "/v4/products/stream", filter)
		if err != nil {
			yield(nil, err)
			return
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return
		}
		for dec := json.NewDecoder(resp.Body); ; {
			var l Line
			if err := dec.Decode(&l); err == io.EOF {
				return
			} else if err != nil {
				yield(nil, err)
				return
			}
			if l.Error != nil {
				if l.Error.Status >= 500 {
					continue
				}
				if l.Error.Code == CodeNotFound {
					continue
				}
				yield(nil, &APIError{StatusCode: resp.StatusCode, Body: *l.Error})
				return
			}
			if !yield(l.Result, nil) {
				return
			}
		}
	}
}
