// Package twoapis asks two vendors whose errors have the same shape.
package twoapis

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

const (
	catalogue = "https://api.medipim.be/v4/products/find?id="
	carrier   = "https://api.parcels.example/v2/labels/"
)

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var (
	errAbsent = errors.New("absent")
	errLater  = errors.New("later")
)

// product asks the catalogue, and decides on the body.
func product(c *http.Client, id string) ([]byte, error) {
	resp, err := c.Get(catalogue + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return b, nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return nil, errLater
	}
	var f failure
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("catalogue: %s", resp.Status)
	}
	switch {
	case f.Error.Status == 404: // want medipimstatus/branch
		return nil, errAbsent
	case f.Error.Code == "product_not_found": // want medipimcode/unknown
		return nil, errAbsent
	case strings.HasPrefix(f.Error.Message, "No product"): // want medipimmessage/text
		return nil, errAbsent
	}
	return nil, fmt.Errorf("catalogue: %d %s", resp.StatusCode, f.Error.Code)
}

// label asks the carrier, whose number in the body is the one that counts.
func label(c *http.Client, id string) ([]byte, error) {
	resp, err := c.Get(carrier + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return b, nil
	}
	var f failure
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("carrier: %s", resp.Status)
	}
	switch {
	case f.Error.Status == 404:
		return nil, errAbsent
	case f.Error.Code == "label_not_found":
		return nil, errAbsent
	case strings.HasPrefix(f.Error.Message, "No label"):
		return nil, errAbsent
	}
	return nil, fmt.Errorf("carrier: %d %s", resp.StatusCode, f.Error.Code)
}

var _ = []any{product, label}
