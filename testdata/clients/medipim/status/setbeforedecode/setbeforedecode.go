// Package setbeforedecode sets the status from the response, and then lets the decoder overwrite it.
package setbeforedecode

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

var errNotFound = errors.New("medipim: not found")

type tagged struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func assigned(resp *http.Response) error {
	var env tagged
	env.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/order
		return errNotFound
	}
	return errors.New(env.Error.Code)
}

// An untagged Status is filled as well: encoding/json matches names without regard to case.
type untagged struct {
	Status  int
	Code    string
	Message string
}

func (u *untagged) Error() string { return u.Code }

func byName(resp *http.Response) error {
	body := struct {
		Error *untagged `json:"error"`
	}{Error: &untagged{Status: resp.StatusCode}}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	switch body.Error.Status { // want medipimstatus/order
	case http.StatusNotFound:
		return errNotFound
	}
	return body.Error
}

func fromBytes(resp *http.Response) error {
	env := tagged{}
	env.Error.Status = resp.StatusCode
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &env); err != nil {
		return err
	}
	if env.Error.Status >= 500 { // want medipimstatus/order
		return errors.New("medipim is down")
	}
	return errors.New(env.Error.Code)
}

// Decoded first, set after: as it should be.
func setAfter(resp *http.Response) error {
	var env tagged
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	if env.Error.Status == 404 {
		return errNotFound
	}
	return errors.New(env.Error.Code)
}

// Read before the decode, the value is the response's.
func readBefore(resp *http.Response) error {
	var env tagged
	env.Error.Status = resp.StatusCode
	missing := env.Error.Status == 404
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if missing {
		return errNotFound
	}
	return errors.New(env.Error.Code)
}
