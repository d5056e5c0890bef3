// Package catalog is the shop's own model with its own errors.
package catalog

import (
	"context"
	"encoding/json"
	"errors"
)

// Errors of the domain.
var (
	ErrUnknownArticle = errors.New("unknown article")
	ErrCredentials    = errors.New("credentials")
	ErrUnavailable    = errors.New("unavailable")
)

// Kind is the shop's own word for a failure.
type Kind string

// Kinds of failure.
const (
	KindGone      Kind = "gone"
	KindForbidden Kind = "forbidden"
	KindInternal  Kind = "internal_error"
)

// Article is what the shop sells.
type Article struct {
	SKU   string
	Title string
}

// Rejection tells which fields were wrong.
type Rejection struct {
	Fields json.RawMessage
}

// Error is a fixed sentence.
func (r *Rejection) Error() string { return "rejected" }

// Source finds articles.
type Source interface {
	Article(ctx context.Context, sku string) (Article, error)
}

// KindOf compares the shop's own errors; this package knows no API.
func KindOf(err error) Kind {
	switch {
	case errors.Is(err, ErrUnknownArticle):
		return KindGone
	case errors.Is(err, ErrCredentials):
		return KindForbidden
	}
	return KindInternal
}
