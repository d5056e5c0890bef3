// Package medipimhttp is de adapter achter ports.Catalogus.
package medipimhttp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/sluiswachter/apotheek/ports"
)

// Doer is wat we van een client nodig hebben.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

type Adapter struct {
	doer Doer
	base string
}

var _ ports.Catalogus = (*Adapter)(nil)

func New(d Doer, base string) *Adapter { return &Adapter{d, strings.TrimRight(base, "/")} }

type fout struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

type artikel struct {
	CNK   string `json:"cnk"`
	Naam  string `json:"name"`
	Merk  string `json:"brand"`
	Prijs int    `json:"publicPrice"`
}

func (a *Adapter) verzoek(ctx context.Context, pad, in string) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, a.base+pad, strings.NewReader(in))
}

// volgensTabel: wat hier staat, heeft een eigen fout in de poort.
var volgensTabel = map[int]error{
	http.StatusUnauthorized:    ports.ErrGeenToegang,
	http.StatusForbidden:       ports.ErrGeenToegang,
	http.StatusNotFound:        ports.ErrOnbekend,
	http.StatusTooManyRequests: ports.ErrTeDruk,
}

// Haal vertaalt met de tabel.
func (a *Adapter) Haal(ctx context.Context, cnk string) (*ports.Artikel, error) {
	req, err := a.verzoek(ctx, "/v4/products/find", fmt.Sprintf(`{"cnk":%q}`, cnk))
	if err != nil {
		return nil, err
	}
	resp, err := a.doer.Do(req)
	if err != nil {
		return nil, errors.Join(ports.ErrOnbereikbaar, err)
	}
	defer resp.Body.Close()
	if e, ok := volgensTabel[resp.StatusCode]; ok {
		return nil, fmt.Errorf("haal %s: %w", cnk, e)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s", ports.ErrOnbereikbaar, resp.Status)
	}
	var in artikel
	if err := json.NewDecoder(resp.Body).Decode(&in); err != nil {
		return nil, err
	}
	return &ports.Artikel{CNK: in.CNK, Naam: in.Naam, Merk: in.Merk, Prijs: in.Prijs}, nil
}

// toegang is de kortere tabel van Zoek.
var toegang = map[int]error{
	401: ports.ErrGeenToegang,
	403: ports.ErrGeenToegang,
	404: ports.ErrOnbekend,
}

func (a *Adapter) Zoek(ctx context.Context, term string) ([]ports.Artikel, error) {
	req, err := a.verzoek(ctx, "/v4/products/query", fmt.Sprintf(`{"search":%q}`, term))
	if err != nil {
		return nil, err
	}
	resp, err := a.doer.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, errors.Join(ports.ErrOnbereikbaar, err)
	}
	defer resp.Body.Close()
	if e, ok := toegang[resp.StatusCode]; ok {
		return nil, e
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s", ports.ErrOnbereikbaar, resp.Status)
	}
	var in struct {
		Results []artikel `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&in); err != nil {
		return nil, err
	}
	var uit []ports.Artikel
	for _, r := range in.Results {
		uit = append(uit, ports.Artikel{CNK: r.CNK, Naam: r.Naam, Merk: r.Merk, Prijs: r.Prijs})
	}
	return uit, nil
}

// Meld vertaalt met de code uit de body; die van de validatie verliest haar inhoud.
func (a *Adapter) Meld(ctx context.Context, cnk, melding string) error {
	req, err := a.verzoek(ctx, "/v4/reports", fmt.Sprintf(`{"cnk":%q,"text":%q}`, cnk, melding))
	if err != nil {
		return err
	}
	resp, err := a.doer.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var f struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return fmt.Errorf("%w: %s", ports.ErrOnbereikbaar, resp.Status)
	}
	switch f.Error.Code {
	case "too_many_requests":
		return ports.ErrTeDruk
	case "not_found":
		return ports.ErrOnbekend
	case "validation_failed": // want medipimviolations/dropped
		return fmt.Errorf("melding over %s: %s", cnk, f.Error.Message)
	}
	return fmt.Errorf("%w: %s (%s)", ports.ErrOnbereikbaar, resp.Status, f.Error.Code)
}

// Verrijk geeft de afkeuring heel aan de poort.
func (a *Adapter) Verrijk(ctx context.Context, cnk, json_ string) error {
	req, err := a.verzoek(ctx, "/v4/products/"+cnk, json_)
	if err != nil {
		return err
	}
	resp, err := a.doer.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch s := resp.StatusCode; {
	case s < 300:
		return nil
	case s == http.StatusTooManyRequests:
		return ports.ErrTeDruk
	case s == http.StatusUnprocessableEntity:
		var f fout
		if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
			return err
		}
		return &ports.Ongeldig{Wat: f.Error.Message, Details: f.Violations}
	default:
		b, _ := io.ReadAll(resp.Body)
		return fmt.Errorf("verrijk: %d: %s", s, b)
	}
}

// Beleid zegt of en na hoelang het nog eens mag.
type Beleid interface {
	Nogmaals(resp *http.Response, poging int) (time.Duration, bool)
}

// Streng: alleen als de server zelf stuk is.
type Streng struct{}

func (Streng) Nogmaals(resp *http.Response, poging int) (time.Duration, bool) {
	if resp.StatusCode < http.StatusInternalServerError { // want medipimretry/incomplete
		return 0, false
	}
	return time.Second << poging, poging < 4
}

// Streepjescode vraagt het met het strenge beleid.
func (a *Adapter) Streepjescode(ctx context.Context, ean string) (string, error) {
	return a.naam(ctx, ean, Streng{})
}

func (a *Adapter) naam(ctx context.Context, ean string, beleid Beleid) (string, error) {
	for poging := 0; ; poging++ {
		req, err := a.verzoek(ctx, "/v4/products/find", fmt.Sprintf(`{"ean":%q}`, ean))
		if err != nil {
			return "", err
		}
		resp, err := a.doer.Do(req)
		if err != nil {
			return "", err
		}
		if na, ok := beleid.Nogmaals(resp, poging); ok {
			resp.Body.Close()
			time.Sleep(na)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return "", fmt.Errorf("%w: %s", ports.ErrOnbereikbaar, resp.Status)
		}
		var in artikel
		err = json.NewDecoder(resp.Body).Decode(&in)
		return in.Naam, err
	}
}
