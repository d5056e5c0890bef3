// Package synchro keeps the search index in step with the vendor.
package synchro

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/sony/gobreaker"
	"go.uber.org/zap"
	"golang.org/x/time/rate"
)

var medipimHosts = map[string]string{
	"be": "https://api.medipim.be",
	"fr": "https://api.medipim.fr",
	"au": "https://api.au.medipim.com",
}

// Doer is what the package needs of an HTTP client.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// Syncer reads pages.
type Syncer struct {
	doer    Doer
	country string
	lim     *rate.Limiter
	cb      *gobreaker.CircuitBreaker
	log     *zap.SugaredLogger
}

// New builds a Syncer.
func New(d Doer, country string, log *zap.SugaredLogger) *Syncer {
	return &Syncer{
		doer:    d,
		country: country,
		lim:     rate.NewLimiter(rate.Every(600*time.Millisecond), 1),
		cb:      gobreaker.NewCircuitBreaker(gobreaker.Settings{Name: "medipim-" + country, Timeout: time.Minute}),
		log:     log,
	}
}

func (s *Syncer) request(ctx context.Context, path string, in any) (*http.Request, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	return http.NewRequestWithContext(ctx, http.MethodPost, medipimHosts[s.country]+path, bytes.NewReader(b))
}

// Doc is a document of the index.
type Doc struct {
	ID   int             `json:"id"`
	Body json.RawMessage `json:"result"`
}

type page struct {
	Results []Doc `json:"results"`
}

func parse(r io.Reader) ([]Doc, error) {
	var p page
	if err := json.NewDecoder(r).Decode(&p); err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	return p.Results, nil
}

// Throttled reads one page; the limiter keeps us under a hundred a minute.
func (s *Syncer) Throttled(ctx context.Context, from int) ([]Doc, error) {
	if err := s.lim.Wait(ctx); err != nil {
		return nil, err
	}
	req, err := s.request(ctx, "/v4/products/query", map[string]int{"from": from})
	if err != nil {
		return nil, err
	}
	resp, err := s.doer.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("page %d: %s", from, resp.Status)
	}
	return parse(resp.Body)
}

// Broken reads one page behind the circuit breaker.
func (s *Syncer) Broken(ctx context.Context, from int) ([]Doc, error) {
	v, err := s.cb.Execute(func() (any, error) {
		req, err := s.request(ctx, "/v4/products/query", map[string]int{"from": from})
		if err != nil {
			return nil, err
		}
		resp, err := s.doer.Do(req) // want medipimretry/missing
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 {
			return nil, errors.New(resp.Status)
		}
		return parse(resp.Body)
	})
	if err != nil {
		return nil, err
	}
	return v.([]Doc), nil
}

// Steady reads one page with exponential backoff.
func (s *Syncer) Steady(ctx context.Context, from int) ([]Doc, error) {
	op := func() ([]Doc, error) {
		req, err := s.request(ctx, "/v4/products/query", map[string]int{"from": from})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode >= 400 && resp.StatusCode < 500 { // want medipimretry/incomplete
			return nil, backoff.Permanent(fmt.Errorf("page %d: %s", from, resp.Status))
		}
		if resp.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("page %d: %s", from, resp.Status)
		}
		return parse(resp.Body)
	}
	return backoff.Retry(ctx, op, backoff.WithBackOff(backoff.NewExponentialBackOff()), backoff.WithMaxTries(8))
}

// Optimist only ever met network trouble.
func (s *Syncer) Optimist(ctx context.Context, from int) ([]Doc, error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) { // want medipimretry/library
		req, err := s.request(ctx, "/v4/products/query", map[string]int{"from": from})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		return s.doer.Do(req)
	}, backoff.WithMaxTries(4))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return nil, fmt.Errorf("page %d: %s", from, resp.Status)
	}
	return parse(resp.Body)
}

// Patient is Steady by somebody who read the vendor's page on throttling.
func (s *Syncer) Patient(ctx context.Context, from int) ([]Doc, error) {
	return backoff.Retry(ctx, func() ([]Doc, error) {
		req, err := s.request(ctx, "/v4/products/query", map[string]int{"from": from})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		switch {
		case resp.StatusCode == http.StatusTooManyRequests:
			if secs, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
				return nil, backoff.RetryAfter(secs)
			}
			return nil, errors.New("throttled")
		case resp.StatusCode >= 500:
			return nil, errors.New(resp.Status)
		case resp.StatusCode != http.StatusOK:
			return nil, backoff.Permanent(errors.New(resp.Status))
		}
		return parse(resp.Body)
	}, backoff.WithNotify(func(err error, d time.Duration) { s.log.Infow("again", "in", d, "why", err) }))
}

// Everything retries every answer that is not a page.
func (s *Syncer) Everything(ctx context.Context, from int) (docs []Doc, err error) {
	resp, err := backoff.Retry(ctx, func() (*http.Response, error) {
		req, err := s.request(ctx, "/v4/products/query", map[string]int{"from": from})
		if err != nil {
			return nil, backoff.Permanent(err)
		}
		resp, err := s.doer.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusOK {
			resp.Body.Close()
			return nil, fmt.Errorf("page %d: %s", from, resp.Status)
		}
		return resp, nil
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return parse(resp.Body)
}
