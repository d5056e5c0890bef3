// Package pool runs the night's pages over a few workers.
package pool

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"example.com/koelkast/nightsync/remote"
)

// Result is one page, or why there is none.
type Result struct {
	Page  int
	Items []remote.Item
	Err   error
}

// fetcher is any method of the session that yields a page.
type fetcher func(ctx context.Context, page int) ([]remote.Item, error)

// Run starts the workers; what a page's error means is not looked at here.
func Run(ctx context.Context, workers, pages int, fetch fetcher) []Result {
	jobs := make(chan int)
	out := make(chan Result)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for page := range jobs {
				items, err := fetch(ctx, page)
				out <- Result{Page: page, Items: items, Err: err}
			}
		}()
	}
	go func() {
		defer close(jobs)
		for page := range pages {
			select {
			case jobs <- page + 1:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		wg.Wait()
		close(out)
	}()
	var all []Result
	for r := range out {
		all = append(all, r)
	}
	return all
}

// Night joins the errors of all pages and loses none.
func Night(ctx context.Context, s *remote.Session) ([]remote.Item, error) {
	var items []remote.Item
	var errs []error
	for _, r := range Run(ctx, 4, 20, s.Variants) {
		if r.Err != nil {
			slog.Error("page", "page", r.Page, "err", r.Err)
			errs = append(errs, r.Err)
			continue
		}
		items = append(items, r.Items...)
	}
	return items, errors.Join(errs...)
}
