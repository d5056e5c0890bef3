// Package prijzen vergelijkt onze prijzen met de adviesprijzen.
package prijzen

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/imroc/req/v3"
)

// APIFout is de fout van Medipim.
type APIFout struct {
	Err struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Violations []struct {
		Path    string `json:"path"`
		Message string `json:"message"`
	} `json:"violations"`
}

func (f *APIFout) Error() string { return f.Err.Code + ": " + f.Err.Message }

// Medipim is de client.
type Medipim struct {
	*req.Client
}

// NieuweMedipim volgt het voorbeeld uit de documentatie van req.
func NieuweMedipim() *Medipim {
	c := req.C().
		SetBaseURL("https://api.medipim.fr").
		SetCommonErrorResult(&APIFout{}).
		SetCommonRetryCount(-1).
		SetCommonRetryBackoffInterval(time.Second, time.Minute).
		SetCommonRetryCondition(func(resp *req.Response, err error) bool {
			return err != nil || resp.GetStatusCode() == http.StatusTooManyRequests
		}).
		OnAfterResponse(func(client *req.Client, resp *req.Response) error {
			if resp.Err != nil {
				return nil
			}
			if fout, ok := resp.ErrorResult().(*APIFout); ok {
				resp.Err = fout
				return nil
			}
			if !resp.IsSuccessState() {
				resp.Err = fmt.Errorf("onbekend antwoord: %s\n%s", resp.Status, resp.Dump())
			}
			return nil
		})
	return &Medipim{Client: c}
}

// NieuweSnelle is voor het prijskaartje aan het rek.
func NieuweSnelle() *Medipim {
	c := req.C() // want medipimretry/library
	c.SetBaseURL("https://api.medipim.fr")
	c.SetTimeout(5 * time.Second)
	c.SetCommonRetryCount(2)
	c.SetCommonRetryFixedInterval(300 * time.Millisecond)
	return &Medipim{Client: c}
}

// NieuweTrage herhaalt alleen bij een storing.
func NieuweTrage() *Medipim {
	return &Medipim{Client: req.NewClient().
		SetBaseURL("https://api.medipim.fr").
		SetCommonRetryCount(10).
		SetCommonRetryCondition(func(r *req.Response, err error) bool {
			if err != nil {
				return true
			}
			return r.StatusCode == 502 || r.StatusCode == 503 // want medipimretry/incomplete
		})}
}

type prijs struct {
	CNK   string  `json:"cnk"`
	Cents int     `json:"price"`
	BTW   float64 `json:"vat"`
}

// Prijs geeft één prijs.
func (m *Medipim) Prijs(ctx context.Context, cnk string) (p prijs, err error) {
	resp, err := m.R().SetContext(ctx).SetPathParam("cnk", cnk).SetSuccessResult(&p).Get("/v4/products/find?cnk={cnk}")
	if err != nil {
		return p, err
	}
	if resp.IsErrorState() {
		return p, fmt.Errorf("prijs van %s: %s", cnk, resp.GetStatus())
	}
	return p, nil
}
