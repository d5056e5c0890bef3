package retriers

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/cenkalti/backoff/v5"
)

func backoff5LooksAtNothing(ctx context.Context, query string) (*page, error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) { // want medipimretry/library
		return http.Post(products, "application/json", reader(query))
	}, backoff.WithMaxTries(5))
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// backoff5Permanent tells no 429 from any other refusal.
func backoff5Permanent(ctx context.Context, query string) (*page, error) {
	return backoff.Retry(ctx, func() (*page, error) {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusBadGateway || resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
			resp.Body.Close()
			return nil, fmt.Errorf("products: %s", resp.Status)
		}
		p, err := decode(resp)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return p, nil
	})
}

func backoff5Limited(ctx context.Context, query string) (*page, error) {
	return backoff.Retry(ctx, func() (*page, error) {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			defer resp.Body.Close()
			if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
				return nil, backoff.RetryAfter(seconds)
			}
			return nil, errLimited
		}
		p, err := decode(resp)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return p, nil
	}, backoff.WithBackOff(backoff.NewExponentialBackOff()), backoff.WithMaxTries(6))
}
