// Package loops backs off and tries again after a 429, in the loops that programs have for it.
package loops

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

const queryURL = "https://api.medipim.fr/v4/products/query"

type client struct {
	http    *http.Client
	retries int
}

func (c *client) newRequest(ctx context.Context, query []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, queryURL, bytes.NewReader(query))
}

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

func (c *client) counted(ctx context.Context, query []byte) error {
	for attempt := 0; ; attempt++ {
		req, err := c.newRequest(ctx, query)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests && attempt < c.retries {
			time.Sleep(time.Second << attempt)
			continue
		}
		return failed(resp)
	}
}

// The test the other way round: what is not 429 leaves.
func (c *client) inverted(ctx context.Context, query []byte) (err error) {
	for delay := time.Second; delay < time.Minute; delay *= 2 {
		req, err := c.newRequest(ctx, query)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != 429 {
			return failed(resp)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay + rand.N(delay)):
		}
	}
	return errors.New("medipim: still too many requests")
}

// Every answer that is not a success is tried again.
func (c *client) everything(ctx context.Context, query []byte) error {
	var last error
	for range c.retries {
		if last != nil {
			time.Sleep(2 * time.Second)
		}
		req, err := c.newRequest(ctx, query)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			last = err
			continue
		}
		resp.Body.Close()
		if resp.StatusCode/100 == 2 {
			return nil
		}
		last = fmt.Errorf("medipim: %s", resp.Status)
	}
	return last
}

// The first send stands before the loop that repeats it.
func (c *client) firstOutside(ctx context.Context, query []byte) error {
	req, err := c.newRequest(ctx, query)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	for n := 0; err == nil && resp.StatusCode == 429 && n < c.retries; n++ {
		resp.Body.Close()
		time.Sleep(retryAfter(resp, n))
		if req, err = c.newRequest(ctx, query); err != nil {
			return err
		}
		resp, err = c.http.Do(req)
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return failed(resp)
}

// retryAfter is never zero: without the header it grows with the number of attempts.
func retryAfter(resp *http.Response, attempt int) time.Duration {
	if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
		return time.Duration(s) * time.Second
	}
	return 500 * time.Millisecond << attempt
}

func (c *client) switched(ctx context.Context, query []byte) error {
	timer := time.NewTicker(time.Second)
	defer timer.Stop()
	for n := 0; ; n++ {
		req, err := c.newRequest(ctx, query)
		if err != nil {
			return err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusOK:
			return nil
		case resp.StatusCode == http.StatusTooManyRequests, resp.StatusCode >= 500:
			if n == c.retries {
				return failed(resp)
			}
			<-timer.C
		default:
			return failed(resp)
		}
	}
}

func (c *client) labelled(ctx context.Context, queries [][]byte) error {
next:
	for _, query := range queries {
		for n := range c.retries {
			req, err := c.newRequest(ctx, query)
			if err != nil {
				return err
			}
			resp, err := c.http.Do(req)
			if err != nil {
				return err
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusTooManyRequests {
				if err := failed(resp); err != nil {
					return err
				}
				continue next
			}
			time.Sleep(time.Duration(n+1) * time.Second)
		}
		return errors.New("medipim: too many requests")
	}
	return nil
}
