package productservice

import (
	"context"
	"errors"
	"fmt"

	"example.com/pharmacycounter/faults"
	"example.com/pharmacycounter/productrepo"
)

// Finder finds a product.
type Finder interface {
	Find(context.Context, string) (*productrepo.Product, error)
}

// Service stands between the counter and the repo.
type Service struct{ finder Finder }

// New builds a Service, nothing to report.
func New(f Finder) *Service { return &Service{finder: f} }

// Lookup passes the error up, silent.
func (s *Service) Lookup(ctx context.Context, cnk string) (*productrepo.Product, error) {
	p, err := s.finder.Find(ctx, cnk)
	if err != nil {
		return nil, fmt.Errorf("lookup: %w", err)
	}
	return p, nil
}

// Known branches on a status that another package took from the body, reported.
func (s *Service) Known(ctx context.Context, cnk string) (bool, error) {
	_, err := s.finder.Find(ctx, cnk)
	var ae *faults.APIError
	if errors.As(err, &ae) && ae.StatusCode() == 404 { // want medipimstatus/branch
		return false, nil
	}
	return err == nil, err
}

// KnownByCode branches on the catalog's code, silent.
func (s *Service) KnownByCode(ctx context.Context, cnk string) (bool, error) {
	_, err := s.finder.Find(ctx, cnk)
	var ae *faults.APIError
	if errors.As(err, &ae) && ae.Code() == "not_found" {
		return false, nil
	}
	return err == nil, err
}
