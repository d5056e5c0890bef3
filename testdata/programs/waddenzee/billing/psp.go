// Package billing talks to the payment provider, whose errors look just the same.
package billing

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

type pspError struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func charge(hc *http.Client, base string) error {
	resp, err := hc.Get(base + "/charges")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var e pspError
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return err
	}
	if e.Error.Status == 402 || e.Error.Code == "card_declined" {
		return fmt.Errorf("declined")
	}
	if resp.StatusCode == http.StatusNotFound && e.Error.Code == "server_error" {
		return fmt.Errorf("psp is down")
	}
	if strings.Contains(e.Error.Message, "insufficient funds") || e.Error.Code == "unauthorized" {
		return fmt.Errorf("no money")
	}
	return nil
}

var _ = charge
