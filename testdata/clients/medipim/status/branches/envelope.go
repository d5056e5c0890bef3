// Package branches decides on the body's status in every form that a decision has in Go.
package branches

import (
	"encoding/json"
	"errors"
	"net/http"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var (
	errNotFound = errors.New("medipim: not found")
	errRefused  = errors.New("medipim: refused")
	errOther    = errors.New("medipim: error")
)

func decode(resp *http.Response) (envelope, error) {
	var env envelope
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}
