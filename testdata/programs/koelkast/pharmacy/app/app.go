// Package app has the use cases.
package app

import (
	"context"
	"errors"
	"time"

	"example.com/koelkast/pharmacy/core"
)

// Service answers the counter.
type Service struct {
	Sources []core.Source
	Cache   map[string]core.Product
}

// Lookup passes a busy source over, but knows sources through the port only.
func (s *Service) Lookup(ctx context.Context, cnk string) (core.Product, error) {
	if p, ok := s.Cache[cnk]; ok {
		return p, nil
	}
	for _, src := range s.Sources {
		p, err := src.ByCNK(ctx, cnk)
		if errors.Is(err, core.ErrRateLimited) {
			continue
		}
		if err == nil {
			s.Cache[cnk] = p
			return p, nil
		}
	}
	return core.Product{}, core.ErrNotFound
}

// Warm fills the cache with a pause between products.
func (s *Service) Warm(ctx context.Context, cnks []string) {
	for _, cnk := range cnks {
		_, _ = s.Lookup(ctx, cnk)
		time.Sleep(time.Second)
	}
}
