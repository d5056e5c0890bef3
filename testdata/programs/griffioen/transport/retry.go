// Package medipimhttp has the RoundTrippers of the clients.
package medipimhttp

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"example.com/griffioen/httpx"
)

// ErrRateLimited is what Check makes of a 429.
var ErrRateLimited = errors.New("rate limited")

type retrier struct {
	next  http.RoundTripper
	tries int
}

// Retry is not reported: its RoundTripper waits after a 429 and rewinds.
func Retry(tries int) httpx.Middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return &retrier{next: next, tries: tries}
	}
}

// RoundTrip is not reported: 429 leads back to the send after a wait, with a new body.
func (t *retrier) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil && req.GetBody == nil {
		return t.next.RoundTrip(req)
	}
	for n := 1; ; n++ {
		try := req.Clone(req.Context())
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			try.Body = body
		}
		resp, err := t.next.RoundTrip(try)
		if err != nil || n >= t.tries {
			return resp, err
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		default:
			return resp, nil
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
		resp.Body.Close()
		timer := time.NewTimer(httpx.Delay(resp.Header, time.Second<<n))
		select {
		case <-timer.C:
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		}
	}
}

// Logging is not reported: the answer is passed through.
func Logging(log *slog.Logger) httpx.Middleware {
	return func(next http.RoundTripper) http.RoundTripper {
		return httpx.Func(func(req *http.Request) (*http.Response, error) {
			began := time.Now()
			resp, err := next.RoundTrip(req)
			if err == nil {
				log.Info("sent", "path", req.URL.Path, "status", resp.StatusCode, "took", time.Since(began))
			}
			return resp, err
		})
	}
}

// Pace is not reported: the answer is passed through; it waits before the send and never after.
func Pace(every time.Duration) httpx.Middleware {
	tick := time.NewTicker(every)
	return func(next http.RoundTripper) http.RoundTripper {
		return httpx.Func(func(req *http.Request) (*http.Response, error) {
			select {
			case <-tick.C:
				return next.RoundTrip(req)
			case <-req.Context().Done():
				return nil, req.Context().Err()
			}
		})
	}
}

// Check is not reported: whatever is no 2xx becomes an error, 429 one of its own.
func Check(next http.RoundTripper) http.RoundTripper {
	return httpx.Func(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 300 {
			return resp, nil
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return nil, ErrRateLimited
		}
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
		return nil, fmt.Errorf("%s %s: %s: %s", req.Method, req.URL.Path, resp.Status, b)
	})
}
