// Package catalogus vult de catalogus van de winkel aan.
package catalogus

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
)

const basisURL = "https://api.medipim.be"

// Instellingen komen uit het configuratiebestand.
type Instellingen struct {
	Sleutel, Geheim string
	Pogingen        int
}

// foutAntwoord is wat de API bij een fout terugstuurt.
type foutAntwoord struct {
	Error struct {
		Status     int    `json:"status"`
		Code       string `json:"code"`
		Message    string `json:"message"`
		Violations []any  `json:"violations"`
	} `json:"error"`
}

func nieuweZoekClient(i Instellingen) *resty.Client {
	return resty.New(). // want medipimretry/library
				SetBaseURL(basisURL).
				SetBasicAuth(i.Sleutel, i.Geheim).
				SetRetryCount(3).
				SetRetryWaitTime(time.Second).
				SetRetryMaxWaitTime(20 * time.Second)
}

func nieuweMediaClient(i Instellingen) *resty.Client {
	c := resty.New().SetBaseURL(basisURL).SetBasicAuth(i.Sleutel, i.Geheim) // want medipimretry/library
	c.SetRetryWaitTime(2 * time.Second)
	c.AddRetryCondition(func(r *resty.Response, err error) bool {
		return err != nil || r.StatusCode() == http.StatusTooManyRequests
	})
	return c
}

func nieuweMerkClient(i Instellingen) *resty.Client {
	c := resty.New()
	c.SetBaseURL(basisURL)
	c.SetBasicAuth(i.Sleutel, i.Geheim)
	c.SetRetryCount(i.Pogingen)
	c.AddRetryCondition(serverFout)
	return c
}

func serverFout(r *resty.Response, err error) bool {
	if err != nil {
		return true
	}
	return r.StatusCode() >= http.StatusInternalServerError // want medipimretry/incomplete
}

// kaal heeft geen enkele herhaling: de importeur draait elke nacht.
func kaal(i Instellingen) *resty.Client {
	return resty.New().SetBaseURL(basisURL).SetBasicAuth(i.Sleutel, i.Geheim).SetTimeout(30 * time.Second)
}

// geduldig herhaalt alles wat niet gelukt is, en maakt van elke fout een Go-fout.
func geduldig(i Instellingen) *resty.Client {
	return resty.New().
		SetBaseURL(basisURL).
		SetBasicAuth(i.Sleutel, i.Geheim).
		SetRetryCount(5).
		SetRetryWaitTime(time.Second).
		SetRetryMaxWaitTime(time.Minute).
		AddRetryAfterErrorCondition().
		OnAfterResponse(func(_ *resty.Client, r *resty.Response) error {
			if r.IsError() {
				return fmt.Errorf("%s %s: %s", r.Request.Method, r.Request.URL, r.Status())
			}
			return nil
		})
}

var errGeenToegang = errors.New("geen toegang tot de catalogus")
