// Package payments talks to the payment provider, whose errors look alike.
package payments

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// ErrDeclined is the usual outcome.
var ErrDeclined = errors.New("declined")

// Charge branches on the body's number of another vendor, in a package that has no tie to ours.
func Charge(c *http.Client, form string) error {
	res, err := c.Post("https://api.mollie.com/v2/payments", "application/json", strings.NewReader(form))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	var f failure
	if err := json.NewDecoder(res.Body).Decode(&f); err != nil {
		return err
	}
	if f.Error.Status == 402 || f.Error.Code == "card_declined" {
		return ErrDeclined
	}
	if f.Error.Code == "unauthorized" || f.Error.Message == "Not found" {
		return errors.New(f.Error.Message)
	}
	return nil
}
