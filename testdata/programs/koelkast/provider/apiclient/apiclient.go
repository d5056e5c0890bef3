// Package apiclient signs and sends, and leaves the answers to its callers.
package apiclient

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
)

// MedipimClient is the connection that the provider is configured with.
type MedipimClient struct {
	Host   string
	Key    string
	Secret string
	HTTP   *http.Client
}

// Send hands the bare response up; this package reads no status and no error.
func (c *MedipimClient) Send(ctx context.Context, method, path string, in any) (*http.Response, error) {
	data, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, "https://"+c.Host+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.Key, c.Secret)
	req.Header.Set("Content-Type", "application/json")
	return c.HTTP.Do(req)
}
