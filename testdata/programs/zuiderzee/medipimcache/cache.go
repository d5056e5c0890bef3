// Package medipimcache sits between the web shop and the API, and answers with the bytes that it has seen.
package medipimcache

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/ioutil"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Cache is a read-through cache.
type Cache struct {
	mu      sync.Mutex
	entries map[string][]byte
	whole   map[string]stored
	up      http.Client
	origin  string
}

type stored struct {
	status int
	header http.Header
	body   []byte
	at     time.Time
}

func New(origin string) *Cache {
	return &Cache{entries: map[string][]byte{}, whole: map[string]stored{}, origin: origin}
}

// Cached has what Reload has put there.
func (c *Cache) Cached(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b, ok := c.entries[key]
	return b, ok
}

// Reload is the first version: whatever came back went into the map.
func (c *Cache) Reload(key string) ([]byte, error) {
	resp, err := c.up.Get(c.origin + key) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := ioutil.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.entries[key] = b
	c.mu.Unlock()
	return b, nil // want medipimunchecked/unchecked
}

// fetch is used by what came later. A 429 ends as an error of its own.
func (c *Cache) fetch(key string) (*http.Response, error) {
	resp, err := c.up.Get(c.origin + key)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return nil, &SlowDown{key}
	}
	return resp, nil
}

// SlowDown says that the API wants us to wait.
type SlowDown struct{ Key string }

func (s *SlowDown) Error() string { return "slow down: " + s.Key }

// Fresh lets nothing but server errors stop it.
func (c *Cache) Fresh(key string) ([]byte, error) {
	resp, err := c.fetch(key)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 500 {
		return nil, errors.New(resp.Status)
	}
	return b, nil // want medipimunchecked/partial
}

// Good is Fresh for successes.
func (c *Cache) Good(key string) ([]byte, error) {
	resp, err := c.fetch(key)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return b, nil
}

// Text wants a string, and knows 401 and 403.
func (c *Cache) Text(key string) (string, error) {
	resp, err := c.fetch(key)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return "", fmt.Errorf("%s: no access", key)
	}
	var sb strings.Builder
	if _, err := io.Copy(&sb, resp.Body); err != nil {
		return "", err
	}
	return sb.String(), nil // want medipimunchecked/partial
}

// Title has the same switch with a default.
func (c *Cache) Title(key string) (string, error) {
	resp, err := c.fetch(key)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		return "", fmt.Errorf("%s: no access", key)
	case http.StatusOK:
	default:
		return "", fmt.Errorf("%s: %s", key, resp.Status)
	}
	var sb strings.Builder
	if _, err := io.Copy(&sb, resp.Body); err != nil {
		return "", err
	}
	return sb.String(), nil
}

// load keeps the status with the bytes: an entry may be an error, and is served as one.
func (c *Cache) load(key string) (stored, error) {
	c.mu.Lock()
	s, ok := c.whole[key]
	c.mu.Unlock()
	if ok && time.Since(s.at) < time.Minute {
		return s, nil
	}
	resp, err := c.fetch(key)
	if err != nil {
		return stored{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return stored{}, err
	}
	s = stored{status: resp.StatusCode, header: resp.Header.Clone(), body: b, at: time.Now()}
	c.mu.Lock()
	c.whole[key] = s
	c.mu.Unlock()
	return s, nil
}

// ServeHTTP passes on what load has.
func (c *Cache) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s, err := c.load(r.URL.RequestURI())
	var slow *SlowDown
	switch {
	case errors.As(err, &slow):
		w.Header().Set("Retry-After", "5")
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	for k, v := range s.header {
		w.Header()[k] = v
	}
	w.WriteHeader(s.status)
	_, _ = io.Copy(w, bytes.NewReader(s.body))
}

// Pass does not keep anything.
func (c *Cache) Pass(w http.ResponseWriter, r *http.Request) {
	resp, err := c.fetch(r.URL.RequestURI())
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

// Both returns the bytes with the response that they came in.
func (c *Cache) Both(key string) (*http.Response, []byte, error) {
	resp, err := c.fetch(key)
	if err != nil {
		return nil, nil, err
	}
	b, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	return resp, b, err
}
