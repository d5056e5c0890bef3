// Package wire puts requests on the wire, and has no opinion about the answers.
package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

const root = "https://api.sandbox.medipim.fr/v4"

type Conn struct {
	id, key string
	c       http.Client
}

func Dial(id, key string) *Conn {
	return &Conn{id: id, key: key, c: http.Client{Timeout: 15 * time.Second}}
}

// Get sends a GET.
func (c *Conn) Get(ctx context.Context, path string, q url.Values) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, root+path+"?"+q.Encode(), nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.id, c.key)
	return c.c.Do(req)
}

// Post sends v as JSON.
func (c *Conn) Post(ctx context.Context, path string, v any) (*http.Response, error) {
	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(v); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, root+path, &buf)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.SetBasicAuth(c.id, c.key)
	return c.c.Do(req)
}
