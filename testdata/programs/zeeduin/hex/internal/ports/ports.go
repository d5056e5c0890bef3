// Package ports holds what the use cases need from the outside.
package ports

import (
	"context"
	"errors"
)

// Product is what the shop knows of an article.
type Product struct {
	ID   int    `json:"id"`
	CNK  string `json:"cnk"`
	Name string `json:"name"`
}

// ErrNotFound says that nobody knows the article.
var ErrNotFound = errors.New("product not found")

// ErrAccess says that we may not ask.
var ErrAccess = errors.New("no access to the catalogue")

// Finder looks up products.
type Finder interface {
	FindByCNK(ctx context.Context, cnk string) (*Product, error)
}
