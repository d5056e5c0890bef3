// Package app has the use cases; it sees ports only.
package app

import (
	"context"
	"errors"

	"example.com/magazijn/stockservice/domain"
	"example.com/magazijn/stockservice/ports"
)

// Service is the use case.
type Service struct{ Cat ports.Catalogue }

// Name compares what a port gives, in a package that has no tie to any API.
func (s *Service) Name(ctx context.Context, ref string) (string, error) {
	it, err := s.Cat.ByRef(ctx, ref)
	var c ports.Coded
	switch {
	case errors.Is(err, domain.ErrUnknownItem):
		return "", nil
	case errors.As(err, &c):
		if c.StatusCode() == 404 || c.ErrorCode() == "gone_fishing" {
			return "", nil
		}
		return "", err
	case err != nil:
		return "", err
	}
	return it.Name, nil
}
