// Package zekering protects the checkout from the catalogue: a circuit breaker for when it
// is down, a bulkhead for when it is slow, and a gate for when we are too fast.
package zekering

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// MedipimBase is the server.
const MedipimBase = "https://api.medipim.fr"

// Errors that the checkout knows.
var (
	ErrOpen = errors.New("catalogue is switched off")
	ErrFull = errors.New("too many requests under way") // ours, not the API's
)

// TooFast says when to come back.
type TooFast struct{ Until time.Time }

func (t TooFast) Error() string { return "too fast until " + t.Until.Format(time.TimeOnly) }

// Breaker guards one upstream.
type Breaker struct {
	mu        sync.Mutex
	failures  int
	openUntil time.Time
	gate      time.Time // no request before this
	slots     chan struct{}
	client    *http.Client
}

// New makes a Breaker with n slots.
func New(n int) *Breaker {
	return &Breaker{slots: make(chan struct{}, n), client: &http.Client{Timeout: 3 * time.Second}}
}

func (b *Breaker) admit() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch now := time.Now(); {
	case now.Before(b.openUntil):
		return ErrOpen
	case now.Before(b.gate):
		return TooFast{b.gate}
	}
	return nil
}

// note keeps the books. A 4xx is our own mistake and no reason to open.
func (b *Breaker) note(status int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if status != 0 && status < 500 {
		b.failures = 0
		return
	}
	if b.failures++; b.failures >= 5 {
		b.openUntil, b.failures = time.Now().Add(30*time.Second), 0
	}
}

func (b *Breaker) shut(d time.Duration) TooFast {
	b.mu.Lock()
	defer b.mu.Unlock()
	if until := time.Now().Add(d); until.After(b.gate) {
		b.gate = until
	}
	return TooFast{b.gate}
}

// try sends once.
func (b *Breaker) try(ctx context.Context, path string) ([]byte, error) {
	if err := b.admit(); err != nil {
		return nil, err
	}
	select {
	case b.slots <- struct{}{}:
		defer func() { <-b.slots }()
	default:
		return nil, ErrFull
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, MedipimBase+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.client.Do(req)
	if err != nil {
		b.note(0)
		return nil, err
	}
	defer resp.Body.Close()
	b.note(resp.StatusCode)
	raw, err := io.ReadAll(resp.Body)
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, b.shut(15 * time.Second)
	}
	if resp.StatusCode < 200 || resp.StatusCode >= 300 {
		return nil, fmt.Errorf("%s: %w", resp.Status, complaint(raw))
	}
	return raw, err
}

// complaintError is the API's error without its status: that one we have.
type complaintError struct {
	Code       string            `json:"code"`
	Message    string            `json:"message"`
	Violations []json.RawMessage `json:"violations"`
}

func (c *complaintError) Error() string {
	return fmt.Sprintf("%s: %s %s", c.Code, c.Message, c.Violations)
}

func complaint(raw []byte) error {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	c := new(complaintError)
	if err := json.Unmarshal(parts["error"], c); err != nil {
		return fmt.Errorf("no envelope: %w", err)
	}
	if v, ok := parts["violations"]; ok {
		_ = json.Unmarshal(v, &c.Violations)
	}
	return c
}

// Price asks for a price, and waits at the gate as long as ctx allows.
func (b *Breaker) Price(ctx context.Context, cnk string) (int, error) {
	for {
		raw, err := b.try(ctx, "/v4/products/find?cnk="+cnk)
		var tf TooFast
		switch {
		case errors.As(err, &tf):
			if dl, ok := ctx.Deadline(); ok && dl.Before(tf.Until) {
				return 0, tf
			}
			select {
			case <-time.After(time.Until(tf.Until) + 10*time.Millisecond):
				continue
			case <-ctx.Done():
				return 0, ctx.Err()
			}
		case err != nil:
			var c *complaintError
			if errors.As(err, &c) && c.Code == "not_found" {
				return 0, nil
			}
			return 0, err
		}
		var p struct{ Price int }
		err = json.Unmarshal(raw, &p)
		return p.Price, err
	}
}
