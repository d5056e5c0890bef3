package kiosk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"example.com/libraries/clients/hopveld/httpkit"
)

const medipimQuery = "https://api.sandbox.au.medipim.com/v4/products/query"

// Shown is plain data.
type Shown struct {
	Results []json.RawMessage `json:"results"`
}

// Show sends through a helper that repeats nothing, of a package that does elsewhere.
func Show(ctx context.Context, text string) (*Shown, error) {
	resp, err := httpkit.PostJSON(ctx, medipimQuery, text) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("kiosk: %s", resp.Status)
	}
	s := &Shown{}
	return s, json.NewDecoder(resp.Body).Decode(s)
}

// ShowAgain sends through the same helper inside another that calls a closure again after a pause: silent.
func ShowAgain(ctx context.Context, text string) (*Shown, error) {
	s := &Shown{}
	err := httpkit.Loop(ctx, func() (bool, error) {
		resp, err := httpkit.PostJSON(ctx, medipimQuery, text)
		if err != nil {
			return false, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests {
			return true, nil
		}
		if resp.StatusCode != http.StatusOK {
			return false, fmt.Errorf("kiosk: %s", resp.Status)
		}
		return false, json.NewDecoder(resp.Body).Decode(s)
	})
	return s, err
}
