// Package othervendor talks to a carrier beside the catalogue.
package othervendor

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

const (
	catalogueURL = "https://api.medipim.fr/v4/products/find"
	carrierURL   = "https://api.carrier.example/v1/labels"
)

type carrierEnvelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type enumEnvelope struct {
	Error struct {
		Status  string `json:"status"`
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errMissing = errors.New("missing")

// The request is known to go to the carrier, whose shape is the same.
func Label(c *http.Client) error {
	resp, err := c.Get(carrierURL)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var env carrierEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound || env.Error.Code == "label_not_found" {
		return errMissing
	}
	if strings.Contains(env.Error.Message, "closed") {
		return errMissing
	}
	return nil
}

// An enum of a status beside a number of a code is the shape of another vendor.
func Enum(raw []byte) error {
	var env enumEnvelope
	if err := json.Unmarshal(raw, &env); err != nil {
		return err
	}
	if env.Error.Status == "NOT_FOUND" || env.Error.Code == 404 {
		return errMissing
	}
	return nil
}

// The address of the catalogue is only shown.
func Hint() string { return fmt.Sprintf("see %s", catalogueURL) }
