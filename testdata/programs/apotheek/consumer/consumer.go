// Package consumer uses the errors of another package.
package consumer

import (
	"errors"
	"net/http"
	"strings"

	"example.com/apotheek/shelferrors"
)

// Missing is reported: the field was filled from the body in the other package.
func Missing(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound // want medipimstatus/branch
}

// MissingLine is silent: the field was filled from the status line.
func MissingLine(err error) bool {
	var e *shelferrors.LineError
	return errors.As(err, &e) && e.Status == http.StatusNotFound
}

// MissingArgument is reported: the body's status goes to a function that compares it.
func MissingArgument(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && shelferrors.IsMissing(e.Status) // want medipimstatus/branch
}

// MissingLineArgument is silent: the real status goes there.
func MissingLineArgument(err error) bool {
	var e *shelferrors.LineError
	return errors.As(err, &e) && shelferrors.IsMissing(e.Status)
}

// Severity is reported: a getter of the other package as the tag.
func Severity(body []byte) int {
	var e *shelferrors.Error
	if !errors.As(shelferrors.FromBody(body), &e) {
		return 0
	}
	switch e.HTTPStatus() / 100 { // want medipimstatus/branch
	case 5:
		return 2
	default:
		return 1
	}
}

// Login is reported at the literal that is handed over.
func Login(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && e.HasCode("unauthorized") // want medipimcode/unknown
}

// LoginRight is silent: the catalog has it.
func LoginRight(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && e.HasCode("authentication.not_authenticated")
}

// Stop is reported at the one of the literals.
func Stop(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && e.HasAny(
		"not_authorized",
		"access_denied", // want medipimcode/unknown
		"bad_request")
}

// Conflict is reported: compared here, with the field of the other package.
func Conflict(err error) bool {
	var e *shelferrors.LineError
	return errors.As(err, &e) && e.Code == "conflict" // want medipimcode/unknown
}

// Lookup is silent: the catalog has it.
func Lookup(err error) bool {
	var e *shelferrors.LineError
	return errors.As(err, &e) && e.Code == "not_found"
}

// Said is reported: the other package's field has the message.
func Said(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && strings.HasPrefix(e.Message, "Unknown product") // want medipimmessage/text
}

// SaidNothing is silent: only whether there is a text.
func SaidNothing(err error) bool {
	var e *shelferrors.Error
	return errors.As(err, &e) && e.Message == ""
}

// Quoted is silent: a copy of the error with the real status.
func Quoted(resp *http.Response, err error) bool {
	var e *shelferrors.Error
	if !errors.As(err, &e) {
		return false
	}
	fixed := *e
	fixed.Status = resp.StatusCode
	return fixed.Status == http.StatusNotFound
}

type order struct {
	Status int
	Code   string
}

// Open is silent: an order of this program.
func Open(o order) bool {
	return o.Status == 404 || o.Code == "unauthorized"
}
