// Package dualvendor asks two vendors.
package dualvendor

import (
	"encoding/json"
	"errors"
	"net/http"
)

const (
	pimURL   = "https://api.medipim.be/v4/products/find"
	priceURL = "https://api.prices.example/v1/price"
)

var errMissing = errors.New("missing")

// URLs is silent: it lists constants.
func URLs() []string { return []string{pimURL, priceURL} }

type pimEnvelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type googleEnvelope struct {
	Error struct {
		Status  string `json:"status"`
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type priceEnvelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Reported: the envelope of the vendor in question.
func pimMissing(body []byte) error {
	var env pimEnvelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Silent: a string enum and a number, the other way round.
func googleMissing(body []byte) error {
	var env googleEnvelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == "NOT_FOUND" || env.Error.Code == 404 {
		return errMissing
	}
	return nil
}

// Silent: the answer of the other host.
func price(client *http.Client) error {
	resp, err := client.Get(priceURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var env priceEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound || env.Error.Code == "price_missing" {
		return errMissing
	}
	if env.Error.Message == "No price" {
		return errMissing
	}
	return nil
}
