// Package pipeline moves articles from the PIM to the shop. All of it is honest code.
package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

// Outcome is a poor man's sum type.
type Outcome[T any] struct {
	Value T
	Err   error
	Later time.Duration // above zero: come again
}

func done[T any](v T) Outcome[T]              { return Outcome[T]{Value: v} }
func failed[T any](err error) Outcome[T]      { return Outcome[T]{Err: err} }
func later[T any](d time.Duration) Outcome[T] { return Outcome[T]{Later: d} }
func (o Outcome[T]) unwrap() (T, error)       { return o.Value, o.Err }
func (o Outcome[T]) settled() bool            { return o.Later == 0 }

// Until repeats step while it asks for that.
func Until[T any](ctx context.Context, step func(context.Context) Outcome[T]) (T, error) {
	o := step(ctx)
	for n := 0; !o.settled() && n < 10; n++ {
		select {
		case <-ctx.Done():
			var zero T
			return zero, ctx.Err()
		case <-time.After(o.Later):
		}
		o = step(ctx)
	}
	if !o.settled() {
		var zero T
		return zero, errors.New("pipeline: gave up waiting")
	}
	return o.unwrap()
}

// MedipimSource reads articles.
type MedipimSource struct {
	base  string
	hc    *http.Client
	limit *rate.Limiter
}

// Article is one article.
type Article struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// HTTPError has the real status.
type HTTPError struct {
	Status int
	Body   []byte
}

func (e *HTTPError) Error() string { return fmt.Sprintf("status %d: %s", e.Status, e.Body) }

// Temporary says whether it helps to wait.
func (e *HTTPError) Temporary() bool {
	switch e.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable:
		return true
	}
	return false
}

// Article fetches one article through Until.
func (s *MedipimSource) Article(ctx context.Context, id string) (Article, error) {
	return Until(ctx, func(ctx context.Context) Outcome[Article] {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+"/v4/products/find?id="+id, nil)
		if err != nil {
			return failed[Article](err)
		}
		resp, err := s.hc.Do(req)
		if err != nil {
			return failed[Article](err)
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return later[Article](2 * time.Second)
		}
		if resp.StatusCode != http.StatusOK {
			b, _ := io.ReadAll(resp.Body)
			return failed[Article](&HTTPError{resp.StatusCode, b})
		}
		var a Article
		if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
			return failed[Article](err)
		}
		return done(a)
	})
}

// Retry calls fn again while its error is temporary.
func Retry[T any](ctx context.Context, fn func() (T, error), onWait func(time.Duration)) (v T, err error) {
	for _, d := range []time.Duration{time.Second, 3 * time.Second, 9 * time.Second, 27 * time.Second, 0} {
		v, err = fn()
		var te interface{ Temporary() bool }
		if err == nil || !errors.As(err, &te) || !te.Temporary() || d == 0 {
			return v, err
		}
		if onWait != nil {
			onWait(d)
		}
		t := time.NewTimer(d)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return v, ctx.Err()
		}
	}
	return v, err
}

func (s *MedipimSource) exchange(ctx context.Context, path string, in any) ([]byte, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	if err := s.limit.Wait(ctx); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base+path, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	resp, err := s.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, &HTTPError{Status: resp.StatusCode, Body: out}
	}
	return out, nil
}

// Query posts a query and decodes the page.
func Query[T any](ctx context.Context, s *MedipimSource, path string, in any) ([]T, error) {
	b, err := Retry(ctx, func() ([]byte, error) { return s.exchange(ctx, path, in) }, nil)
	if err != nil {
		return nil, err
	}
	var page struct {
		Results []T `json:"results"`
	}
	if err := json.Unmarshal(b, &page); err != nil {
		return nil, err
	}
	return page.Results, nil
}

// All fetches chunks of ids side by side.
func (s *MedipimSource) All(ctx context.Context, ids []string) ([]Article, error) {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(4)
	chunks := slices.Collect(slices.Chunk(ids, 100))
	out := make([][]Article, len(chunks))
	for i, c := range chunks {
		g.Go(func() error {
			as, err := Query[Article](ctx, s, "/v4/products/query", map[string]any{"ids": c})
			if he := (*HTTPError)(nil); errors.As(err, &he) && he.Status == http.StatusNotFound {
				return nil
			}
			out[i] = as
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(out...), nil
}

// Feed sends pages down a channel; the last thing on errc is the verdict.
func (s *MedipimSource) Feed(ctx context.Context) (<-chan Article, <-chan error) {
	ch, errc := make(chan Article), make(chan error, 1)
	go func() {
		defer close(ch)
		defer close(errc)
		for page := 1; ; page++ {
			as, err := Query[Article](ctx, s, "/v4/products/query", map[string]any{"page": page})
			if err != nil {
				errc <- fmt.Errorf("page %d: %w", page, err)
				return
			}
			if len(as) == 0 {
				return
			}
			for _, a := range as {
				select {
				case ch <- a:
				case <-ctx.Done():
					errc <- ctx.Err()
					return
				}
			}
		}
	}()
	return ch, errc
}
