package frontdesk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

// ThrottledError is made for the rate limit alone.
type ThrottledError struct{ Wait time.Duration }

// Error formats; it decides nothing.
func (t *ThrottledError) Error() string { return "throttled for " + t.Wait.String() }

// Hooked turns every error answer into an error inside a hook.
type Hooked struct{ rc *resty.Client }

// NewHooked installs the hook by method value.
func NewHooked(address string) *Hooked {
	h := &Hooked{rc: resty.New()}
	h.rc.SetBaseURL(address).OnAfterResponse(h.judge)
	return h
}

// judge is the hook: the rate limit gets a type of its own, the rest a general text.
func (h *Hooked) judge(_ *resty.Client, resp *resty.Response) error {
	if resp.StatusCode() == http.StatusTooManyRequests {
		return &ThrottledError{Wait: waitFor(resp, time.Second)}
	}
	if resp.IsError() {
		return general(resp)
	}
	return nil
}

// Titles decodes by hand; the hook has kept error answers away and made the special error: silent.
func (h *Hooked) Titles(ctx context.Context) (*Leaflets, error) {
	resp, err := h.rc.R().SetContext(ctx).SetBody(`{}`).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	out := new(Leaflets)
	return out, json.Unmarshal(resp.Body(), out)
}

// Counted has hooks too, but they only count.
type Counted struct {
	rc     *resty.Client
	failed int
}

// NewCounted installs hooks that decide nothing about an answer.
func NewCounted(address string) *Counted {
	c := &Counted{rc: resty.New().SetBaseURL(address)}
	c.rc.OnError(func(_ *resty.Request, err error) { c.failed++ })
	c.rc.OnBeforeRequest(func(_ *resty.Client, r *resty.Request) error {
		r.SetHeader("X-Request-Kind", "leaflets")
		return nil
	})
	return c
}

// Titles has neither a retry nor a look at the status: reported on the send and on the decode.
func (c *Counted) Titles(ctx context.Context) (*Leaflets, error) {
	r := c.rc.R().SetContext(ctx)
	r.Body = map[string]int{"page": 1}
	resp, err := r.Execute(http.MethodPost, "/v4/products/query") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	out := new(Leaflets)
	if err := json.Unmarshal(resp.Body(), out); err != nil { // want medipimunchecked/unchecked
		return nil, fmt.Errorf("titles: %w", err)
	}
	return out, nil
}

// step is one try of a request, whatever it yields.
type step[T any] func(context.Context) (T, *resty.Response, error)

// patiently calls a step again after a pause as long as the rate limit holds.
func patiently[T any](ctx context.Context, s step[T]) (T, error) {
	var zero T
	for n := range 5 {
		v, resp, err := s(ctx)
		if err != nil {
			return zero, err
		}
		if resp.IsSuccess() {
			return v, nil
		}
		if resp.StatusCode() != http.StatusTooManyRequests {
			return zero, general(resp)
		}
		time.Sleep(time.Duration(n+1) * time.Second)
	}
	return zero, ErrSlowDown
}

// hastily calls a step again only for trouble at the server: its condition is reported.
func hastily[T any](ctx context.Context, s step[T]) (T, error) {
	var zero T
	for range 5 {
		v, resp, err := s(ctx)
		if err != nil {
			return zero, err
		}
		if resp.IsSuccess() {
			return v, nil
		}
		if resp.StatusCode() < 500 { // want medipimretry/incomplete
			return zero, general(resp)
		}
		time.Sleep(time.Second)
	}
	return zero, errors.New("the server stays in trouble")
}

// Strengths goes through patiently: silent.
func (d *Desk) Strengths(ctx context.Context) (*Leaflets, error) {
	return patiently(ctx, func(ctx context.Context) (*Leaflets, *resty.Response, error) {
		out := new(Leaflets)
		resp, err := d.rc.R().SetContext(ctx).SetResult(out).SetBody(`{"sort":"strength"}`).Post("/v4/products/query")
		return out, resp, err
	})
}

// Packages goes through hastily: reported there.
func (d *Desk) Packages(ctx context.Context) (*Leaflets, error) {
	out := new(Leaflets)
	return hastily(ctx, func(ctx context.Context) (*Leaflets, *resty.Response, error) {
		resp, err := d.rc.R().SetContext(ctx).SetResult(out).SetBody(`{"sort":"package"}`).Post("/v4/products/query")
		return out, resp, err
	})
}
