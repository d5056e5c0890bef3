// Package jsonv2 reads the error envelope with the second version of encoding/json:
// as the module that it comes from, and, where the toolchain has it, as it stands
// in the standard library.
package jsonv2

import (
	"errors"
	"net/http"

	"github.com/go-json-experiment/json"
)

var errNotFound = errors.New("medipim: not found")

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func experiment(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func experimentRead(resp *http.Response) (bool, error) {
	var env envelope
	if err := json.UnmarshalRead(resp.Body, &env); err != nil {
		return false, err
	}
	return env.Error.Code == "Not_Found", nil // want medipimcode/case
}

func experimentFromResponse(resp *http.Response) (bool, error) {
	var env envelope
	if err := json.UnmarshalRead(resp.Body, &env, json.MatchCaseInsensitiveNames(true)); err != nil {
		return false, err
	}
	env.Error.Status = resp.StatusCode
	return env.Error.Status == 404, nil
}
