package medipimplain

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// Limiter spaces the requests.
type Limiter struct{ tick *time.Ticker }

// NewLimiter makes a limiter of 90 requests a minute.
func NewLimiter() *Limiter { return &Limiter{tick: time.NewTicker(667 * time.Millisecond)} }

// Wait blocks until the next slot.
func (l *Limiter) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-l.tick.C:
		return nil
	}
}

// Paced waits for a slot, and still fails on the first 429.
func (c *Client) Paced(ctx context.Context, l *Limiter, body []byte) error {
	if err := l.Wait(ctx); err != nil {
		return err
	}
	req, err := c.post(ctx, "/v4/products/query", body)
	if err != nil {
		return err
	}
	resp, err := c.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	return checkOK(resp)
}

// PacedAgain waits for a slot before each try, and a 429 leads to another try.
func (c *Client) PacedAgain(ctx context.Context, l *Limiter, body []byte) error {
	for {
		if err := l.Wait(ctx); err != nil {
			return err
		}
		req, err := c.post(ctx, "/v4/products/query", body)
		if err != nil {
			return err
		}
		resp, err := c.hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			continue
		}
		return checkOK(resp)
	}
}

// Parallel has a semaphore, which limits and does not retry.
func (c *Client) Parallel(ctx context.Context, ids []string) []error {
	sem := make(chan struct{}, 4)
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			req, err := c.get(ctx, "/v4/products/find?id="+id)
			if err != nil {
				errs[i] = err
				return
			}
			resp, err := c.hc.Do(req) // want medipimretry/missing
			if err != nil {
				errs[i] = err
				return
			}
			errs[i] = checkOK(resp)
		})
	}
	wg.Wait()
	return errs
}

// ParallelPatient waits inside each goroutine and tries again.
func (c *Client) ParallelPatient(ctx context.Context, ids []string) []error {
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(func() {
			for attempt := 1; attempt < 6; attempt++ {
				req, err := c.get(ctx, "/v4/products/find?id="+id)
				if err != nil {
					errs[i] = err
					return
				}
				resp, err := c.hc.Do(req)
				if err != nil {
					errs[i] = err
					return
				}
				errs[i] = checkOK(resp)
				if resp.StatusCode != http.StatusTooManyRequests {
					return
				}
				time.Sleep(time.Duration(attempt) * time.Second)
			}
		})
	}
	wg.Wait()
	return errs
}
