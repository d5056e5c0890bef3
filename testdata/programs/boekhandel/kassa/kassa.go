// Package kassa is what the till needs to know about a product.
package kassa

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/boekhandel/fouten"
	"example.com/boekhandel/leiding"
	"example.com/boekhandel/poort"
)

// What can be wrong with a product.
var (
	ErrOnbekend = errors.New("onbekend artikel")
	ErrSleutel  = errors.New("de kassa mag niet bij de gegevens")
)

// Prijs is a price.
type Prijs struct {
	CNK  string `json:"cnk"`
	Cent int    `json:"cents"`
}

// Kassa is a till.
type Kassa struct {
	poort *poort.Poort
	pijp  leiding.Pijp
}

// Prijs asks for a price.
func (k *Kassa) Prijs(ctx context.Context, cnk string) (p Prijs, err error) {
	err = k.poort.Vraag(ctx, "/v4/products/query", map[string]string{"cnk": cnk}, &p)
	f, ok := fouten.Te(err)
	if !ok {
		return p, err
	}
	switch {
	case f.Status() == http.StatusNotFound: // want medipimstatus/branch
		return p, ErrOnbekend
	case f.Heeft("unauthenticated"): // want medipimcode/unknown
		return p, ErrSleutel
	case f.Heeft("authentication.invalid_api_secret"), f.Heeft("not_authorized"):
		return p, ErrSleutel
	case f.HTTP() == http.StatusUnprocessableEntity:
		return p, fmt.Errorf("ongeldige code %q: %s", cnk, f.Raw())
	case strings.HasPrefix(f.Error(), "medipim: Unknown product"): // want medipimmessage/text
		return p, ErrOnbekend
	}
	return p, err
}

var acties = map[int]func(*fouten.MedipimFout) error{
	http.StatusUnauthorized: func(*fouten.MedipimFout) error { return ErrSleutel },
	http.StatusForbidden:    func(*fouten.MedipimFout) error { return ErrSleutel },
	http.StatusNotFound:     func(f *fouten.MedipimFout) error { return errors.Join(ErrOnbekend, f) },
}

// Korting asks for a discount.
func (k *Kassa) Korting(ctx context.Context, cnk string) (pct int, err error) {
	err = k.poort.Vraag(ctx, "/v4/products/query", map[string]any{"cnk": cnk, "fields": "discount"}, &pct)
	if f, ok := fouten.Te(err); ok {
		if doe := acties[f.Status()]; doe != nil { // want medipimstatus/branch
			return 0, doe(f)
		}
	}
	return pct, err
}

// Bonus asks for the points.
func (k *Kassa) Bonus(ctx context.Context, cnk string) (punten int, err error) {
	err = k.poort.Vraag(ctx, "/v4/products/query", map[string]any{"cnk": cnk, "fields": "points"}, &punten)
	if f, ok := fouten.Te(err); ok {
		if doe := acties[f.HTTP()]; doe != nil {
			return 0, doe(f)
		}
		if f.Status() != f.HTTP() {
			return 0, fmt.Errorf("tegenstrijdig: %d in het antwoord, %d erboven", f.Status(), f.HTTP())
		}
	}
	return punten, err
}

// Bon reads what is printed on the receipt, straight from the pipe.
func (k *Kassa) Bon(ctx context.Context, cnk string) (map[string]string, error) {
	resp, err := k.pijp.Open(ctx, http.MethodGet, "/v4/products/find?fields=name&cnk="+cnk, nil) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fouten.Van(resp)
	}
	var b struct {
		Name map[string]string `json:"name"`
	}
	err = json.NewDecoder(resp.Body).Decode(&b)
	return b.Name, err
}

// Folder reads the leaflet and waits its turn.
func (k *Kassa) Folder(ctx context.Context, cnk string) ([]byte, error) {
	for beurt := 1; beurt <= 4; beurt++ {
		b, opnieuw, err := k.folder(ctx, cnk)
		if !opnieuw {
			return b, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(beurt) * 2 * time.Second):
		}
	}
	return nil, fmt.Errorf("geen folder voor %s", cnk)
}

func (k *Kassa) folder(ctx context.Context, cnk string) (b []byte, opnieuw bool, err error) {
	resp, err := k.pijp.Open(ctx, http.MethodGet, "/v4/media/find?cnk="+cnk, nil)
	if err != nil {
		return nil, false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, true, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, false, fouten.Van(resp)
	}
	b, err = io.ReadAll(resp.Body)
	return b, false, err
}
