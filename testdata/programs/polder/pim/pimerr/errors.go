// Package pimerr has the errors of the Medipim client, for all who use it.
package pimerr

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Base is where the API lives.
const Base = "https://api.medipim.be/v4"

// Code is an error code of the API.
type Code string

// Codes that callers may compare with.
const (
	NotFound      Code = "not_found"
	NotAuthorized Code = "not_authorized"
	TooMany       Code = "too_many_requests"
	InvalidKey    Code = "authentication.invalid_api_key" // want medipimcode/unknown
)

// Texts are names of screens.
const (
	ScreenLogin  = "login_required"
	ScreenClosed = "closed"
)

type payload struct {
	Error struct {
		Status  int    `json:"status"`
		Code    Code   `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Error is what the API said; its zero value says nothing.
type Error struct {
	HTTP    int // of the status line
	Body    int // of the body
	Code    Code
	Message string
}

// Error implements error.
func (e *Error) Error() string { return "pim: " + strconv.Itoa(e.HTTP) + ": " + e.Message }

// Format prints more with %+v.
func (e *Error) Format(s fmt.State, verb rune) {
	if s.Flag('+') {
		fmt.Fprintf(s, "pim %d/%d %s: %s", e.HTTP, e.Body, e.Code, e.Message)
		return
	}
	fmt.Fprint(s, e.Error())
}

// New makes an error of a response and its body.
func New(resp *http.Response, body []byte) (*Error, error) {
	p, err := decode(body)
	if err != nil {
		return nil, err
	}
	return &Error{HTTP: resp.StatusCode, Body: p.Error.Status, Code: p.Error.Code, Message: p.Error.Message}, nil
}

func decode(body []byte) (p payload, err error) { return p, json.Unmarshal(body, &p) }

// Temporary says whether it is worth to try again, by the body's number.
func (e *Error) Temporary() bool { return e.Body == 429 || e.Body >= 500 } // want medipimstatus/branch medipimstatus/branch

// Lasting says whether it is of no use to try again, by the line's number.
func (e *Error) Lasting() bool { return e.HTTP >= 400 && e.HTTP < 500 && e.HTTP != 429 }

// HasCode says whether the error has the code.
func (e *Error) HasCode(c Code) bool { return e != nil && e.Code == c }

// StatusCode gives the number that callers should ask, and gives the wrong one.
func (e *Error) StatusCode() int { return e.Body }

// Line gives the number of the status line.
func (e *Error) Line() int { return e.HTTP }

// Mentions searches the sentence.
func (e *Error) Mentions(word string) bool {
	return strings.Contains(strings.ToLower(e.Message), word) // want medipimmessage/text
}
