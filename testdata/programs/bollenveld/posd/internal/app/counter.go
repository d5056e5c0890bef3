// Package app has the use cases of the counter.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"example.com/bollenveld/posd/internal/adapters/leaflet"
	"example.com/bollenveld/posd/internal/domain"
	"example.com/bollenveld/posd/internal/ports"
)

// Counter is one till.
type Counter struct {
	Articles ports.Articles
	Prices   ports.Prices
	Leaflets ports.Leaflets
	Tariff   ports.Tariff
	Cache    ports.Cache
	Log      *slog.Logger
}

// Line is one line on the ticket.
type Line struct {
	Article domain.Article
	Covered domain.Cents
	Due     domain.Cents
	Stale   bool
}

// Scan handles one beep.
func (c *Counter) Scan(ctx context.Context, patient string, cnk domain.CNK) (Line, error) {
	if !cnk.Valid() {
		return Line{}, fmt.Errorf("%q is no CNK", cnk)
	}
	art, err := c.Articles.Article(ctx, cnk)
	stale := false
	if err != nil {
		if art, stale, err = c.fallback(cnk, err); err != nil {
			return Line{}, err
		}
	} else {
		c.Cache.Store(art)
	}
	line := Line{Article: art, Due: art.Price, Stale: stale}
	if patient == "" || !art.OnRecipe {
		return line, nil
	}
	covered, err := c.Tariff.Covered(ctx, patient, cnk)
	if err != nil {
		return line, err
	}
	line.Covered = min(covered, art.Price)
	line.Due -= line.Covered
	return line, nil
}

// fallback sells from the cache while the line is down.
func (c *Counter) fallback(cnk domain.CNK, err error) (domain.Article, bool, error) {
	var (
		up      *domain.Upstream
		invalid *domain.Invalid
	)
	switch {
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, domain.ErrDefect):
		return domain.Article{}, false, err
	case errors.As(err, &invalid):
		c.Log.Error("request refused", "op", invalid.Op, "fields", string(invalid.Fields))
		return domain.Article{}, false, err
	case errors.As(err, &up) && up.Status < 500 && up.Status != 429:
		return domain.Article{}, false, err
	}
	art, ok := c.Cache.Load(cnk)
	if !ok || !art.Fresh(time.Now()) {
		return domain.Article{}, false, err
	}
	c.Log.Warn("sold from the cache", "cnk", cnk, "err", err)
	return art, true, nil
}

// ErrNoLeaflet is shown as a grey button.
var ErrNoLeaflet = errors.New("no leaflet")

// Leaflet returns the PDF, in the patient's language or in Dutch.
func (c *Counter) Leaflet(ctx context.Context, cnk domain.CNK, lang string) ([]byte, error) {
	pdf, err := c.Leaflets.Leaflet(ctx, cnk, lang)
	if err == nil {
		return pdf, nil
	}
	var e *leaflet.Error
	if !errors.As(err, &e) {
		return nil, err
	}
	switch {
	case e.Code == "validation_failed": // want medipimviolations/dropped
		return nil, fmt.Errorf("the till asked for an impossible leaflet: %s", e.Text)
	case lang != "nl" && e.Text == "No media in this language": // want medipimmessage/text
		return c.Leaflet(ctx, cnk, "nl")
	case e.HTTP == 404: // want medipimstatus/branch
		return nil, ErrNoLeaflet
	case e.Text == "":
		return nil, fmt.Errorf("leaflet %s: HTTP %d", cnk, e.HTTP)
	}
	c.Log.Warn("leaflet", "cnk", cnk, "status", e.HTTP, "code", e.Code, "text", e.Text)
	return nil, err
}

// Repricer compares the shelf with the public prices.
func (c *Counter) Repricer(ctx context.Context, shelf []domain.Article) ([]domain.Article, error) {
	cnks := make([]domain.CNK, len(shelf))
	for i, a := range shelf {
		cnks[i] = a.CNK
	}
	prices, err := c.Prices.Prices(ctx, cnks...)
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var changed []domain.Article
	for _, a := range shelf {
		if p, ok := prices[a.CNK]; ok && p != a.Price {
			a.Price = p
			changed = append(changed, a)
		}
	}
	return changed, nil
}

// MemoryCache is the cache of a till.
type MemoryCache struct {
	m sync.Map
}

// Load implements ports.Cache.
func (c *MemoryCache) Load(cnk domain.CNK) (domain.Article, bool) {
	v, ok := c.m.Load(cnk)
	if !ok {
		return domain.Article{}, false
	}
	return v.(domain.Article), true
}

// Store implements ports.Cache.
func (c *MemoryCache) Store(a domain.Article) { c.m.Store(a.CNK, a) }
