// Package typedcodes gives the code a type of its own.
package typedcodes

import (
	"encoding/json"
	"errors"
	"net/http"
)

// Code is the type of the envelope's field: a constant of it is compared, wherever it stands.
type Code string

const (
	NotFound         Code = "not_found"
	NotAuthorised    Code = "not_authorised" // want medipimcode/unknown
	ServerError      Code = "server_error"
	TooManyRequests       = Code("too_many_request") // want medipimcode/unknown
	EndpointNotFound Code = "endpoint_not_found"
)

type envelope struct {
	Error struct {
		Status int  `json:"status"`
		Code   Code `json:"code"`
	} `json:"error"`
}

func check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Code {
	case NotFound, EndpointNotFound:
		return errors.New("medipim: gone")
	case NotAuthorised:
		return errors.New("medipim: refused")
	case ServerError, TooManyRequests:
		return errors.New("medipim: later")
	}
	return errors.New(string(env.Error.Code))
}

// Kind is another type of strings, and its constants are no codes.
type Kind string

const (
	Medicine Kind = "medicine"
	Device   Kind = "medical_device"
)

func (k Kind) known() bool { return k == Medicine || k == Device }

// An untyped constant is reported where it is declared, once, however often it is used.
const codeInactive = "authentication.api_key_not_active" // want medipimcode/unknown

// Of a constant that nothing compares, nothing is said.
const product = "not_fuond"

type plain struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func inactive(resp *http.Response) (bool, error) {
	var body plain
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return false, err
	}
	if body.Error.Message != "" && body.Error.Code != codeInactive {
		return false, errors.New(product + body.Error.Message)
	}
	return body.Error.Code == codeInactive, nil
}
