package rustresult

import (
	"errors"
	"net/http"
)

var errMissing = errors.New("missing")

// Reported: the problem in the closure carries the body's status.
func find(body []byte) error {
	return parse(body).match(
		func(string) error { return nil },
		func(p *problem) error {
			if p.Status == 404 { // want medipimstatus/branch
				return errMissing
			}
			return errors.New(p.Code)
		})
}

// Reported: unwrapped, then matched on.
func severity(body []byte) int {
	switch p := parse(body).unwrapErr(); p.Status / 100 { // want medipimstatus/branch
	case 5:
		return 2
	case 4:
		return 1
	}
	return 0
}

// Reported: a generic decode instantiated with the envelope.
func straight(body []byte) error {
	w, err := decode[wire](body)
	if err != nil {
		return err
	}
	if w.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: a projection handed to a generic function hands the status back.
func projected(body []byte) error {
	w, err := decode[wire](body)
	if err != nil {
		return err
	}
	status := apply(w, func(w wire) uint16 { return w.Error.Status })
	if status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Silent: the projection takes the code, which the catalog has.
func projectedCode(body []byte) bool {
	w, err := decode[wire](body)
	if err != nil {
		return false
	}
	return apply(w, func(w wire) string { return w.Error.Code }) == "endpoint_not_found"
}

// Reported: the projection takes the code, and the literal lacks the prefix.
func projectedKey(body []byte) bool {
	w, err := decode[wire](body)
	if err != nil {
		return false
	}
	return apply(w, func(w wire) string { return w.Error.Code }) == "api_key_not_found" // want medipimcode/unknown
}

// Silent: the program gives this code itself where the body is no JSON.
func undecodable(body []byte) bool {
	return parse(body).unwrapErr().Code == "undecodable"
}

// Reported: the other code that it compares with is nobody's.
func expired(body []byte) bool {
	return parse(body).unwrapErr().Code == "token_expired" // want medipimcode/unknown
}
