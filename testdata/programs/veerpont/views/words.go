package views

import (
	"errors"
	"log"
	"strings"
)

// Say is what the report says below the table.
func Say(err error) string {
	var r Refused
	if !errors.As(err, &r) {
		return "no connection"
	}
	switch {
	case strings.ToUpper(r.Code) == "not_found": // want medipimcode/case
		return "nothing found"
	case r.Code == "404": // want medipimcode/status
		return "nothing found"
	case strings.HasPrefix(r.Code, "auth."): // want medipimcode/prefix
		return "log in again"
	case strings.HasPrefix(r.Code, "authentication."):
		return "log in again"
	case strings.EqualFold(r.Code, "NOT_AUTHORIZED"):
		return "not for you"
	case r.Code == "internal_server_error": // want medipimcode/unknown
		return "the server has a fault"
	case r.Code == "server_error", r.HTTPStatus >= 500:
		return "the server has a fault"
	}
	return r.Message
}

// Note goes to the log of the night.
func Note(err error) {
	r, ok := errors.AsType[Refused](err)
	if !ok {
		return
	}
	switch r.Message { // want medipimmessage/text
	case "The API key is not active":
		log.Print("night: no key")
	case "Not found", "Unknown":
		log.Print("night: nothing")
	}
	if r.HTTPStatus == 422 {
		log.Printf("night: %s: %v", r.Code, r.Violations)
	}
	if r.HTTPStatus == 401 && r.Code == "not_authorized" { // want medipimpair/impossible
		log.Print("night: the key has no rights")
	}
	if r.HTTPStatus == 403 && r.Code == "not_authorized" {
		log.Print("night: the key has no rights")
	}
}
