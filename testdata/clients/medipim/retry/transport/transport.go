// Package transport backs off below the client, in a RoundTripper.
package transport

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find"

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

// backoff tries a refused request again.
type backoff struct {
	next  http.RoundTripper
	tries int
}

func (b *backoff) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		if n > 0 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
		resp, err := b.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == b.tries {
			return resp, err
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Second << n):
		}
	}
}

// logging passes the answer through: it sends nothing of its own.
type logging struct{ next http.RoundTripper }

func (l logging) RoundTrip(req *http.Request) (*http.Response, error) {
	start := time.Now()
	resp, err := l.next.RoundTrip(req)
	println("medipim:", req.URL.Path, time.Since(start).String())
	return resp, err
}

type client struct{ http *http.Client }

func newClient() *client {
	return &client{http: &http.Client{Transport: logging{&backoff{next: http.DefaultTransport, tries: 4}}}}
}

func (c *client) find() error {
	resp, err := c.http.Get(findURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

type plain struct{ http *http.Client }

func newPlain() *plain {
	return &plain{http: &http.Client{Transport: logging{http.DefaultTransport}}}
}

func (p *plain) find() error {
	resp, err := p.http.Get(findURL) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}
