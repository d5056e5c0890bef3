// Package ports beschrijft wat de apotheek van een catalogus verwacht.
package ports

import (
	"context"
	"errors"
)

// Artikel is een artikel zoals de balie het kent.
type Artikel struct {
	CNK   string
	Naam  string
	Merk  string
	Prijs int
}

// Catalogus is de buitenwereld.
type Catalogus interface {
	Haal(ctx context.Context, cnk string) (*Artikel, error)
	Zoek(ctx context.Context, term string) ([]Artikel, error)
}

var (
	ErrOnbekend     = errors.New("onbekend artikel")
	ErrTeDruk       = errors.New("catalogus te druk")
	ErrGeenToegang  = errors.New("geen toegang tot de catalogus")
	ErrOnbereikbaar = errors.New("catalogus onbereikbaar")
)

// Ongeldig draagt wat de catalogus afkeurde.
type Ongeldig struct {
	Wat     string
	Details []byte
}

func (o *Ongeldig) Error() string { return o.Wat + ": " + string(o.Details) }
