// Package namedcodes has a type for codes.
package namedcodes

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
)

// Code is the name of a fault.
type Code string

// The codes that this client knows.
const (
	NotFound    Code = "not_found"
	NoSuchPath  Code = "endpoint_missing" // want medipimcode/unknown
	BadRequest  Code = "Bad_Request"      // want medipimcode/case
	Unavailable Code = "503"              // want medipimcode/status
	Denied      Code = "not_authorized"
)

// State is the state of an order.
type State string

// The states of an order.
const (
	Open   State = "open"
	Closed State = "not_active"
)

type medipimEnvelope struct {
	Error struct {
		Code    Code   `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Order is data of the domain.
type Order struct {
	State State
	Code  string
}

// Decodes the code: no branch.
func parse(r io.Reader) (Code, error) {
	var env medipimEnvelope
	err := json.NewDecoder(r).Decode(&env)
	return env.Error.Code, err
}

// The names were judged where they are declared.
func Known(r io.Reader) (bool, error) {
	code, err := parse(r)
	return slices.Contains([]Code{NotFound, NoSuchPath, BadRequest, Unavailable, Denied}, code), err
}

// An order's state and code are data of the domain.
func (o Order) Done() bool { return o.State == Closed || o.Code == "finished" }

// A method of the named type compares with its parameter: the calls are judged.
func (c Code) In(names ...Code) bool { return slices.Contains(names, c) }

// Literals are given to the method that compares.
func Key(r io.Reader) (bool, error) {
	code, err := parse(r)
	return code.In(
		"authentication.api_key_not_found",
		"authentication.no_such_key", // want medipimcode/unknown
	), err
}

// A generic helper compares the code with its parameter.
func is[T ~string](have T, names ...T) bool {
	return slices.ContainsFunc(names, func(n T) bool { return strings.EqualFold(string(n), string(have)) })
}

// Case does not count for the helper, and one of the names is none.
func Method(r io.Reader) (bool, error) {
	code, err := parse(r)
	return is(code,
		"HTTP_Method_Not_Allowed",
		"method_not_supported", // want medipimcode/unknown
	), err
}

// The helper is given strings that are no codes.
func Language(o Order) bool { return is(o.Code, "de_be", "fr_be") }

// A prefix that no code has.
func Auth(r io.Reader) error {
	code, err := parse(r)
	if err != nil {
		return err
	}
	if strings.HasPrefix(string(code), "auth.") { // want medipimcode/prefix
		return errors.New(http.StatusText(http.StatusUnauthorized))
	}
	return errors.New(string(code))
}
