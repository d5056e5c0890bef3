// Package bonte puts a leaflet together from three services, each of which has errors of
// its own kind.
package bonte

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	catalogueURL = "https://api.medipim.be/v4/products/query"
	paymentsURL  = "https://api.betaaldienst.example/v1/charges"
	mapsURL      = "https://maps.googleapis.com/maps/v2/geocode"
)

// errStop ends the whole run.
var errStop = errors.New("bonte: no use to go on")

// Codes of the catalogue after which the night's run stops.
var hopeless = map[string]bool{
	"authentication.api_key_not_found":     true,
	"authentication.api_key_is_not_active": true,
	"not_authorized":                       true,
	"unauthorized":                         true, // want medipimcode/unknown
}

// Codes of the payment service after which it does.
var bankrupt = map[string]bool{
	"unauthorized":       true,
	"account_closed":     true,
	"insufficient_funds": true,
}

// Catalogue fetches the products of a leaflet.
func Catalogue(ctx context.Context, ids []int) ([]json.RawMessage, error) {
	payload, err := json.Marshal(map[string]any{"filter": map[string]any{"id": ids}})
	if err != nil {
		return nil, err
	}
	for attempt := 1; attempt <= 6; attempt++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, catalogueURL, bytes.NewReader(payload))
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusOK {
			var ok struct {
				Results []json.RawMessage `json:"results"`
			}
			err := json.Unmarshal(raw, &ok)
			return ok.Results, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			time.Sleep(time.Duration(attempt) * 3 * time.Second)
			continue
		}
		var env struct {
			Error struct {
				Status     int             `json:"status"`
				Code       string          `json:"code"`
				Message    string          `json:"message"`
				Violations json.RawMessage `json:"violations"`
			} `json:"error"`
		}
		_ = json.Unmarshal(raw, &env)
		if hopeless[env.Error.Code] {
			return nil, fmt.Errorf("%w: %s", errStop, env.Error.Message)
		}
		return nil, fmt.Errorf("catalogue: %s: %s", resp.Status, raw)
	}
	return nil, errors.New("catalogue: throttled")
}

// Charge pays for the print. The payment service looks a lot like the catalogue, but
// answers 200 to everything: the body's status is the one that it documents.
func Charge(ctx context.Context, cents int) error {
	body := strings.NewReader(fmt.Sprintf(`{"amount":%d}`, cents))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, paymentsURL, body)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var answer struct {
		ID    string `json:"id"`
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return err
	}
	switch {
	case answer.Error.Status == 0:
		return nil
	case bankrupt[answer.Error.Code]:
		return errStop
	case answer.Error.Status == 422 && answer.Error.Code == "amount_too_small":
		return nil // they print it for free
	case strings.HasPrefix(answer.Error.Message, "Duplicate"):
		return nil
	}
	return fmt.Errorf("payment: %s", answer.Error.Message)
}

// Geocode finds the shop; the error has the vendor's well-known shape.
func Geocode(ctx context.Context, address string) (lat, lon float64, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, mapsURL+"?address="+address, nil)
	if err != nil {
		return 0, 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, 0, err
	}
	defer resp.Body.Close()
	var g struct {
		Lat, Lon float64
		Error    struct {
			Code    int    `json:"code"`
			Status  string `json:"status"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&g); err != nil {
		return 0, 0, err
	}
	if g.Error.Status == "RESOURCE_EXHAUSTED" || g.Error.Code == http.StatusTooManyRequests {
		return 0, 0, errors.New("maps: daily quota used up")
	}
	if g.Error.Status != "" {
		return 0, 0, errors.New("maps: " + g.Error.Message)
	}
	return g.Lat, g.Lon, nil
}
