// Package warehouse talks to the conveyor's controller, whose errors look like everybody's.
package warehouse

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

// ErrJam is a jam.
var ErrJam = errors.New("jam")

// Fetch moves a bin.
func Fetch(base, bin string) (*json.RawMessage, error) {
	resp, err := http.Get(base + "/bins/" + bin)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		var raw json.RawMessage
		return &raw, json.NewDecoder(resp.Body).Decode(&raw)
	}
	var f failure
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return nil, err
	}
	switch {
	case f.Error.Status == http.StatusNotFound:
		return nil, nil
	case f.Error.Code == "bin_jam" || f.Error.Code == "unauthorized":
		return nil, ErrJam
	case strings.Contains(f.Error.Message, "jam"):
		return nil, ErrJam
	case resp.StatusCode == http.StatusNotFound && f.Error.Code == "bad_request":
		return nil, ErrJam
	}
	return nil, errors.New(f.Error.Message)
}
