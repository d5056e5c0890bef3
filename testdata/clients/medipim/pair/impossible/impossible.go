// Package impossible tests a code where the HTTP status has ruled it out.
package impossible

import (
	"encoding/json"
	"errors"
	"net/http"
)

type apiError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func decode(resp *http.Response) (apiError, error) {
	var body struct {
		Error apiError `json:"error"`
	}
	err := json.NewDecoder(resp.Body).Decode(&body)
	return body.Error, err
}

var (
	errGone    = errors.New("medipim: gone")
	errRefused = errors.New("medipim: refused")
	errOther   = errors.New("medipim: error")
)

func insideIf(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		if e.Code == "bad_request" { // want medipimpair/impossible
			return errOther
		}
		return errGone
	}
	return errOther
}

func insideCase(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		switch e.Code {
		case "authentication.api_key_is_not_active":
			return errRefused
		case "not_authorized": // want medipimpair/impossible
			return errRefused
		}
	case http.StatusForbidden:
		if e.Code != "authentication.invalid_api_secret" { // want medipimpair/impossible
			return errRefused
		}
	}
	return errOther
}

func both(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if resp.StatusCode == 403 && e.Code == "authentication.api_key_not_found" { // want medipimpair/impossible
		return errRefused
	}
	if e.Code == "not_found" && resp.StatusCode == 400 { // want medipimpair/impossible
		return errGone
	}
	return errOther
}

// A test of the status inside a branch on the code says the same.
func theOtherWayRound(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch e.Code {
	case "server_error": // want medipimpair/impossible
		if resp.StatusCode == http.StatusBadGateway {
			return errOther
		}
	case "not_found":
		if resp.StatusCode == http.StatusNotFound {
			return errGone
		}
	}
	return errRefused
}

// What an early return has excluded does not come back.
func afterReturn(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusNotFound {
		return errGone
	}
	if e.Code == "endpoint_not_found" { // want medipimpair/impossible
		return errors.New("medipim: wrong path")
	}
	return errOther
}

func ranges(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 500 {
		if e.Code == "bad_request" { // want medipimpair/impossible
			return errOther
		}
	}
	if resp.StatusCode/100 == 4 && e.Code == "server_error" { // want medipimpair/impossible
		return errOther
	}
	return nil
}

func isNotFound(resp *http.Response) bool { return resp.StatusCode == http.StatusNotFound }

func helper(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if isNotFound(resp) {
		if e.Code == "http_method_not_allowed" { // want medipimpair/impossible
			return errOther
		}
		return errGone
	}
	return errOther
}
