// Package app is de balie.
package app

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/sluiswachter/apotheek/adapters/medipimhttp"
	"example.com/sluiswachter/apotheek/ports"
)

type Balie struct {
	cat ports.Catalogus
}

func NieuweBalie(base string) *Balie {
	return &Balie{cat: medipimhttp.New(&http.Client{Timeout: 15 * time.Second}, base)}
}

// Artikel wacht twee keer als het druk is.
func (b *Balie) Artikel(ctx context.Context, cnk string) (*ports.Artikel, error) {
	for _, na := range []time.Duration{5 * time.Second, 30 * time.Second} {
		a, err := b.cat.Haal(ctx, cnk)
		if !errors.Is(err, ports.ErrTeDruk) {
			return a, err
		}
		select {
		case <-time.After(na):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return b.cat.Haal(ctx, cnk)
}

// Bestaat is geen fout waard.
func (b *Balie) Bestaat(ctx context.Context, cnk string) (bool, error) {
	_, err := b.Artikel(ctx, cnk)
	if errors.Is(err, ports.ErrOnbekend) {
		return false, nil
	}
	return err == nil, err
}
