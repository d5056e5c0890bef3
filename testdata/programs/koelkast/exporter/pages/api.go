// Package pages walks over every page of a query.
package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"sync"
	"time"
)

const apiRoot = "https://api.medipim.fr/v4"

// Limiter lets a number of requests through in a minute.
type Limiter struct {
	mu   sync.Mutex
	gap  time.Duration
	next time.Time
}

// PerMinute makes a limiter.
func PerMinute(n int) *Limiter {
	return &Limiter{gap: time.Minute / time.Duration(n)}
}

// Wait ends when the next request may go.
func (l *Limiter) Wait(ctx context.Context) error {
	l.mu.Lock()
	now := time.Now()
	if l.next.Before(now) {
		l.next = now
	}
	d := l.next.Sub(now)
	l.next = l.next.Add(l.gap)
	l.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// API is what the pages come from.
type API struct {
	root  string
	key   string
	limit *Limiter
	hc    *http.Client
}

// Open sets the root of the catalog.
func Open(key string) *API {
	return &API{root: apiRoot, key: key, limit: PerMinute(90), hc: http.DefaultClient}
}

// request builds a POST.
func (a *API) request(ctx context.Context, path string, q any) (*http.Request, error) {
	data, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.root+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(a.key, "")
	return req, nil
}

// page has a limiter, which is not an answer to 429.
func (a *API) page(ctx context.Context, path string, q, out any) error {
	if err := a.limit.Wait(ctx); err != nil {
		return err
	}
	req, err := a.request(ctx, path, q)
	if err != nil {
		return err
	}
	resp, err := a.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(out)
}

// patientPage has the limiter and a wait for 429 too.
func (a *API) patientPage(ctx context.Context, path string, q, out any) error {
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		if err := a.limit.Wait(ctx); err != nil {
			return err
		}
		req, err := a.request(ctx, path, q)
		if err != nil {
			return err
		}
		resp, err := a.hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(wait)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", path, resp.Status)
		}
		return json.NewDecoder(resp.Body).Decode(out)
	}
	return errors.New("gave up after a minute")
}

type query struct {
	Page int `json:"page"`
	Size int `json:"size"`
}

type list[T any] struct {
	Results []T `json:"results"`
}

// Walk yields what the pages hold; the requests are in page.
func Walk[T any](ctx context.Context, a *API, path string) iter.Seq2[T, error] {
	return walk[T](ctx, path, a.page)
}

// WalkPatiently yields the same by patientPage.
func WalkPatiently[T any](ctx context.Context, a *API, path string) iter.Seq2[T, error] {
	return walk[T](ctx, path, a.patientPage)
}

// walk sends nothing itself.
func walk[T any](ctx context.Context, path string, page func(context.Context, string, any, any) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for n := 1; ; n++ {
			var out list[T]
			if err := page(ctx, path, query{Page: n, Size: 250}, &out); err != nil {
				var none T
				yield(none, err)
				return
			}
			if len(out.Results) == 0 {
				return
			}
			for _, r := range out.Results {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}
