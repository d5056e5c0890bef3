package acmeorders

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

const root = "https://api.acme-orders.example/v1"

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Order talks to another vendor altogether, silent.
func Order(id string) error {
	resp, err := http.Get(root + "/orders/" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var f failure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return err
	}
	if f.Error.Status == 404 {
		return errors.New("missing")
	}
	switch f.Error.Code {
	case "rate_limit_exceeded", "404", "Not_Found":
		return errors.New("slow down")
	}
	if resp.StatusCode == 404 && f.Error.Code == "server_error" {
		return errors.New("odd")
	}
	if strings.Contains(f.Error.Message, "not found") {
		return errors.New("missing")
	}
	return nil
}
