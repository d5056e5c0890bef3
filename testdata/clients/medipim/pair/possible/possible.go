// Package possible tests codes where the HTTP status allows them.
package possible

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
	errGone  = errors.New("medipim: gone")
	errPath  = errors.New("medipim: wrong path")
	errOther = errors.New("medipim: error")
)

func fits(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		if e.Code == "endpoint_not_found" {
			return errPath
		}
		return errGone
	case http.StatusUnauthorized:
		switch e.Code {
		case "authentication.api_key_not_found", "authentication.invalid_api_secret":
			return errors.New("medipim: check the key")
		}
	case http.StatusInternalServerError:
		if e.Code != "server_error" {
			return errors.New("medipim is down")
		}
	}
	return errOther
}

// One of several statuses fits.
func oneOfSeveral(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		if e.Code == "not_authorized" {
			return errors.New("medipim: no permission")
		}
	}
	if resp.StatusCode >= 400 && e.Code == "not_found" {
		return errGone
	}
	return errOther
}

// The status is open.
func open(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if e.Code == "not_found" {
		return errGone
	}
	return errOther
}

// The right side of an or is reached where the left side does not hold.
func alternatives(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusForbidden || e.Code == "not_found" {
		return errOther
	}
	if resp.StatusCode != http.StatusNotFound {
		return errOther
	}
	if e.Code == "endpoint_not_found" {
		return errPath
	}
	return errGone
}

type line struct {
	Result json.RawMessage `json:"result"`
	Error  *apiError       `json:"error"`
}

// The status of the response says nothing about a line of its stream.
func stream(resp *http.Response, each func(json.RawMessage)) error {
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	for dec := json.NewDecoder(resp.Body); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			return err
		}
		if l.Error != nil && l.Error.Code == "server_error" {
			return errors.New("medipim broke off")
		}
		each(l.Result)
	}
	return nil
}

// The status of one answer says nothing about another.
func another(first, second *http.Response) error {
	if first.StatusCode != http.StatusNotFound {
		return nil
	}
	e, err := decode(second)
	if err != nil {
		return err
	}
	if e.Code == "bad_request" {
		return errOther
	}
	return errGone
}
