// Package medipimv4 is the client that the web shop uses for the v4 API.
package medipimv4

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	"github.com/pkg/errors"
)

// Client talks to the API.
type Client struct {
	http        *retryablehttp.Client
	base        string
	key, secret string
}

// Option changes a Client under construction.
type Option func(*Client)

// WithBase points the client at another host (the sandbox, a recorder).
func WithBase(u string) Option { return func(c *Client) { c.base = u } }

// WithTimeout limits one attempt.
func WithTimeout(d time.Duration) Option {
	return func(c *Client) { c.http.HTTPClient.Timeout = d }
}

// New builds a client.
func New(key, secret string, opts ...Option) *Client {
	rc := retryablehttp.NewClient()
	rc.RetryMax = 4
	rc.RetryWaitMin = 500 * time.Millisecond
	rc.Logger = nil
	rc.CheckRetry = gatewayTrouble
	c := &Client{http: rc, base: "https://api.medipim.be", key: key, secret: secret}
	for _, o := range opts {
		o(c)
	}
	return c
}

func gatewayTrouble(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	switch resp.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
		return true, nil
	}
	return false, nil
}

func (c *Client) call(ctx context.Context, path string, in, out any) error {
	payload, err := json.Marshal(in)
	if err != nil {
		return errors.Wrap(err, "encode request")
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, c.base+path, payload)
	if err != nil {
		return errors.WithStack(err)
	}
	req.SetBasicAuth(c.key, c.secret)
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return errors.Wrapf(err, "POST %s", path)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return newAPIError(resp)
	}
	return errors.Wrap(json.NewDecoder(resp.Body).Decode(out), "decode answer")
}
