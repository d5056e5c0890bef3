// Package cronworker syncs with Medipim every night.
package cronworker

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"
)

const endpoint = "https://api.au.medipim.com/v4/products/query"

// Every runs f each interval, until the context ends. It is no retry: the next run is another one.
func Every(ctx context.Context, interval time.Duration, f func(context.Context) error) {
	t := time.NewTicker(interval)
	defer t.Stop()
	for {
		if err := f(ctx); err != nil {
			log.Print(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
	}
}

// Sync is one run.
func Sync(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("sync: %s", resp.Status)
	}
	var out any
	return json.NewDecoder(resp.Body).Decode(&out)
}

// Start runs it.
func Start(ctx context.Context) { Every(ctx, 24*time.Hour, Sync) }

// Deadline sends again until the context's deadline is near.
func Deadline(ctx context.Context, c *http.Client) (*http.Response, error) {
	pause := time.Second
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 500 {
			return resp, nil
		}
		deadline, ok := ctx.Deadline()
		if ok && time.Until(deadline) < pause {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(pause)
		pause += pause / 2
	}
}

// Told waits only if it is told how long.
func Told(ctx context.Context, c *http.Client) (*http.Response, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil { // want medipimretry/header
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Duration(secs) * time.Second)
	}
}

// ToldOrNot falls back.
func ToldOrNot(ctx context.Context, c *http.Client) (*http.Response, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err != nil || resp.StatusCode != 429 {
			return resp, err
		}
		secs, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			secs = 10
		}
		resp.Body.Close()
		time.Sleep(time.Duration(secs) * time.Second)
	}
}

// Night is a run that the next one repeats what was throttled of.
func Night(ctx context.Context, c *http.Client, ids []string) {
	pending := ids
	for len(pending) > 0 {
		var again []string
		for _, id := range pending {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"?id="+id, nil)
			if err != nil {
				log.Print(err)
				continue
			}
			resp, err := c.Do(req)
			if err != nil {
				log.Print(err)
				continue
			}
			resp.Body.Close()
			if resp.StatusCode == http.StatusTooManyRequests {
				again = append(again, id)
			}
		}
		pending = again
		time.Sleep(time.Minute)
	}
}
