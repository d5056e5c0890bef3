// Package medipim is a client of the Medipim API, as far as the shop needs it.
package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// Base URLs of the API.
const (
	Production = "https://api.medipim.be"
	Sandbox    = "https://api.sandbox.medipim.be"
)

// Client talks to the API with one key.
type Client struct {
	base   string
	keyID  string
	secret string
	http   *http.Client
}

// New returns a client of the API at base.
func New(base, keyID, secret string) *Client {
	return &Client{
		base:   strings.TrimRight(base, "/"),
		keyID:  keyID,
		secret: secret,
		http:   &http.Client{Timeout: 30 * time.Second},
	}
}

// newRequest builds a request with the client's credentials, and payload as its JSON body if it is not nil.
func (c *Client) newRequest(ctx context.Context, method, path string, payload any) (*http.Request, error) {
	var body io.Reader
	if payload != nil {
		data, err := json.Marshal(payload)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.keyID, c.secret)
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}
