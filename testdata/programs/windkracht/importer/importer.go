// Package importer mirrors the product catalogue into the warehouse.
package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"
)

const baseURL = "https://api.medipim.be/v4"

// errThrottled is what loadStock hands up when the hundred a minute are used up.
var errThrottled = errors.New("importer: throttled")

type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type Store interface {
	Put(ctx context.Context, p *Product) error
}

type Importer struct {
	hc            *http.Client
	keyID, secret string
	lim           *rate.Limiter
	store         Store
	log           *slog.Logger
	skipped       atomic.Int64
}

func New(keyID, secret string, store Store, log *slog.Logger) *Importer {
	return &Importer{
		hc:     &http.Client{Timeout: 30 * time.Second},
		keyID:  keyID,
		secret: secret,
		lim:    rate.NewLimiter(rate.Every(600*time.Millisecond), 5),
		store:  store,
		log:    log,
	}
}

func (im *Importer) newRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	var rd io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		rd = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, baseURL+path, rd)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(im.keyID, im.secret)
	return req, nil
}

// Run loads the products with a fixed number of workers.
func (im *Importer) Run(ctx context.Context, ids []string, workers int) error {
	g, ctx := errgroup.WithContext(ctx)
	jobs := make(chan string)
	g.Go(func() error {
		defer close(jobs)
		for _, id := range ids {
			select {
			case jobs <- id:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range workers {
		g.Go(func() error {
			for id := range jobs {
				p, err := im.loadProduct(ctx, id)
				if err != nil {
					return fmt.Errorf("product %s: %w", id, err)
				}
				if err := im.store.Put(ctx, p); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// loadProduct trusts the limiter, which other processes with the same key do not share.
func (im *Importer) loadProduct(ctx context.Context, id string) (*Product, error) {
	if err := im.lim.Wait(ctx); err != nil {
		return nil, err
	}
	req, err := im.newRequest(ctx, http.MethodGet, "/products/find?id="+url.QueryEscape(id), nil)
	if err != nil {
		return nil, err
	}
	resp, err := im.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("unexpected status %s", resp.Status)
	}
	p := new(Product)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil {
		return nil, err
	}
	return p, nil
}

type Stock struct {
	ID    string `json:"id"`
	Count int    `json:"count"`
}

func (im *Importer) loadStock(ctx context.Context, id string) (Stock, error) {
	var s Stock
	req, err := im.newRequest(ctx, http.MethodPost, "/products/query", map[string]any{"filter": map[string]any{"id": id}})
	if err != nil {
		return s, err
	}
	resp, err := im.hc.Do(req)
	if err != nil {
		return s, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return s, errThrottled
	case resp.StatusCode >= 300:
		return s, fmt.Errorf("stock %s: %s", id, resp.Status)
	}
	return s, json.NewDecoder(resp.Body).Decode(&s)
}

// requeueWorker puts a throttled id back on the queue after a pause.
func (im *Importer) requeueWorker(ctx context.Context, jobs chan string, out chan<- Stock) error {
	for id := range jobs {
		s, err := im.loadStock(ctx, id)
		if errors.Is(err, errThrottled) {
			time.AfterFunc(15*time.Second, func() { jobs <- id })
			continue
		}
		if err != nil {
			return err
		}
		out <- s
	}
	return nil
}

func (im *Importer) stockWorker(ctx context.Context, jobs <-chan string, out chan<- Stock) error {
	for id := range jobs {
		s, err := im.loadStock(ctx, id)
		if errors.Is(err, errThrottled) { // want medipimretry/swallowed
			im.skipped.Add(1)
			im.log.Warn("throttled, skipping", "id", id)
			continue
		}
		if err != nil {
			return err
		}
		out <- s
	}
	return nil
}

// patientStock waits its turn.
func (im *Importer) patientStock(ctx context.Context, id string) (Stock, error) {
	wait := 2 * time.Second
	for {
		s, err := im.loadStock(ctx, id)
		if !errors.Is(err, errThrottled) {
			return s, err
		}
		select {
		case <-time.After(wait):
			wait = min(wait*2, time.Minute)
		case <-ctx.Done():
			return s, ctx.Err()
		}
	}
}

// eagerStock does not.
func (im *Importer) eagerStock(ctx context.Context, id string) (Stock, error) {
	for ctx.Err() == nil {
		s, err := im.loadStock(ctx, id)
		if !errors.Is(err, errThrottled) { // want medipimretry/immediate
			return s, err
		}
	}
	return Stock{}, ctx.Err()
}

// RunStock starts the three kinds of workers (A/B test of the nightly run).
func (im *Importer) RunStock(ctx context.Context, jobs chan string, out chan<- Stock, mode string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		switch mode {
		case "requeue":
			return im.requeueWorker(ctx, jobs, out)
		case "skip":
			return im.stockWorker(ctx, jobs, out)
		}
		for id := range jobs {
			get := im.patientStock
			if mode == "eager" {
				get = im.eagerStock
			}
			s, err := get(ctx, id)
			if err != nil {
				return err
			}
			out <- s
		}
		return nil
	})
	return g.Wait()
}
