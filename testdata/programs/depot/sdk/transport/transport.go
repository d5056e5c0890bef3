package transport

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

// Host is where requests go.
const Host = "https://api.medipim.fr"

// Client adds the address and the credentials, nothing else.
type Client struct {
	HTTP   *http.Client
	ID     string
	Secret string
}

// Call hands the bare answer to another package, which has to judge it.
func (c *Client) Call(ctx context.Context, method, path string, payload []byte) (*http.Response, error) {
	var body io.Reader
	if payload != nil {
		body = bytes.NewReader(payload)
	}
	req, err := http.NewRequestWithContext(ctx, method, Host+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.ID, c.Secret)
	req.Header.Set("Accept", "application/json")
	return c.HTTP.Do(req)
}
