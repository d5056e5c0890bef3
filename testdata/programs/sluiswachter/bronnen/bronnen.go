// Package bronnen brengt gegevens uit verschillende bronnen samen.
package bronnen

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	medipimHost = "https://api.au.medipim.com"
	faggHost    = "https://services.fagg-afmps.example"
	githubHost  = "https://api.github.com"
)

// MedipimBron is de hoofdbron.
type MedipimBron struct{ hc *http.Client }

func (b *MedipimBron) roep(ctx context.Context, pad string, in any) (*http.Response, error) {
	j, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimHost+pad, bytes.NewReader(j))
	if err != nil {
		return nil, err
	}
	return b.hc.Do(req)
}

type Stof struct {
	Code string `json:"atc"`
	Naam string `json:"name"`
}

// Stof vraagt het rustig.
func (b *MedipimBron) Stof(ctx context.Context, atc string) (*Stof, error) {
	wacht := 500 * time.Millisecond
	for {
		resp, err := b.roep(ctx, "/v4/ingredients/find", map[string]string{"atc": atc})
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			defer resp.Body.Close()
			s := new(Stof)
			err = json.NewDecoder(resp.Body).Decode(s)
			return s, err
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			resp.Body.Close()
			if wacht > 30*time.Second {
				return nil, fmt.Errorf("stof %s: %s", atc, resp.Status)
			}
			time.Sleep(wacht)
			wacht *= 3
		default:
			resp.Body.Close()
			return nil, fmt.Errorf("stof %s: %s", atc, resp.Status)
		}
	}
}

// Stoffen laat roep een keer proberen.
func (b *MedipimBron) Stoffen(ctx context.Context) (alle []Stof, err error) {
	resp, err := b.roep(ctx, "/v4/ingredients/query", struct{}{}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&alle)
	return alle, err
}

// Vertaling laat alles onder de vijfhonderd meteen door.
func (b *MedipimBron) Vertaling(ctx context.Context, in map[string]string) (uit map[string]string, err error) {
	var resp *http.Response
	for poging := 1; poging <= 4; poging++ {
		if resp, err = b.roep(ctx, "/v4/translations/query", in); err != nil {
			return nil, err
		}
		if resp.StatusCode/100 != 5 { // want medipimretry/incomplete
			break
		}
		resp.Body.Close()
		time.Sleep(time.Duration(poging) * time.Second)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&uit)
	return uit, err
}

// Gevaar zegt dat er geen gevaar is als de bron te druk is. Dat is het niet.
func (b *MedipimBron) Gevaar(ctx context.Context, cnk string) (bool, error) {
	resp, err := b.roep(ctx, "/v4/warnings/find", map[string]string{"cnk": cnk})
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return true, nil
	}
	var f struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return false, err
	}
	switch f.Error.Code {
	case "not_found", "too_many_requests": // want medipimretry/swallowed
		return false, nil
	}
	return false, fmt.Errorf("gevaar: %s: %s", f.Error.Code, f.Error.Message)
}

// FaggBron is een andere overheid, met andere regels.
type FaggBron struct{ hc *http.Client }

func (b *FaggBron) Vergunning(ctx context.Context, cti string) (v map[string]any, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, faggHost+"/licences/"+url.PathEscape(cti), nil)
	if err != nil {
		return nil, err
	}
	resp, err := b.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

func (b *FaggBron) Intrekkingen(ctx context.Context) ([]string, error) {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, faggHost+"/withdrawals", nil)
		if err != nil {
			return nil, err
		}
		resp, err := b.hc.Do(req)
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		switch resp.StatusCode {
		case http.StatusOK:
			return strings.Fields(string(raw)), nil
		case http.StatusTooManyRequests:
			continue
		case http.StatusUnprocessableEntity:
			return nil, errors.New("intrekkingen: ongeldig")
		}
		return nil, errors.New(resp.Status)
	}
}

func (b *FaggBron) Tekort(ctx context.Context, cti string) (bool, error) {
	resp, err := b.hc.Get(faggHost + "/shortages/" + url.PathEscape(cti))
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		log.Print("fagg: te druk")
		return false, nil
	}
	return resp.StatusCode == http.StatusOK, nil
}

// Regels haalt onze eigen regels op; de lijst van statussen is die van GitHub.
func Regels(ctx context.Context, hc *http.Client) ([]byte, error) {
	for poging := 1; ; poging++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, githubHost+"/repos/example/regels/contents/regels.json", nil)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 && poging < 3 {
			time.Sleep(time.Second)
			continue
		}
		return raw, nil
	}
}

// Foutenlijst haalt de bladzijde met foutcodes op voor het handboek: een webpagina, geen API.
func Foutenlijst() (string, error) {
	resp, err := http.Get("https://platform.medipim.be/docs/api/errors")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// Meld zet een regel in de chat.
func Meld(tekst string) error {
	b, err := json.Marshal(map[string]string{"text": tekst})
	if err != nil {
		return err
	}
	resp, err := http.Post("https://chat.example.org/hooks/bronnen", "application/json", bytes.NewReader(b))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Alles leest van elke bron een beetje.
func Alles(ctx context.Context, m *MedipimBron, f *FaggBron, cnk, cti string) error {
	gevaar, err := m.Gevaar(ctx, cnk)
	if err != nil {
		return err
	}
	tekort, err := f.Tekort(ctx, cti)
	if err != nil {
		return err
	}
	if gevaar || tekort {
		return Meld(fmt.Sprintf("%s: gevaar %t, tekort %t", cnk, gevaar, tekort))
	}
	return nil
}
