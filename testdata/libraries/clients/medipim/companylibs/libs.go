// Package companylibs sends through libraries.
package companylibs

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/hashicorp/go-retryablehttp"
)

const medipimHost = "https://api.au.medipim.com"

var errStatus = errors.New("companylibs: unexpected status")

// Blind is reported: the closure looks at no status, and so the library never hears of 429.
func Blind(ctx context.Context, path string) error {
	return retry.Do(func() error { // want medipimretry/library
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimHost+path, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}, retry.Attempts(5), retry.Delay(time.Second), retry.Context(ctx))
}

// Seeing is not reported: the closure returns an error for what is no 2xx.
func Seeing(ctx context.Context, path string) error {
	return retry.Do(func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimHost+path, nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode/100 != 2 {
			return fmt.Errorf("%w: %s", errStatus, resp.Status)
		}
		return nil
	}, retry.Attempts(5), retry.Delay(time.Second), retry.Context(ctx))
}

// Once is reported at the constructor: with no tries left the library does not try again.
func Once(path string) error {
	c := retryablehttp.NewClient() // want medipimretry/library
	c.RetryMax = 0
	resp, err := c.Get(medipimHost + path)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s", errStatus, resp.Status)
	}
	return nil
}

// Often is not reported: the library tries again after 429 by itself.
func Often(path string) error {
	c := retryablehttp.NewClient()
	c.RetryMax = 8
	resp, err := c.Get(medipimHost + path)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s", errStatus, resp.Status)
	}
	return nil
}

// Picky is reported: its own condition has the 5xx alone.
func Picky(path string) error {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			return true, nil
		}
		return resp.StatusCode >= 500, nil // want medipimretry/incomplete
	}
	resp, err := c.Get(medipimHost + path)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s", errStatus, resp.Status)
	}
	return nil
}

// Fair is not reported: its own condition hands 429 to the default one.
func Fair(path string) error {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if resp != nil && resp.StatusCode == http.StatusBadGateway {
			return false, errStatus
		}
		return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	}
	resp, err := c.Get(medipimHost + path)
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s", errStatus, resp.Status)
	}
	return nil
}
