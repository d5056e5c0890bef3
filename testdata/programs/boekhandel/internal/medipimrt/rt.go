// Package medipimrt has round trippers.
package medipimrt

import (
	"io"
	"net/http"
	"slices"
	"time"
)

// Retry sends again what the gateway could not deliver.
type Retry struct {
	Base http.RoundTripper
	Max  int
}

var transient = map[int]struct{}{
	http.StatusInternalServerError: {},
	http.StatusBadGateway:          {},
	http.StatusServiceUnavailable:  {},
	http.StatusGatewayTimeout:      {},
}

func rewind(req *http.Request) (*http.Request, error) {
	again := req.Clone(req.Context())
	if req.GetBody == nil {
		return again, nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	again.Body = body
	return again, nil
}

// RoundTrip implements http.RoundTripper.
func (r *Retry) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 0; ; try++ {
		again, err := rewind(req)
		if err != nil {
			return nil, err
		}
		resp, err := r.Base.RoundTrip(again)
		if err != nil {
			return nil, err
		}
		if _, ok := transient[resp.StatusCode]; !ok || try >= r.Max { // want medipimretry/incomplete
			return resp, nil
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(time.Second << try)
	}
}

// Polite is Retry with the right list.
type Polite struct {
	Base  http.RoundTripper
	Sleep func(time.Duration)
}

var busy = []int{http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable}

// RoundTrip implements http.RoundTripper.
func (p *Polite) RoundTrip(req *http.Request) (*http.Response, error) {
	delay := time.Second
	for left := 5; ; left-- {
		again, err := rewind(req)
		if err != nil {
			return nil, err
		}
		resp, err := p.Base.RoundTrip(again)
		if err != nil || left == 0 || !slices.Contains(busy, resp.StatusCode) {
			return resp, err
		}
		resp.Body.Close()
		p.Sleep(delay)
		delay *= 2
	}
}

// Client is the client with both kinds of patience to choose from.
func Client(polite bool) *http.Client {
	if polite {
		return &http.Client{Transport: &Polite{Base: http.DefaultTransport, Sleep: time.Sleep}}
	}
	return &http.Client{Transport: &Retry{Base: http.DefaultTransport, Max: 3}}
}
