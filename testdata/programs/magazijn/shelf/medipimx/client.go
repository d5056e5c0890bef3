// Package medipimx is made to be tested: every dependency is an option.
package medipimx

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// HTTPDoer sends.
type HTTPDoer interface {
	Do(*http.Request) (*http.Response, error)
}

// Clock waits.
type Clock interface {
	Sleep(ctx context.Context, d time.Duration) error
}

type realClock struct{}

// Sleep waits or gives up with the context.
func (realClock) Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

type config struct {
	doer  HTTPDoer
	clock Clock
	base  string
	tries int
}

// Option changes the configuration.
type Option interface{ apply(*config) }

type optionFunc func(*config)

func (f optionFunc) apply(c *config) { f(c) }

// WithDoer is for tests.
func WithDoer(d HTTPDoer) Option { return optionFunc(func(c *config) { c.doer = d }) }

// WithClock is for tests.
func WithClock(k Clock) Option { return optionFunc(func(c *config) { c.clock = k }) }

// API is what a caller should depend on.
type API interface {
	Shelf(ctx context.Context, id int64) (*Shelf, error)
	Labels(ctx context.Context, ids []int64) ([]Label, error)
}

type client struct{ config }

// New gives an API.
func New(opts ...Option) API {
	c := &client{config{doer: http.DefaultClient, clock: realClock{}, base: "https://api.sandbox.medipim.be", tries: 5}}
	for _, o := range opts {
		o.apply(&c.config)
	}
	return c
}

// Shelf is where products stand.
type Shelf struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Label is printed on a shelf.
type Label struct {
	ID   int64  `json:"id"`
	Text string `json:"text"`
}

// post sleeps between the tries that the throttle costs.
func (c *client) post(ctx context.Context, path string, in any) (*http.Response, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	for n := 1; ; n++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		resp, err := c.doer.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests || n >= c.tries {
			return resp, nil
		}
		resp.Body.Close()
		if err := c.clock.Sleep(ctx, time.Duration(n)*time.Second); err != nil {
			return nil, err
		}
	}
}

// Shelf finds the error beside the data, by the body's number.
func (c *client) Shelf(ctx context.Context, id int64) (*Shelf, error) {
	resp, err := c.post(ctx, "/v4/shelves/find", map[string]int64{"id": id})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out struct {
		Shelf
		Error nested[[]string] `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	if out.Error.Status >= 400 { // want medipimstatus/branch
		return nil, fmt.Errorf("shelf: %s", out.Error.Message)
	}
	return &out.Shelf, nil
}

// Labels looks at the response's number before it decodes.
func (c *client) Labels(ctx context.Context, ids []int64) ([]Label, error) {
	resp, err := c.post(ctx, "/v4/labels/query", map[string][]int64{"ids": ids})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, explain(resp)
	}
	var out struct {
		Results []Label `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}
