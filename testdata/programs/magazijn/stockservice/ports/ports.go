// Package ports has the interfaces.
package ports

import (
	"context"

	"example.com/magazijn/stockservice/domain"
)

// Catalogue finds items.
type Catalogue interface {
	ByRef(ctx context.Context, ref string) (domain.Item, error)
}

// Coded is a failure with a number and a word.
type Coded interface {
	error
	StatusCode() int
	ErrorCode() string
}
