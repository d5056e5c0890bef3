// Package httpx has the transports that all our services share.
package httpx

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// Throttle is a RoundTripper that waits when it is told to.
type Throttle struct {
	Base  http.RoundTripper
	Tries int
	Wait  time.Duration
}

// RoundTrip implements http.RoundTripper.
func (t *Throttle) RoundTrip(req *http.Request) (*http.Response, error) {
	base := t.Base
	if base == nil {
		base = http.DefaultTransport
	}
	wait := t.Wait
	if wait <= 0 {
		wait = time.Second
	}
	for try := 1; ; try++ {
		resp, err := base.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || try >= t.Tries {
			return resp, err
		}
		again := req.Clone(req.Context())
		if req.Body != nil && req.Body != http.NoBody {
			if req.GetBody == nil {
				return resp, nil
			}
			if again.Body, err = req.GetBody(); err != nil {
				return resp, nil
			}
		}
		pause := wait + rand.N(wait)
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			pause = max(pause, time.Duration(s)*time.Second)
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
		resp.Body.Close()
		if err := Sleep(req.Context(), pause); err != nil {
			return nil, err
		}
		req, wait = again, wait*2
	}
}

// Sleep waits, or returns early with the context's error.
func Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
