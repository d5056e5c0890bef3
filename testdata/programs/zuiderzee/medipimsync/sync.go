// Package medipimsync compares our stock with the catalogue every night.
package medipimsync

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/sync/errgroup"
)

type night struct {
	c    *http.Client
	base string
}

func (n *night) req(ctx context.Context, path string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodGet, n.base+path, nil)
}

// plain retries what the network does.
func (n *night) plain(ctx context.Context, path string) (ids []int64, err error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) { // want medipimretry/library
		req, err := n.req(ctx, path)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return n.c.Do(req)
	}, backoff.WithMaxTries(5))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&ids)
	return ids, err
}

// servers gives up on whatever is our own fault.
func (n *night) servers(ctx context.Context, path string) (ids []int64, err error) {
	return backoff.Retry(ctx, func() ([]int64, error) {
		req, err := n.req(ctx, path)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := n.c.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			var ids []int64
			err := json.NewDecoder(resp.Body).Decode(&ids)
			return ids, err
		}
		if resp.StatusCode < 500 { // want medipimretry/incomplete
			return nil, backoff.Permanent(errors.New(resp.Status))
		}
		return nil, errors.New(resp.Status)
	}, backoff.WithMaxElapsedTime(2*time.Minute))
}

// gentle knows that 429 is not our fault.
func (n *night) gentle(ctx context.Context, path string) (ids []int64, err error) {
	return backoff.Retry(ctx, func() ([]int64, error) {
		req, err := n.req(ctx, path)
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := n.c.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusOK:
			var ids []int64
			err := json.NewDecoder(resp.Body).Decode(&ids)
			return ids, err
		case resp.StatusCode == http.StatusTooManyRequests:
			if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
				return nil, backoff.RetryAfter(s)
			}
			return nil, errors.New("throttled")
		case resp.StatusCode < 500:
			return nil, backoff.Permanent(errors.New(resp.Status))
		}
		return nil, errors.New(resp.Status)
	}, backoff.WithMaxElapsedTime(2*time.Minute))
}

// simple retries everything that is not a success.
func (n *night) simple(ctx context.Context, path string, body []byte) error {
	op := func() (struct{}, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, n.base+path, bytes.NewReader(body))
		if err != nil {
			return struct{}{}, err
		}
		resp, err := n.c.Do(req)
		if err != nil {
			return struct{}{}, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 300 {
			return struct{}{}, fmt.Errorf("%s: %s", path, resp.Status)
		}
		return struct{}{}, nil
	}
	_, err := backoff.Retry(ctx, op, backoff.WithBackOff(backoff.NewExponentialBackOff()), backoff.WithMaxTries(6))
	return err
}

// each asks for many at once, without a second try.
func (n *night) each(ctx context.Context, ids []int64) ([]string, error) {
	names := make([]string, len(ids))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	for i, id := range ids {
		g.Go(func() error {
			req, err := n.req(ctx, fmt.Sprintf("/v4/products/%d", id))
			if err != nil {
				return err
			}
			resp, err := n.c.Do(req) // want medipimretry/missing
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("%d: %s", id, resp.Status)
			}
			return json.NewDecoder(resp.Body).Decode(&names[i])
		})
	}
	return names, g.Wait()
}

// eachGently asks for many at once, with gentle.
func (n *night) eachGently(ctx context.Context, paths []string) ([][]int64, error) {
	out := make([][]int64, len(paths))
	g, ctx := errgroup.WithContext(ctx)
	for i, p := range paths {
		g.Go(func() (err error) {
			out[i], err = n.gentle(ctx, p)
			return err
		})
	}
	return out, g.Wait()
}

// Run is the night.
func Run(ctx context.Context, c *http.Client, base string) error {
	n := &night{c, base}
	a, err := n.plain(ctx, "/v4/a")
	if err != nil {
		return err
	}
	b, err := n.servers(ctx, "/v4/b")
	if err != nil {
		return err
	}
	if _, err := n.each(ctx, append(a, b...)); err != nil {
		return err
	}
	lists, err := n.eachGently(ctx, []string{"/v4/c", "/v4/d"})
	if err != nil {
		return err
	}
	body, err := json.Marshal(lists)
	if err != nil {
		return err
	}
	return n.simple(ctx, "/v4/seen", body)
}
