// Package bigswitch answers every outcome in one place.
package bigswitch

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type medipimAnswer struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

// Invalid carries the fields that failed.
type Invalid struct{ Fields json.RawMessage }

func (i *Invalid) Error() string { return "invalid: " + string(i.Fields) }

var (
	errKey     = errors.New("wrong key")
	errRights  = errors.New("no permission")
	errSlow    = errors.New("limit hit")
	errBug     = errors.New("bug in this client")
	errVendor  = errors.New("vendor has trouble")
	errMissing = errors.New("no such product")
)

// One switch over the whole catalog.
func (a *medipimAnswer) translate() error {
	switch a.Error.Code {
	case "bad_request", "endpoint_not_found", "http_method_not_allowed":
		return errBug
	case "authentication.not_authenticated",
		"authentication.api_key_not_found",
		"authentication.invalid_api_secret",
		"authentication.api_key_is_not_active":
		return errKey
	case "not_authorized":
		return errRights
	case "not_found":
		return errMissing
	case "validation_failed":
		if len(a.Violations) > 0 {
			return &Invalid{a.Violations}
		}
		return &Invalid{a.Error.Violations}
	case "too_many_requests":
		return errSlow
	case "server_error":
		return errVendor
	case "":
		return fmt.Errorf("no code: %s", a.Error.Message)
	}
	return fmt.Errorf("code %q", a.Error.Code)
}

// One switch with words from elsewhere mixed in.
func (a *medipimAnswer) translateOld() error {
	switch c := a.Error.Code; c {
	case "bad_request", "malformed_json": // want medipimcode/unknown
		return errBug
	case "authentication.not_authenticated",
		"authentication.token_expired", // want medipimcode/unknown
		"authentication.api_key_not_found":
		return errKey
	case "internal_server_error": // want medipimcode/unknown
		return errVendor
	case "404": // want medipimcode/status
		return errMissing
	default:
		return fmt.Errorf("code %q", c)
	}
}

// Status first, then the codes that go with it.
func (a *medipimAnswer) nested(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		switch a.Error.Code {
		case "authentication.api_key_is_not_active":
			return errors.New("ask the vendor")
		case "not_authorized": // want medipimpair/impossible
			return errRights
		}
		return errKey
	case http.StatusForbidden:
		return errRights
	case http.StatusNotFound:
		switch a.Error.Code {
		case "not_found":
			return errMissing
		case "http_method_not_allowed": // want medipimpair/impossible
			return errBug
		}
		return errBug
	case http.StatusInternalServerError, http.StatusBadGateway:
		if a.Error.Code == "server_error" {
			return errVendor
		}
	default:
		if a.Error.Code == "server_error" { // want medipimpair/impossible
			return errVendor
		}
	}
	return errBug
}

// Status first, and each nested word comes with its status.
func (a *medipimAnswer) nestedFine(resp *http.Response) error {
	switch sc := resp.StatusCode; {
	case sc == 401 || sc == 403:
		switch a.Error.Code {
		case "not_authorized":
			return errRights
		case "authentication.not_authenticated":
			return errKey
		}
	case sc == 404 || sc == 405:
		if a.Error.Code == "http_method_not_allowed" {
			return errBug
		}
		return errMissing
	case sc >= 500:
		if a.Error.Code != "server_error" {
			return errors.New("a proxy answered")
		}
		return errVendor
	}
	return errBug
}

// A tagless switch on the body's number.
func (a *medipimAnswer) tagless() error {
	switch {
	case a.Error.Status == 401: // want medipimstatus/branch
		return errKey
	case a.Error.Status == 403: // want medipimstatus/branch
		return errRights
	case a.Error.Code == "not_found":
		return errMissing
	}
	return errVendor
}

// A switch on true with the code in each case.
func (a *medipimAnswer) taglessCodes() error {
	switch code := a.Error.Code; true {
	case code == "authentication.invalid_api_secret":
		return errKey
	case code == "permission_denied": // want medipimcode/unknown
		return errRights
	}
	return errVendor
}

// A switch whose tag is the sentence.
func (a *medipimAnswer) bySentence() error {
	switch a.Error.Message { // want medipimmessage/text
	case "The requested product could not be located":
		return errMissing
	case "Slow down":
		return errSlow
	}
	return errVendor
}

// The whole family goes through one decode.
func translateAll(resp *http.Response) []error {
	if resp.StatusCode < 400 {
		return nil
	}
	a := &medipimAnswer{}
	if err := json.NewDecoder(resp.Body).Decode(a); err != nil {
		return []error{err}
	}
	return []error{a.translate(), a.translateOld(), a.nested(resp), a.nestedFine(resp), a.tagless(), a.taglessCodes(), a.bySentence()}
}
