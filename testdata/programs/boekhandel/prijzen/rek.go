package prijzen

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

const medipimBE = "https://api.medipim.be/v4"

// Rek leest de prijzen van één rek, zonder eigen client: per verzoek ingesteld.
type Rek struct {
	c     *req.Client
	wie   string
	wacht string
}

// NieuwRek bouwt een rek.
func NieuwRek(wie, wacht string) *Rek {
	return &Rek{c: req.C().SetTimeout(10 * time.Second), wie: wie, wacht: wacht}
}

func (r *Rek) verzoek(ctx context.Context) *req.Request {
	return r.c.R().SetContext(ctx).SetBasicAuth(r.wie, r.wacht)
}

// Alles leest alle prijzen van het rek.
func (r *Rek) Alles(ctx context.Context, rek int) ([]prijs, error) {
	resp, err := r.verzoek(ctx).
		SetBody(map[string]int{"shelf": rek}).
		SetRetryCount(4).
		SetRetryBackoffInterval(time.Second, 10*time.Second).
		SetRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil || resp.StatusCode/100 != 2
		}).
		Post(medipimBE + "/products/query")
	if err != nil {
		return nil, err
	}
	if !resp.IsSuccessState() {
		return nil, fmt.Errorf("rek %d: %s", rek, resp.GetStatus())
	}
	var p struct {
		Results []prijs `json:"results"`
	}
	if err := resp.Into(&p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// Omschrijving leest de tekst voor op het kaartje.
func (r *Rek) Omschrijving(ctx context.Context, cnk string) (string, error) {
	resp, err := r.verzoek(ctx).SetQueryParam("cnk", cnk).Get(medipimBE + "/products/find") // want medipimretry/missing
	if err != nil {
		return "", err
	}
	var p struct {
		Tekst map[string]string `json:"description"`
	}
	if err := resp.Into(&p); err != nil { // want medipimunchecked/unchecked
		return "", err
	}
	return p.Tekst["nl"], nil
}

// Eentje leest één prijs.
func (r *Rek) Eentje(ctx context.Context, cnk string) (*prijs, error) {
	var p prijs
	var fout struct {
		Error struct{ Code, Message string }
	}
	resp, err := r.verzoek(ctx).SetQueryParam("cnk", cnk).SetSuccessResult(&p).SetErrorResult(&fout).Get(medipimBE + "/products/find") // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.IsSuccessState() {
		return &p, nil
	}
	switch code := fout.Error.Code; code {
	case "not_found":
		return nil, nil
	case "validation_failed": // want medipimviolations/dropped
		return nil, errors.New("de CNK is ongeldig")
	case "authentication.api_key_not_found", "authentication.apikey_is_not_active": // want medipimcode/unknown
		return nil, fmt.Errorf("controleer de sleutel (%s)", code)
	}
	return nil, fmt.Errorf("%s: %s", resp.GetStatus(), fout.Error.Message)
}

// Nazien vraagt alleen of de vraag klopt.
func (r *Rek) Nazien(ctx context.Context, vraag any) error {
	var fout APIFout
	resp, err := r.verzoek(ctx).
		SetBody(vraag).
		SetErrorResult(&fout).
		SetRetryCount(3).
		SetRetryFixedInterval(2 * time.Second).
		AddRetryCondition(func(resp *req.Response, err error) bool {
			return resp != nil && resp.StatusCode == http.StatusTooManyRequests
		}).
		AddRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil
		}).
		Post(medipimBE + "/products/query")
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		var fouten []error
		for _, v := range fout.Violations {
			fouten = append(fouten, fmt.Errorf("%s: %s", v.Path, v.Message))
		}
		return errors.Join(fouten...)
	}
	if resp.IsErrorState() {
		return &fout
	}
	return nil
}
