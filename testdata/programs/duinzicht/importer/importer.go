// Package importer loads the products of Medipim in batches: a semaphore bounds how many at a time.
package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Importer loads batches.
type Importer struct {
	client *http.Client
	base   string // of the Medipim API
	sem    chan struct{}
	log    *slog.Logger
}

// New makes one.
func New(sandbox bool) *Importer {
	base := "https://api.medipim.fr"
	if sandbox {
		base = "https://api.sandbox.medipim.fr"
	}
	return &Importer{client: &http.Client{Timeout: time.Minute}, base: base, sem: make(chan struct{}, 4), log: slog.Default()}
}

type product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

var errThrottled = errors.New("throttled")

func (im *Importer) load(ctx context.Context, id string) (*product, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, im.base+"/v4/products/query", strings.NewReader(`{"filter":{"id":"`+id+`"}}`))
	if err != nil {
		return nil, err
	}
	resp, err := im.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errThrottled
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return nil, fmt.Errorf("product %s: %s", id, resp.Status)
	}
	p := new(product)
	return p, json.NewDecoder(resp.Body).Decode(p)
}

// each runs f for all ids, a few at a time, and joins the errors.
func (im *Importer) each(ctx context.Context, ids []string, f func(context.Context, string) error) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var errs []error
	for _, id := range ids {
		im.sem <- struct{}{}
		wg.Go(func() {
			defer func() { <-im.sem }()
			if err := f(ctx, id); err != nil {
				mu.Lock()
				errs = append(errs, err)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// Import loads all, and waits when it is told to.
func (im *Importer) Import(ctx context.Context, ids []string, put func(*product) error) error {
	return im.each(ctx, ids, func(ctx context.Context, id string) error {
		for try := 1; ; try++ {
			p, err := im.load(ctx, id)
			if errors.Is(err, errThrottled) && try < 5 {
				select {
				case <-time.After(time.Duration(try) * time.Second):
					continue
				case <-ctx.Done():
					return context.Cause(ctx)
				}
			}
			if err != nil {
				return err
			}
			return put(p)
		}
	})
}

// Refresh passes over what is throttled.
func (im *Importer) Refresh(ctx context.Context, ids []string, put func(*product) error) error {
	return im.each(ctx, ids, func(ctx context.Context, id string) error {
		p, err := im.load(ctx, id)
		switch {
		case errors.Is(err, errThrottled): // want medipimretry/swallowed
			im.log.Warn("skipped", "id", id)
			return nil
		case err != nil:
			return err
		}
		return put(p)
	})
}

// Hammer does not wait.
func (im *Importer) Hammer(ctx context.Context, id string) (p *product, err error) {
	for range 100 {
		if p, err = im.load(ctx, id); !errors.Is(err, errThrottled) { // want medipimretry/immediate
			break
		}
	}
	return p, err
}

// Must ends the program.
func (im *Importer) Must(ctx context.Context, id string) *product {
	p, err := im.load(ctx, id)
	if errors.Is(err, errThrottled) { // want medipimretry/fatal
		panic(err)
	}
	if err != nil {
		im.log.Error("load", "err", err)
		return nil
	}
	return p
}

// Count asks for a number, and takes anything for it.
func (im *Importer) Count(ctx context.Context) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, im.base+"/v4/products/count", nil)
	if err != nil {
		return 0, err
	}
	var out struct{ Count int }
	err = im.send(req, &out)
	return out.Count, err
}

// send decodes what is not an unauthorized answer.
func (im *Importer) send(req *http.Request, out any) error {
	resp, err := im.client.Do(req) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return errors.New("check the key")
	}
	return json.NewDecoder(resp.Body).Decode(out) // want medipimunchecked/partial
}
