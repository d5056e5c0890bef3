//medipimlint:client

// Package synccache keeps the last failures.
package synccache

import (
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
)

type failure struct {
	status int
	code   string
}

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: it copies the body's status.
func parse(body []byte) (*failure, error) {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return nil, err
	}
	return &failure{status: env.Error.Status, code: env.Error.Code}, nil
}

type cache struct {
	byPath sync.Map
	last   atomic.Pointer[failure]
	mu     sync.RWMutex
	recent []*failure
	named  map[string]failure
	Status atomic.Int64
}

// Silent: it stores in every way there is.
func (c *cache) note(path string, body []byte) error {
	f, err := parse(body)
	if err != nil {
		return err
	}
	c.byPath.Store(path, f)
	c.last.Store(f)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.recent = append(c.recent, f)
	if c.named == nil {
		c.named = map[string]failure{}
	}
	c.named[path] = *f
	return nil
}

// Reported: through sync.Map and a type assertion.
func (c *cache) missing(path string) bool {
	v, ok := c.byPath.Load(path)
	if !ok {
		return false
	}
	f, _ := v.(*failure)
	return f != nil && f.status == http.StatusNotFound // want medipimstatus/branch
}

// Reported: through an atomic pointer.
func (c *cache) lastMissing() bool {
	f := c.last.Load()
	return f != nil && f.status == http.StatusNotFound // want medipimstatus/branch
}

// Reported: through a slice of failures.
func (c *cache) anyMissing() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for i := range c.recent {
		if c.recent[i].status == http.StatusNotFound { // want medipimstatus/branch
			return true
		}
	}
	return false
}

// Reported: through a map of failures.
func (c *cache) namedMissing(path string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.named[path].status == http.StatusNotFound // want medipimstatus/branch
}

// Reported: the callback of Range.
func (c *cache) countMissing() (n int) {
	c.byPath.Range(func(_, v any) bool {
		if v.(*failure).status == http.StatusNotFound { // want medipimstatus/branch
			n++
		}
		return true
	})
	return n
}

// Silent: an atomic counter that is called Status.
func (c *cache) busy() bool {
	return c.Status.Add(1) > 404
}
