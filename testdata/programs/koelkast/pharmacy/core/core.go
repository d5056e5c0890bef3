// Package core is the pharmacy itself, without any network.
package core

import (
	"context"
	"errors"
)

// What a source can answer.
var (
	ErrNotFound    = errors.New("not found")
	ErrRateLimited = errors.New("rate limited")
	ErrInvalid     = errors.New("invalid")
)

// Product is what stands on the shelf.
type Product struct {
	CNK  string
	Name string
}

// Source is the port to a catalog.
type Source interface {
	ByCNK(ctx context.Context, cnk string) (Product, error)
}
