// Package cache keeps products in memory, and remembers what does not exist.
package cache

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

const origin = "https://api.medipim.nl"

// Errors of the cache.
var (
	ErrAbsent = errors.New("cache: product does not exist")
	errBusy   = errors.New("cache: origin is busy")
)

type entry struct {
	etag   string
	value  json.RawMessage
	absent bool
	expiry time.Time
}

// Cache is a read-through cache.
type Cache struct {
	mu      sync.Mutex
	entries map[string]entry
	flight  singleflight.Group
	client  *http.Client
	ttl     time.Duration
}

// New makes a cache.
func New(client *http.Client, ttl time.Duration) *Cache {
	return &Cache{entries: map[string]entry{}, client: client, ttl: ttl}
}

// Get returns the product with that id.
func (c *Cache) Get(ctx context.Context, id string) (json.RawMessage, error) {
	c.mu.Lock()
	old, ok := c.entries[id]
	c.mu.Unlock()
	if ok && time.Now().Before(old.expiry) {
		if old.absent {
			return nil, ErrAbsent
		}
		return old.value, nil
	}
	v, err, _ := c.flight.Do(id, func() (any, error) { return c.refresh(ctx, id, old) })
	if err != nil {
		return nil, err
	}
	e := v.(entry)
	if e.absent {
		return nil, ErrAbsent
	}
	return e.value, nil
}

// refresh retries while the origin is busy, and falls back to what is there.
func (c *Cache) refresh(ctx context.Context, id string, old entry) (entry, error) {
	for _, d := range []time.Duration{time.Second, 4 * time.Second, 10 * time.Second} {
		e, err := c.fetch(ctx, id, old)
		if errors.Is(err, errBusy) {
			if !sleep(ctx, d) {
				return entry{}, ctx.Err()
			}
			continue
		}
		if err != nil {
			return entry{}, err
		}
		c.mu.Lock()
		c.entries[id] = e
		c.mu.Unlock()
		return e, nil
	}
	if old.value != nil {
		return old, nil // stale, better than nothing
	}
	return entry{}, errBusy
}

func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func (c *Cache) fetch(ctx context.Context, id string, old entry) (entry, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+"/v4/products/find?id="+id, nil)
	if err != nil {
		return entry{}, err
	}
	if old.etag != "" {
		req.Header.Set("If-None-Match", old.etag)
	}
	resp, err := c.client.Do(req)
	if err != nil {
		return entry{}, err
	}
	defer resp.Body.Close()
	fresh := time.Now().Add(c.ttl)
	switch resp.StatusCode {
	case http.StatusOK:
		e := entry{etag: resp.Header.Get("ETag"), expiry: fresh}
		err := json.NewDecoder(resp.Body).Decode(&e.value)
		return e, err
	case http.StatusNotModified:
		old.expiry = fresh
		return old, nil
	case http.StatusTooManyRequests:
		return entry{}, errBusy
	case http.StatusNotFound:
		var env struct {
			Error struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		if json.NewDecoder(resp.Body).Decode(&env) == nil && env.Error.Code == "endpoint_not_found" {
			return entry{}, fmt.Errorf("cache: %s is no endpoint", req.URL.Path)
		}
		return entry{absent: true, expiry: fresh}, nil
	}
	return entry{}, fmt.Errorf("cache: %s", resp.Status)
}

// Warm loads all the ids of a brand.
func (c *Cache) Warm(ctx context.Context, brand string) ([]string, error) {
	for try := 1; try <= 4; try++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+"/v4/brands/find?id="+brand, nil)
		if err != nil {
			return nil, err
		}
		resp, err := c.client.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			if !sleep(ctx, time.Duration(try)*time.Second) {
				return nil, ctx.Err()
			}
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusNotFound {
			return nil, ErrAbsent
		}
		var b struct {
			Products []string `json:"products"`
		}
		err = json.NewDecoder(resp.Body).Decode(&b) // want medipimunchecked/partial
		return b.Products, err
	}
	return nil, errBusy
}
