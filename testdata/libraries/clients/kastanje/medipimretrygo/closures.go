// Package medipimretrygo has others call its closures again.
package medipimretrygo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	backoff4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
	goretry "github.com/sethvargo/go-retry"
	"golang.org/x/sync/errgroup"
)

var errBusy = errors.New("medipim is busy")

func ask(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.fr"+path, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

// V5 returns an error for all that is no success.
func V5(ctx context.Context) (string, error) {
	return backoff.Retry(ctx, func() (string, error) {
		resp, err := ask(ctx, "/v4/a")
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return "", fmt.Errorf("answer %s", resp.Status)
		}
		var s string
		return s, json.NewDecoder(resp.Body).Decode(&s)
	}, backoff.WithMaxTries(5))
}

// V5Permanent takes client errors for permanent, 429 with them.
func V5Permanent(ctx context.Context) (string, error) {
	return backoff.Retry(ctx, func() (string, error) {
		resp, err := ask(ctx, "/v4/b")
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 && resp.StatusCode < 500 { // want medipimretry/incomplete
			return "", backoff.Permanent(fmt.Errorf("answer %s", resp.Status))
		}
		if resp.StatusCode >= 500 {
			return "", errors.New(resp.Status)
		}
		var s string
		return s, json.NewDecoder(resp.Body).Decode(&s)
	})
}

// V4 looks at nothing.
func V4(ctx context.Context) (out map[string]any, err error) {
	err = backoff4.Retry(func() error { // want medipimretry/library
		resp, err := ask(ctx, "/v4/c")
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		return json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	}, backoff4.WithContext(backoff4.NewExponentialBackOff(), ctx))
	return out, err
}

// Avast filters by the error.
func Avast(ctx context.Context) error {
	return retry.Do(func() error {
		resp, err := ask(ctx, "/v4/d")
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			return errBusy
		case resp.StatusCode >= 400:
			return errors.New(resp.Status)
		}
		return nil
	}, retry.Context(ctx), retry.Attempts(4), retry.RetryIf(func(err error) bool { return errors.Is(err, errBusy) }))
}

// AvastUnless gives up when it is busy.
func AvastUnless(ctx context.Context) error {
	return retry.Do(func() error {
		resp, err := ask(ctx, "/v4/e")
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return retry.Unrecoverable(errBusy)
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	}, retry.Context(ctx), retry.Attempts(4))
}

// Marked marks what is to be tried again: not 429.
func Marked(ctx context.Context) error {
	return goretry.Do(ctx, goretry.WithMaxRetries(3, goretry.NewFibonacci(time.Second)), func(ctx context.Context) error {
		resp, err := ask(ctx, "/v4/f")
		if err != nil {
			return goretry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusBadGateway || resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
			return goretry.RetryableError(errors.New(resp.Status))
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	})
}

// MarkedRight marks it.
func MarkedRight(ctx context.Context) error {
	return goretry.Do(ctx, goretry.WithMaxRetries(3, goretry.NewFibonacci(time.Second)), func(ctx context.Context) error {
		resp, err := ask(ctx, "/v4/f")
		if err != nil {
			return goretry.RetryableError(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return goretry.RetryableError(errors.New(resp.Status))
		}
		if resp.StatusCode >= 400 {
			return errors.New(resp.Status)
		}
		return nil
	})
}

// Group asks for many at once; a group is no retry.
func Group(ctx context.Context, paths []string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for _, p := range paths {
		g.Go(func() error {
			resp, err := ask(ctx, p) // want medipimretry/missing
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("%s: %s", p, resp.Status)
			}
			return nil
		})
	}
	return g.Wait()
}
