package retriers

import (
	"context"
	"fmt"
	"net/http"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v5"
	"github.com/hashicorp/go-retryablehttp"
)

const onceURL = "https://api.medipim.be/v4/products/find?id=1"

func onceTry() error {
	resp, err := http.Get(onceURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("products: %s", resp.Status)
	}
	return nil
}

func onceAvast() error { return retry.Do(onceTry, retry.Attempts(1)) } // want medipimretry/library

func twiceAvast() error { return retry.Do(onceTry, retry.Attempts(2)) }

func asOftenAsSaid(n uint) error { return retry.Do(onceTry, retry.Attempts(n)) }

func onceBackoff(ctx context.Context) (int, error) {
	return backoff.Retry(ctx, func() (int, error) { // want medipimretry/library
		resp, err := http.Get(onceURL)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return 0, fmt.Errorf("products: %s", resp.Status)
		}
		return 1, nil
	}, backoff.WithMaxTries(1))
}

func twiceBackoff(ctx context.Context) (int, error) {
	return backoff.Retry(ctx, func() (int, error) { return 1, onceTry() }, backoff.WithMaxTries(2))
}

// through sends a library's request, whose URL is the API's.
func through(ctx context.Context, c *retryablehttp.Client) error {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, onceURL, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return fmt.Errorf("products: %s", resp.Status)
	}
	return nil
}

func defaults(ctx context.Context) error { return through(ctx, retryablehttp.NewClient()) }

func serversOnly(ctx context.Context) error {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(_ context.Context, resp *http.Response, err error) (bool, error) {
		return err != nil || resp.StatusCode >= 500, nil // want medipimretry/incomplete
	}
	return through(ctx, c)
}
