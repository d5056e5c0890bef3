// Package medipimalias reads failures through pointers, copies and swaps.
package medipimalias

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errMissing = errors.New("missing")

type failure struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error failure `json:"error"`
}

// Silent: it only decodes and returns what it decoded.
func read(resp *http.Response) (envelope, error) {
	var env envelope
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}
