package synccache

import (
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
)

type lineFailure struct {
	status int
	code   string
}

type lineCache struct {
	byPath sync.Map
	last   atomic.Pointer[lineFailure]
	recent []*lineFailure
}

// Silent: the real status, with the code of the body.
func (c *lineCache) note(path string, resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	f := &lineFailure{status: resp.StatusCode, code: env.Error.Code}
	c.byPath.Store(path, f)
	c.last.Store(f)
	c.recent = append(c.recent, f)
	return nil
}

// Silent: what sync.Map holds is the real status.
func (c *lineCache) missing(path string) bool {
	v, ok := c.byPath.Load(path)
	if !ok {
		return false
	}
	f, _ := v.(*lineFailure)
	return f != nil && f.status == http.StatusNotFound
}

// Silent: what the pointer leads to is the real status.
func (c *lineCache) lastMissing() bool {
	f := c.last.Load()
	return f != nil && f.status == http.StatusNotFound
}

// Silent: what the slice holds is the real status.
func (c *lineCache) anyMissing() bool {
	for _, f := range c.recent {
		if f.status == http.StatusNotFound {
			return true
		}
	}
	return false
}

// Reported: the cached code is still the body's.
func (c *lineCache) lastLocked() bool {
	f := c.last.Load()
	return f != nil && f.code == "account_locked" // want medipimcode/unknown
}

// Silent: the cached code is the catalog's.
func (c *lineCache) lastInactive() bool {
	f := c.last.Load()
	return f != nil && f.code == "authentication.api_key_is_not_active"
}
