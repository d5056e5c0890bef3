// Package medipimenum turns the code into a number of its own.
package medipimenum

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// Code is an enumeration of the catalog.
type Code int

// The enumeration.
const (
	Unknown Code = iota
	BadRequest
	NotFound
	NotAuthorized
	ServerError
)

// UnmarshalText reads one code.
func (c *Code) UnmarshalText(b []byte) error {
	switch string(b) {
	case "bad_request":
		*c = BadRequest
	case "not_found":
		*c = NotFound
	case "not_authorized":
		*c = NotAuthorized
	case "server_error":
		*c = ServerError
	default:
		*c = Unknown
	}
	return nil
}

// String names the enumeration for people; the names are this program's.
func (c Code) String() string {
	return [...]string{"unknown", "bad-request", "not-found", "forbidden", "broken"}[c]
}

// Own is the failure as this program tells it.
type Own struct {
	Kind string
	HTTP int
}

type doc struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The kind is a word of this program, chosen by the line's number.
func NewOwn(resp *http.Response) Own {
	o := Own{HTTP: resp.StatusCode}
	switch {
	case o.HTTP == http.StatusNotFound:
		o.Kind = "missing_product"
	case o.HTTP >= 500:
		o.Kind = "vendor_down"
	default:
		o.Kind = "misc"
	}
	return o
}

// The words of this program are compared with each other.
func (o Own) Retry() bool { return o.Kind == "vendor_down" }

// The words of this program are cases of a switch.
func (o Own) Text() string {
	switch o.Kind {
	case "missing_product":
		return "no such product"
	case "vendor_down":
		return "try later"
	}
	return fmt.Sprint(o.HTTP)
}

// The empty code becomes a word of this program, which is compared afterwards.
func Defaulted(b []byte) (string, bool) {
	var d doc
	_ = json.Unmarshal(b, &d)
	code := d.Error.Code
	if code == "" {
		code = "no_code_sent"
	}
	if code == "no_code_sent" {
		return "", false
	}
	return code, true
}

// Any other word is still compared with the code of the body.
func DefaultedForeign(b []byte) bool {
	var d doc
	_ = json.Unmarshal(b, &d)
	code := d.Error.Code
	if code == "" {
		code = "nothing_sent"
	}
	return code == "nothing_sent" || code == "page_not_found" // want medipimcode/unknown
}
