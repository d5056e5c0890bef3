// Package restybeta runs resty v3 as it was before its release candidates: its
// default conditions covered 429, and other names stood for the same things. It
// is a module of its own, because a build has one version of a module.
package restybeta

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"resty.dev/v3"
)

const query = `{"filter":{"status":"active"}}`

func TestRetryOf429(t *testing.T) {
	limited := func(r *resty.Response, err error) bool { return r.StatusCode() == 429 }
	broken := func(r *resty.Response, err error) bool { return r.StatusCode() >= 500 }
	tests := []struct {
		configuration string
		method        string
		change        func(*resty.Client)
		requests      int
		status        int
	}{
		{"default", http.MethodPost, func(c *resty.Client) {}, 1, 429},
		{"POST, count only", http.MethodPost, func(c *resty.Client) { c.SetRetryCount(3) }, 1, 429},
		{"POST, count and condition", http.MethodPost, func(c *resty.Client) {
			c.SetRetryCount(3).AddRetryConditions(limited)
		}, 1, 429},
		{"POST, permission only", http.MethodPost, func(c *resty.Client) {
			c.SetAllowNonIdempotentRetry(true)
		}, 1, 429},
		{"POST, count and permission", http.MethodPost, func(c *resty.Client) {
			c.SetRetryCount(3).SetAllowNonIdempotentRetry(true)
		}, 3, 200},
		{"POST, count, permission, a condition of 5xx", http.MethodPost, func(c *resty.Client) {
			c.SetRetryCount(3).SetAllowNonIdempotentRetry(true).AddRetryConditions(broken)
		}, 3, 200},
		{"POST, count, permission, no default conditions", http.MethodPost, func(c *resty.Client) {
			c.SetRetryCount(3).SetAllowNonIdempotentRetry(true).DisableRetryDefaultConditions()
		}, 1, 429},
		{"POST, count, permission, own condition alone", http.MethodPost, func(c *resty.Client) {
			c.SetRetryCount(3).SetAllowNonIdempotentRetry(true).SetRetryDefaultConditions(false).AddRetryConditions(limited)
		}, 3, 200},
		{"GET, count only", http.MethodGet, func(c *resty.Client) { c.SetRetryCount(3) }, 3, 200},
	}
	for _, tt := range tests {
		t.Run(tt.configuration, func(t *testing.T) {
			requests := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if body, _ := io.ReadAll(r.Body); r.Method == http.MethodPost && string(body) != query {
					t.Errorf("request %d carries %q", requests, body)
				}
				if requests++; requests < 3 {
					w.WriteHeader(http.StatusTooManyRequests)
				}
			}))
			defer server.Close()

			c := resty.New().SetRetryWaitTime(time.Millisecond).SetRetryMaxWaitTime(2 * time.Millisecond)
			defer c.Close()
			tt.change(c)
			r := c.R()
			if tt.method == http.MethodPost {
				r.SetBody(query)
			}
			resp, err := r.Execute(tt.method, server.URL)
			if err != nil {
				t.Fatal(err)
			}
			if requests != tt.requests || resp.StatusCode() != tt.status {
				t.Errorf("%d requests, status %d, want %d and %d", requests, resp.StatusCode(), tt.requests, tt.status)
			}
		})
	}
}
