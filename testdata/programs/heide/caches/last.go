// Package medipimcaches keeps what the catalogue said last.
package medipimcaches

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type said struct {
	Error fault `json:"error"`
}

type fault struct {
	Status  int16  `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (f fault) Error() string { return f.Code + ": " + f.Message }

// Is makes faults with the same code equal.
func (f fault) Is(target error) bool {
	t, ok := target.(fault)
	return ok && t.Code == f.Code
}

func parse(b []byte) (fault, error) {
	var s said
	err := json.Unmarshal(b, &s)
	return s.Error, err
}

// The sentinels are compared by their codes.
var (
	errAbsent  = fault{Code: "not_found"}
	errBlocked = fault{Code: "not_authorized"}
)

func isAbsent(err error) bool  { return errors.Is(err, errAbsent) }
func isBlocked(err error) bool { return errors.Is(err, errBlocked) }

// last is what was said last, for the page of the operator.
var last atomic.Pointer[fault]

func remember(b []byte) {
	if f, err := parse(b); err == nil {
		last.Store(&f)
	}
}

// The last number is asked.
func healthy() bool {
	f := last.Load()
	return f == nil || f.Status < 500 // want medipimstatus/branch
}

// The last number is shown.
func status() string {
	if f := last.Load(); f != nil {
		return fmt.Sprint(f.Status, " ", f.Code)
	}
	return "fine"
}

type key struct{}

// with puts what was said into the context.
func with(ctx context.Context, f fault) context.Context { return context.WithValue(ctx, key{}, f) }

func from(ctx context.Context) (fault, bool) {
	f, ok := ctx.Value(key{}).(fault)
	return f, ok
}

// The context's number is asked.
func abort(ctx context.Context) bool {
	f, ok := from(ctx)
	return ok && f.Status == 401 // want medipimstatus/branch
}

// The context's code is asked.
func abortByCode(ctx context.Context) bool {
	f, ok := from(ctx)
	return ok && strings.HasPrefix(f.Code, "authentication.")
}

// probe asks once whether the key is good, and keeps the answer.
type probe struct {
	once sync.Once
	f    fault
	line int
	err  error
	ask  func() (*http.Response, []byte, error)
}

func (p *probe) run() {
	p.once.Do(func() {
		resp, b, err := p.ask()
		if err != nil {
			p.err = err
			return
		}
		p.line = resp.StatusCode
		p.f, p.err = parse(b)
	})
}

// What the once left is asked.
func (p *probe) bad() bool {
	p.run()
	return p.f.Status == http.StatusUnauthorized // want medipimstatus/branch
}

func (p *probe) badLine() bool {
	p.run()
	return p.line == http.StatusUnauthorized
}

// The once left both, which do not go together.
func (p *probe) limited() bool {
	p.run()
	return p.line == http.StatusServiceUnavailable && p.f.Code == "too_many_requests" // want medipimpair/impossible
}

func (p *probe) limitedLine() bool {
	p.run()
	return p.line == http.StatusTooManyRequests && p.f.Code == "too_many_requests"
}

// entry is kept for a while.
type entry struct {
	fault
	at time.Time
}

type cache struct {
	mu sync.RWMutex
	m  map[string]entry
}

func (c *cache) put(id string, f fault) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil {
		c.m = make(map[string]entry)
	}
	c.m[id] = entry{fault: f, at: time.Now()}
}

func (c *cache) get(id string) (entry, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok := c.m[id]
	return e, ok && time.Since(e.at) < time.Minute
}

// The kept entry's number decides.
func (c *cache) known(id string) bool {
	e, ok := c.get(id)
	return ok && e.Status == 404 // want medipimstatus/branch
}

// The kept entry's code decides.
func (c *cache) knownByCode(id string) bool {
	e, ok := c.get(id)
	return ok && e.Code == "not_found"
}

// The kept entry's sentence decides.
func (c *cache) blocked(id string) bool {
	e, ok := c.get(id)
	return ok && e.Message == "API key is not active" // want medipimmessage/text
}

// The memoised closure gives the number.
func memo(b []byte) func() int {
	return sync.OnceValue(func() int {
		f, _ := parse(b)
		return int(f.Status)
	})
}

func memoised(b []byte) bool {
	get := memo(b)
	return get() == 500 // want medipimstatus/branch
}

var _ = []any{isAbsent, isBlocked, remember, healthy, status, with, abort, abortByCode, (*probe).bad, (*probe).badLine, (*probe).limited, (*probe).limitedLine, (*cache).put, (*cache).known, (*cache).knownByCode, (*cache).blocked, memoised}
