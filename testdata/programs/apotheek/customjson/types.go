// Package customjson has a type for every field.
package customjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
)

const host = "https://api.sandbox.medipim.fr"

// Endpoint is silent: it joins strings.
func Endpoint(path string) string { return host + path }

var errMissing = errors.New("missing")

type statusCode int

// UnmarshalJSON is silent: it accepts a number and a string of digits.
func (s *statusCode) UnmarshalJSON(b []byte) error {
	n, err := strconv.Atoi(string(bytes.Trim(b, `"`)))
	*s = statusCode(n)
	return err
}

type errorCode string

// UnmarshalText is silent: it trims.
func (c *errorCode) UnmarshalText(b []byte) error {
	*c = errorCode(bytes.TrimSpace(b))
	return nil
}

const (
	codeMissing   errorCode = "not_found"
	codeForbidden errorCode = "forbidden" // want medipimcode/unknown
	codeLimited   errorCode = "too_many_requests"
)

type orderCode string

const orderForbidden orderCode = "forbidden"

type envelope struct {
	Error struct {
		Status  statusCode `json:"status"`
		Code    errorCode  `json:"code"`
		Message string     `json:"message"`
	} `json:"error"`
}

// Silent: another named type, for the orders of the shop.
func orderRefused(c orderCode) bool { return c == orderForbidden }

// Silent: the catalog's constants.
func known(body []byte) bool {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return false
	}
	return env.Error.Code == codeMissing || env.Error.Code == codeLimited
}

// Reported at the declaration above, once.
func refused(body []byte) bool {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return false
	}
	return env.Error.Code == codeForbidden
}

// Reported: the named type of the field is still the body's status.
func missing(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: converted to the language's own types.
func missingConverted(body []byte) bool {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return false
	}
	return int64(env.Error.Status) == 404 && // want medipimstatus/branch
		string(env.Error.Code) != "resource_missing" // want medipimcode/unknown
}
