package retriers

import (
	"fmt"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
)

func backoff4LooksAtNothing(query string) (*page, error) {
	var resp *http.Response
	err := backoff.Retry(func() (err error) { // want medipimretry/library
		resp, err = http.Post(products, "application/json", reader(query))
		return err
	}, backoff.NewExponentialBackOff())
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func backoff4WithDataLooksAtNothing(query string) (*page, error) {
	post := func() (*http.Response, error) {
		return http.Post(products, "application/json", reader(query))
	}
	resp, err := backoff.RetryWithData(post, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 5)) // want medipimretry/library
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func backoff4Broken(query string) (p *page, err error) {
	err = backoff.Retry(func() error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return err
		}
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			return fmt.Errorf("products: %s", resp.Status)
		}
		p, err = decode(resp)
		if err != nil {
			return backoff.Permanent(err)
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return p, err
}

func backoff4Hammering(query string) (p *page, err error) {
	err = backoff.Retry(func() error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			return errLimited
		}
		p, err = decode(resp)
		return err
	}, backoff.WithMaxRetries(&backoff.ZeroBackOff{}, 5))
	return p, err
}

// What follows is not reported.

func backoff4Limited(query string) (p *page, err error) {
	err = backoff.Retry(func() error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return backoff.Permanent(err)
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return errLimited
		}
		if p, err = decode(resp); err != nil {
			return backoff.Permanent(err)
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return p, err
}

// backoff4EveryFailure returns decode's error, which every status but 200 is.
func backoff4EveryFailure(query string) (*page, error) {
	return backoff.RetryWithData(func() (*page, error) {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return nil, err
		}
		return decode(resp)
	}, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 5))
}

func backoff4Notify(query string) (p *page, err error) {
	op := func() error {
		resp, err := http.Post(products, "application/json", reader(query))
		if err != nil {
			return err
		}
		if err := limited(resp); err != nil {
			return err
		}
		p, err = decode(resp)
		return err
	}
	err = backoff.RetryNotify(op, backoff.NewExponentialBackOff(), func(error, time.Duration) {})
	return p, err
}
