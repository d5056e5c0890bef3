// Package ports has the interfaces between the application and its adapters.
package ports

import (
	"context"

	"example.com/bollenveld/posd/internal/domain"
)

// Articles looks articles up.
type Articles interface {
	Article(ctx context.Context, cnk domain.CNK) (domain.Article, error)
	Articles(ctx context.Context, cnks ...domain.CNK) (map[domain.CNK]domain.Article, error)
}

// Prices gives the public prices.
type Prices interface {
	Prices(ctx context.Context, cnks ...domain.CNK) (map[domain.CNK]domain.Cents, error)
}

// Leaflets gives the patient leaflet as PDF.
type Leaflets interface {
	Leaflet(ctx context.Context, cnk domain.CNK, lang string) ([]byte, error)
}

// Tariff asks the insurer what it pays.
type Tariff interface {
	Covered(ctx context.Context, patient string, cnk domain.CNK) (domain.Cents, error)
}

// Cache keeps articles for when the line is down.
type Cache interface {
	Load(cnk domain.CNK) (domain.Article, bool)
	Store(a domain.Article)
}
