// Package lettercase compares codes in the wrong case.
package lettercase

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errGone = errors.New("medipim: gone")

func capitals(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Code {
	case "NOT_FOUND": // want medipimcode/case
		return errGone
	case "Not_Authorized": // want medipimcode/case
		return errors.New("medipim: refused")
	}
	return errors.New(env.Error.Message)
}

// What was lowered never has a capital, and the other way round.
func lowered(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if strings.ToLower(env.Error.Code) == "Not_Found" { // want medipimcode/case
		return errGone
	}
	if strings.ToUpper(env.Error.Code) == "not_found" { // want medipimcode/case
		return errGone
	}
	return errors.New(env.Error.Message)
}

// These can hold.
func fitting(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	code := strings.ToLower(strings.TrimSpace(env.Error.Code))
	if code == "not_found" || strings.ToUpper(env.Error.Code) == "NOT_FOUND" {
		return errGone
	}
	if strings.EqualFold(env.Error.Code, "Endpoint_Not_Found") {
		return errGone
	}
	return errors.New(env.Error.Message)
}
