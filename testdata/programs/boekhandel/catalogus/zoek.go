package catalogus

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-resty/resty/v2"
	"go.uber.org/zap"
)

// Artikel is een product zoals de winkel het kent.
type Artikel struct {
	ID   int    `json:"id"`
	Naam string `json:"name"`
	EAN  string `json:"ean"`
}

type pagina struct {
	Results []Artikel `json:"results"`
}

// Dienst bundelt de clients.
type Dienst struct {
	zoek, media, merk, import_, rustig *resty.Client
	log                                *zap.Logger
}

// Nieuw bouwt de dienst.
func Nieuw(i Instellingen, log *zap.Logger) *Dienst {
	return &Dienst{
		zoek:    nieuweZoekClient(i),
		media:   nieuweMediaClient(i),
		merk:    nieuweMerkClient(i),
		import_: kaal(i),
		rustig:  geduldig(i),
		log:     log,
	}
}

// Zoek geeft de artikelen die bij de tekst passen.
func (d *Dienst) Zoek(ctx context.Context, tekst string) ([]Artikel, error) {
	var p pagina
	var fout foutAntwoord
	res, err := d.zoek.R().SetContext(ctx).SetBody(map[string]any{"filter": tekst}).SetResult(&p).SetError(&fout).Post("/v4/products/query")
	if err != nil {
		return nil, err
	}
	if res.IsError() {
		d.log.Warn("zoeken mislukt", zap.Int("http", res.StatusCode()), zap.Int("body", fout.Error.Status), zap.String("code", fout.Error.Code))
		if fout.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return nil, nil
		}
		if strings.HasPrefix(fout.Error.Code, "auth.") { // want medipimcode/prefix
			return nil, errGeenToegang
		}
		return nil, fmt.Errorf("zoeken: %s (%s)", res.Status(), fout.Error.Code)
	}
	return p.Results, nil
}

// Media geeft de adressen van de beelden bij een artikel.
func (d *Dienst) Media(ctx context.Context, id int) ([]string, error) {
	res, err := d.zoek.R().SetContext(ctx).SetBody(map[string]int{"product": id}).Post("/v4/media/query")
	if err != nil {
		return nil, err
	}
	var uit struct {
		Results []struct {
			URL string `json:"url"`
		} `json:"results"`
	}
	if err := json.Unmarshal(res.Body(), &uit); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	adressen := make([]string, 0, len(uit.Results))
	for _, r := range uit.Results {
		adressen = append(adressen, r.URL)
	}
	return adressen, nil
}

// Beeld geeft één beeld, zoals het van de API komt.
func (d *Dienst) Beeld(ctx context.Context, id int) ([]byte, error) {
	res, err := d.media.R().SetContext(ctx).SetQueryParam("id", fmt.Sprint(id)).Get("/v4/media/find")
	if err != nil {
		return nil, err
	}
	if res.StatusCode() >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("beeld %d: %s", id, res.Status())
	}
	return res.Body(), nil
}

// Merken geeft alle merken.
func (d *Dienst) Merken(ctx context.Context) (map[int]string, error) {
	res, err := d.merk.R().SetContext(ctx).SetError(new(foutAntwoord)).Post("/v4/brands/query")
	if err != nil {
		return nil, err
	}
	if !res.IsSuccess() {
		fout := res.Error().(*foutAntwoord)
		switch res.StatusCode() {
		case http.StatusForbidden:
			if fout.Error.Code == "not_authorized" {
				return nil, errGeenToegang
			}
		case http.StatusUnprocessableEntity:
			return nil, fmt.Errorf("merken: ongeldige vraag: %v", fout.Error.Violations)
		case http.StatusNotFound:
			if fout.Error.Code == "validation_failed" { // want medipimpair/impossible
				return nil, fmt.Errorf("merken: ongeldige vraag: %v", fout.Error.Violations)
			}
			if fout.Error.Code == "endpoint_not_found" {
				panic("het pad van de merken klopt niet")
			}
		}
		return nil, fmt.Errorf("merken: %s", res.Status())
	}
	var p struct {
		Results []struct {
			ID   int    `json:"id"`
			Naam string `json:"name"`
		} `json:"results"`
	}
	if err := json.Unmarshal(res.Body(), &p); err != nil {
		return nil, err
	}
	m := make(map[int]string, len(p.Results))
	for _, r := range p.Results {
		m[r.ID] = r.Naam
	}
	return m, nil
}

// Importeer haalt alles op.
func (d *Dienst) Importeer(ctx context.Context, verwerk func(Artikel) error) error {
	var p pagina
	res, err := d.import_.R(). // want medipimretry/missing
					SetContext(ctx).
					SetHeader("Accept", "application/json").
					SetResult(&p).
					Post("/v4/products/query")
	if err != nil {
		return err
	}
	if res.IsError() {
		return fmt.Errorf("importeren: %s: %s", res.Status(), res.String())
	}
	for _, a := range p.Results {
		if err := verwerk(a); err != nil {
			return err
		}
	}
	return nil
}

// Tel telt; de client heeft de fouten er al uit gehaald.
func (d *Dienst) Tel(ctx context.Context) (int, error) {
	res, err := d.rustig.R().SetContext(ctx).Post("/v4/products/query")
	if err != nil {
		return 0, err
	}
	var t struct {
		Meta struct {
			Total int `json:"total"`
		} `json:"meta"`
	}
	err = json.Unmarshal(res.Body(), &t)
	return t.Meta.Total, err
}

// Koersen komen van een andere dienst; daar mag het misgaan.
func (d *Dienst) Koersen(ctx context.Context) (map[string]float64, error) {
	res, err := resty.New().R().SetContext(ctx).Get("https://koersen.boekhandel.example/laatste.json")
	if err != nil {
		return nil, err
	}
	var k map[string]float64
	err = json.Unmarshal(res.Body(), &k)
	return k, err
}
