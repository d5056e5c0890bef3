// Package httpx is what a company's programs send through. It is out of scope, and has retries.
package httpx

import (
	"net/http"
	"time"
)

// Transport tries again.
type Transport struct {
	Base http.RoundTripper
}

// RoundTrip waits after http.StatusTooManyRequests.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	for {
		resp, err := t.Base.RoundTrip(r)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

// NewClient gives a client with the transport.
func NewClient() *http.Client {
	return &http.Client{Transport: &Transport{Base: http.DefaultTransport}}
}

// Default is the client of all.
var Default = NewClient()

// Client is a client of its own kind.
type Client struct{ http http.Client }

// Do sends.
func (c *Client) Do(r *http.Request) (*http.Response, error) { return c.http.Do(r) }

// Do sends through Default.
func Do(r *http.Request) (*http.Response, error) { return Default.Do(r) }
