//medipimlint:client

// Package wire puts requests on the wire, and leaves the answer to its users.
package wire

import (
	"bytes"
	"context"
	"net/http"
)

// Conn has credentials.
type Conn struct {
	HTTP       *http.Client
	Root       string
	User, Pass string
}

// Post hands the bare response up; whoever calls it has to look.
func (c *Conn) Post(ctx context.Context, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Root+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.User, c.Pass)
	return c.HTTP.Do(req)
}

// Get hands the bare response up as well.
func (c *Conn) Get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Root+path, nil)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.User, c.Pass)
	return c.HTTP.Do(req)
}
