//medipimlint:client

// Package wire puts requests on the wire, and leaves the answers to others.
package wire

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Wire has what every request needs.
type Wire struct {
	hc      *http.Client
	root    *url.URL
	headers http.Header
}

// Option changes a Wire.
type Option func(*Wire)

// WithHeader adds a header to every request.
func WithHeader(k, v string) Option { return func(w *Wire) { w.headers.Add(k, v) } }

// New gives a Wire to root.
func New(root *url.URL, opts ...Option) *Wire {
	w := &Wire{hc: &http.Client{}, root: root, headers: http.Header{}}
	for _, o := range opts {
		o(w)
	}
	return w
}

// Get is not reported: the package knows no status, whoever calls it must.
func (w *Wire) Get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.root.JoinPath(path).String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header = w.headers.Clone()
	return w.hc.Do(req)
}

// Post is not reported: as Get.
func (w *Wire) Post(ctx context.Context, path, body string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.root.JoinPath(path).String(), strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header = w.headers.Clone()
	return w.hc.Do(req)
}
