// Package cardpayments pays with cards.
package cardpayments

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errMissing = errors.New("missing")

// Another API altogether: its own rules hold.
func Charge(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	if resp.StatusCode == http.StatusForbidden && env.Error.Code == "not_found" {
		return errMissing
	}
	if env.Error.Code == "unauthorized" || strings.Contains(env.Error.Message, "declined") {
		return errors.New("declined")
	}
	return nil
}
