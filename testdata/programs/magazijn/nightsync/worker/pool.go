// Package worker spreads the pages of the night over some goroutines.
package worker

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"example.com/magazijn/nightsync/pimapi"
)

// Source gives pages.
type Source interface {
	Page(ctx context.Context, no int) ([]pimapi.Item, error)
}

// Store keeps items.
type Store interface {
	Put(ctx context.Context, it pimapi.Item) error
}

// Pool copies pages from a Source to a Store.
type Pool struct {
	Src  Source
	Dst  Store
	Log  *slog.Logger
	Size int
}

// Run joins what the workers failed with.
func (p *Pool) Run(ctx context.Context, pages int) error {
	jobs := make(chan int)
	errc := make(chan error, pages)
	var wg sync.WaitGroup
	for range p.Size {
		wg.Go(func() {
			for no := range jobs {
				errc <- p.one(ctx, no)
			}
		})
	}
	for no := range pages {
		jobs <- no
	}
	close(jobs)
	wg.Wait()
	close(errc)
	var all []error
	for err := range errc {
		all = append(all, err)
	}
	return errors.Join(all...)
}

// one keeps the items of a page, and hands every failure up.
func (p *Pool) one(ctx context.Context, no int) error {
	items, err := p.Src.Page(ctx, no)
	if err != nil {
		p.Log.Error("page", "no", no, "kind", kind(err), "owner", owner(err))
		return err
	}
	for _, it := range items {
		if err := p.Dst.Put(ctx, it); err != nil {
			return err
		}
	}
	return nil
}
