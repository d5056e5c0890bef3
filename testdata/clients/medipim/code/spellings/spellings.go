// Package spellings compares the body's code with strings that the catalog does not have, and with
// those that it has.
package spellings

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

func decode(resp *http.Response) (envelope, error) {
	var env envelope
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}

var (
	errGone    = errors.New("medipim: gone")
	errRefused = errors.New("medipim: refused")
	errBusy    = errors.New("medipim: busy")
	errOther   = errors.New("medipim: error")
)

func misspelt(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Code == "not_fuond" { // want medipimcode/unknown
		return errGone
	}
	if env.Error.Code == "endpoint_not_fond" { // want medipimcode/unknown
		return errGone
	}
	if "authentication.invalid_api_secrets" == env.Error.Code { // want medipimcode/unknown
		return errRefused
	}
	if env.Error.Code != "validation_fail" { // want medipimcode/unknown
		return errOther
	}
	return nil
}

// The rare codes lose their prefix.
func withoutPrefix(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch env.Error.Code {
	case "api_key_not_found", // want medipimcode/unknown
		"invalid_api_secret",                   // want medipimcode/unknown
		"authentication.api_key_is_not_active": // as the catalog has it
		return errRefused
	case "not_authenticated": // want medipimcode/unknown
		return errRefused
	}
	return errOther
}

// And others get one.
func withPrefix(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch code := env.Error.Code; code {
	case "authentication.not_authorized": // want medipimcode/unknown
		return errRefused
	}
	return errOther
}

// Other separators, and names as Go programs have them.
func separators(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch env.Error.Code {
	case "not-found": // want medipimcode/unknown
		return errGone
	case "tooManyRequests": // want medipimcode/unknown
		return errBusy
	case "server error": // want medipimcode/unknown
		return errOther
	case "bad_request":
		return errOther
	}
	return nil
}

// The vocabulary of other APIs.
func synonyms(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	code := env.Error.Code
	switch {
	case code == "unauthorized", // want medipimcode/unknown
		code == "forbidden": // want medipimcode/unknown
		return errRefused
	case code == "rate_limit_exceeded": // want medipimcode/unknown
		return errBusy
	case code == "internal_server_error": // want medipimcode/unknown
		return errOther
	case code == "unprocessable_entity": // want medipimcode/unknown
		return errors.New("medipim: invalid: " + env.Error.Message)
	case code == "method_not_allowed": // want medipimcode/unknown
		return errOther
	}
	return nil
}

// HTTP statuses as text are no codes.
func statuses(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch env.Error.Code {
	case "404": // want medipimcode/status
		return errGone
	case "429": // want medipimcode/status
		return errBusy
	}
	return errOther
}

// Nothing in the catalog is near.
func farFetched(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Code == "maintenance_window" { // want medipimcode/unknown
		return errBusy
	}
	return errOther
}

// All of the catalog, and none.
func known(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch env.Error.Code {
	case "":
		return nil
	case "bad_request", "http_method_not_allowed", "endpoint_not_found", "server_error":
		return errOther
	case "authentication.not_authenticated", "authentication.api_key_not_found",
		"authentication.invalid_api_secret", "authentication.api_key_is_not_active", "not_authorized":
		return errRefused
	case "not_found":
		return errGone
	case "too_many_requests":
		return errBusy
	}
	return errOther
}

// A concatenation of literals is one string.
func concatenated(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Code == "authentication."+"api_key_not_active" { // want medipimcode/unknown
		return errRefused
	}
	if env.Error.Code == "authentication."+"not_authenticated" {
		return errRefused
	}
	return errOther
}

// What is not known when the program is compiled is not judged.
func configured(resp *http.Response, ignore string) error {
	env, err := decode(resp)
	if err != nil || env.Error.Code == ignore {
		return err
	}
	return errOther
}
