// Package prices copies the public prices.
package prices

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	backoff4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
)

// Endpoint of the Australian instance.
const Endpoint = "https://api.au.medipim.com/v4"

type Price struct {
	Product int     `json:"product"`
	Amount  float64 `json:"amount"`
}

type medipimSyncer struct {
	hc   *http.Client
	base string
}

// New returns the syncer for Endpoint.
func New() *medipimSyncer {
	return &medipimSyncer{hc: &http.Client{Timeout: time.Minute}, base: Endpoint}
}

func (s *medipimSyncer) request(ctx context.Context, path string, in any) (*http.Request, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, s.base+path, bytes.NewReader(b))
}

func read(resp *http.Response) (out []Price, err error) {
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("prices: %s", resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// Daily retries what is the server's fault.
func (s *medipimSyncer) Daily(ctx context.Context) (out []Price, err error) {
	op := func() error {
		req, err := s.request(ctx, "/prices/query", nil)
		if err != nil {
			return backoff4.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			return errors.New(resp.Status)
		}
		if out, err = read(resp); err != nil {
			return backoff4.Permanent(err)
		}
		return nil
	}
	err = backoff4.Retry(op, backoff4.WithContext(backoff4.NewExponentialBackOff(), ctx))
	return out, err
}

// Weekly retries what is refused: any status but 200 is an error that is not permanent.
func (s *medipimSyncer) Weekly(ctx context.Context) (out []Price, err error) {
	err = backoff4.RetryNotify(func() error {
		req, err := s.request(ctx, "/prices/query", nil)
		if err != nil {
			return backoff4.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		out, err = read(resp)
		return err
	}, backoff4.WithMaxRetries(backoff4.NewConstantBackOff(5*time.Second), 6), func(err error, d time.Duration) {
		fmt.Println(err, d)
	})
	return out, err
}

// Ping looks at no status: Do gives no error for a 429.
func (s *medipimSyncer) Ping(ctx context.Context) error {
	var resp *http.Response
	err := backoff4.Retry(func() error { // want medipimretry/library
		req, err := s.request(ctx, "/prices/ping", nil)
		if err != nil {
			return err
		}
		resp, err = s.hc.Do(req)
		return err
	}, backoff4.NewExponentialBackOff())
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return errors.New("prices: " + resp.Status)
	}
	return nil
}

// Monthly is on v5, and takes each 4xx for good.
func (s *medipimSyncer) Monthly(ctx context.Context) ([]Price, error) {
	return backoff.Retry(ctx, func() ([]Price, error) {
		req, err := s.request(ctx, "/prices/query", map[string]string{"period": "month"})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 && resp.StatusCode < 500 { // want medipimretry/incomplete
			return nil, backoff.Permanent(errors.New(resp.Status))
		}
		return read(resp)
	}, backoff.WithMaxTries(5))
}

// Yearly does so too, and knows the exception.
func (s *medipimSyncer) Yearly(ctx context.Context) ([]Price, error) {
	return backoff.Retry(ctx, func() ([]Price, error) {
		req, err := s.request(ctx, "/prices/query", map[string]string{"period": "year"})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode/100 == 4 && resp.StatusCode != http.StatusTooManyRequests {
			return nil, backoff.Permanent(errors.New(resp.Status))
		}
		return read(resp)
	}, backoff.WithMaxTries(5))
}

// Hourly waits as long as it is told, which is not at all when it is told nothing.
func (s *medipimSyncer) Hourly(ctx context.Context) ([]Price, error) {
	return backoff.Retry(ctx, func() ([]Price, error) {
		req, err := s.request(ctx, "/prices/query", map[string]string{"period": "hour"})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // not reported: a RetryAfter of no seconds is not known to be no delay
			secs, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
			return nil, backoff.RetryAfter(secs)
		}
		out, err := read(resp)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return out, nil
	}, backoff.WithMaxTries(8))
}

// Minutely leaves the wait to the exponential back-off when it is told nothing.
func (s *medipimSyncer) Minutely(ctx context.Context) ([]Price, error) {
	op := func() ([]Price, error) {
		req, err := s.request(ctx, "/prices/query", map[string]string{"period": "minute"})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			if secs, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && secs > 0 {
				return nil, backoff.RetryAfter(secs)
			}
			return nil, errors.New("prices: busy")
		}
		out, err := read(resp)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return out, nil
	}
	return backoff.Retry(ctx, op, backoff.WithBackOff(backoff.NewExponentialBackOff()), backoff.WithMaxElapsedTime(5*time.Minute))
}

// withRetry is the helper of the newer methods.
func withRetry[T any](ctx context.Context, f func(context.Context) (T, error)) (T, error) {
	return backoff.Retry(ctx, func() (T, error) { return f(ctx) },
		backoff.WithBackOff(backoff.NewConstantBackOff(3*time.Second)),
		backoff.WithMaxTries(4))
}

// Currencies returns an error for a 429 to withRetry.
func (s *medipimSyncer) Currencies(ctx context.Context) ([]Price, error) {
	return withRetry(ctx, func(ctx context.Context) ([]Price, error) {
		req, err := s.request(ctx, "/prices/currencies", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		return read(resp)
	})
}

// Ticker loops by hand over the library's waits.
func (s *medipimSyncer) Ticker(ctx context.Context) ([]Price, error) {
	waits := backoff.NewExponentialBackOff()
	for {
		req, err := s.request(ctx, "/prices/query", nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(waits.NextBackOff())
			continue
		}
		defer resp.Body.Close()
		return read(resp)
	}
}

// Push sends the request again that it made before the loop.
func (s *medipimSyncer) Push(ctx context.Context, in []Price) error {
	req, err := s.request(ctx, "/prices/import", in)
	if err != nil {
		return err
	}
	b := backoff4.NewExponentialBackOff()
	return backoff4.Retry(func() error {
		resp, err := s.hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return errors.New("prices: busy")
		}
		if resp.StatusCode >= 400 {
			return backoff4.Permanent(errors.New(resp.Status))
		}
		return nil
	}, b)
}

// PushAgain rewinds it.
func (s *medipimSyncer) PushAgain(ctx context.Context, in []Price) error {
	req, err := s.request(ctx, "/prices/import", in)
	if err != nil {
		return err
	}
	return backoff4.Retry(func() error {
		if req.Body, err = req.GetBody(); err != nil {
			return backoff4.Permanent(err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return errors.New("prices: busy")
		}
		if resp.StatusCode >= 400 {
			return backoff4.Permanent(errors.New(resp.Status))
		}
		return nil
	}, backoff4.NewExponentialBackOff())
}
