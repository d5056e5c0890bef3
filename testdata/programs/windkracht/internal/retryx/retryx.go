// Package retryx calls things again.
package retryx

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Later marks an error as worth another try.
type Later struct{ Err error }

func (l Later) Error() string { return l.Err.Error() }
func (l Later) Unwrap() error { return l.Err }

// Do calls f until it returns nil or an error that is not a Later.
func Do(ctx context.Context, n int, f func(context.Context) error) error {
	pause := time.Second
	for {
		err := f(ctx)
		var l Later
		if err == nil || !errors.As(err, &l) {
			return err
		}
		if n--; n <= 0 {
			return l.Err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
}

// Throttled calls f until its answer is not a 429.
func Throttled(ctx context.Context, f func() (*http.Response, error)) (*http.Response, error) {
	pause := time.Second
	for {
		resp, err := f()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || pause > time.Minute {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
		pause += pause / 2
	}
}
