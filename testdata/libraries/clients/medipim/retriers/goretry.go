package retriers

import (
	"context"
	"net/http"
	"time"

	"github.com/sethvargo/go-retry"
)

func goRetryLooksAtNothing(ctx context.Context, query string) (*page, error) {
	var resp *http.Response
	b := retry.WithMaxRetries(5, retry.NewExponential(time.Second))
	err := retry.Do(ctx, b, func(context.Context) error { // want medipimretry/library
		var err error
		resp, err = http.Post(products, "application/json", reader(query))
		if err != nil {
			return retry.RetryableError(err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

// goRetryPlainError returns an error that this library does not retry.
func goRetryPlainError(ctx context.Context, query string) (p *page, err error) {
	b := retry.WithMaxRetries(5, retry.NewExponential(time.Second))
	err = retry.Do(ctx, b, func(context.Context) error { // want medipimretry/library
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return retry.RetryableError(err)
		}
		p, err = decode(resp)
		return err
	})
	return p, err
}

// What follows is not reported.

func goRetryLimited(ctx context.Context, query string) (p *page, err error) {
	b := retry.WithMaxRetries(5, retry.NewExponential(time.Second))
	err = retry.Do(ctx, b, func(context.Context) error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return retry.RetryableError(errLimited)
		}
		p, err = decode(resp)
		return err
	})
	return p, err
}

func goRetryValue(ctx context.Context, query string) (*page, error) {
	return retry.DoValue(ctx, retry.WithMaxRetries(3, retry.NewConstant(time.Second)),
		func(ctx context.Context) (*page, error) {
			resp, err := http.Post(products, "application/json", reader(query))
			if err != nil {
				return nil, err
			}
			p, err := decode(resp)
			if err != nil {
				return nil, retry.RetryableError(err)
			}
			return p, nil
		})
}
