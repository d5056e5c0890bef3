// Package medipimtools has small tools.
package medipimtools

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// Tool is a tool.
type Tool struct {
	hc   *http.Client
	root string

	mu    sync.Mutex
	quiet time.Time
}

// New gives a tool.
func New(root string) *Tool { return &Tool{hc: &http.Client{}, root: root} }

// get is not reported: all that call it deal with 429.
func (t *Tool) get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.root+path, nil)
	if err != nil {
		return nil, err
	}
	return t.hc.Do(req)
}

var errLimit = errors.New("tools: limit")

func fault(resp *http.Response) error {
	if resp.StatusCode > 299 {
		return fmt.Errorf("%s: %s", resp.Request.URL.Path, resp.Status)
	}
	return nil
}

// Cond is not reported: 429 stands in the head of the loop.
func (t *Tool) Cond(ctx context.Context) error {
	resp, err := t.get(ctx, "/v4/cond")
	for n := 1; err == nil && resp.StatusCode == http.StatusTooManyRequests && n < 6; n++ {
		resp.Body.Close()
		time.Sleep(time.Duration(n) * 4 * time.Second)
		resp, err = t.get(ctx, "/v4/cond")
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return fault(resp)
}

// Flag is not reported: the loop goes on while the flag says throttled.
func (t *Tool) Flag(ctx context.Context) error {
	for throttled := true; throttled; {
		resp, err := t.get(ctx, "/v4/flag")
		if err != nil {
			return err
		}
		resp.Body.Close()
		throttled = resp.StatusCode == http.StatusTooManyRequests
		if throttled {
			time.Sleep(15 * time.Second)
		} else if err := fault(resp); err != nil {
			return err
		}
	}
	return nil
}

// tries yields the numbers of the tries and waits between them.
func tries(ctx context.Context, most int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := range most {
			if n > 0 {
				jitter := time.Duration(rand.Int64N(int64(time.Second)))
				select {
				case <-time.After(time.Second<<n + jitter):
				case <-ctx.Done():
					return
				}
			}
			if !yield(n) {
				return
			}
		}
	}
}

// Ranged is not reported: the iterator waits before each further try.
func (t *Tool) Ranged(ctx context.Context) error {
	for range tries(ctx, 5) {
		resp, err := t.get(ctx, "/v4/ranged")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			continue
		}
		return fault(resp)
	}
	return errLimit
}

// Ladder is not reported: the pauses stand in a slice.
func (t *Tool) Ladder(ctx context.Context) error {
	for _, pause := range []time.Duration{time.Second, 5 * time.Second, 30 * time.Second} {
		resp, err := t.get(ctx, "/v4/ladder")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return fault(resp)
		}
		time.Sleep(pause)
	}
	return errLimit
}

// calm waits until the quiet time is over.
func (t *Tool) calm() {
	t.mu.Lock()
	until := t.quiet
	t.mu.Unlock()
	time.Sleep(time.Until(until))
}

// Gate is not reported: a 429 shuts the gate for a while, and each try waits at the gate.
func (t *Tool) Gate(ctx context.Context) error {
	for range 5 {
		t.calm()
		resp, err := t.get(ctx, "/v4/gate")
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			t.mu.Lock()
			t.quiet = time.Now().Add(30 * time.Second)
			t.mu.Unlock()
			continue
		}
		return fault(resp)
	}
	return errLimit
}

// Timer is not reported: the timer is set anew after each 429.
func (t *Tool) Timer(ctx context.Context) error {
	timer := time.NewTimer(time.Millisecond)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			resp, err := t.get(ctx, "/v4/timer")
			if err != nil {
				return err
			}
			resp.Body.Close()
			switch {
			case resp.StatusCode == http.StatusTooManyRequests:
				timer.Reset(20 * time.Second)
			default:
				return fault(resp)
			}
		}
	}
}

type slow struct{ path string }

func (s slow) Error() string { return s.path + ": slow down" }

// Single is not reported: the type slow is made for 429.
func (t *Tool) Single(ctx context.Context, path string) error {
	resp, err := t.get(ctx, path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return slow{path}
	}
	return fault(resp)
}

// Twice is not reported: AsType finds the type, and a pause follows.
func (t *Tool) Twice(ctx context.Context, path string) error {
	err := t.Single(ctx, path)
	for n := 0; n < 3; n++ {
		if _, ok := errors.AsType[slow](err); !ok {
			break
		}
		time.Sleep(12 * time.Second)
		err = t.Single(ctx, path)
	}
	return err
}

// IsSlow is not reported: it is a predicate for the callers.
func IsSlow(err error) bool {
	_, ok := errors.AsType[slow](err)
	return ok
}

// Serve is not reported: who asks us is told to come back.
func (t *Tool) Serve(w http.ResponseWriter, r *http.Request) {
	err := t.Twice(r.Context(), "/v4/serve")
	switch {
	case IsSlow(err):
		w.Header().Set("Retry-After", "60")
		http.Error(w, "come back later", http.StatusServiceUnavailable)
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadGateway)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
