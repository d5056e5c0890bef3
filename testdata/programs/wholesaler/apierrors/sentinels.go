package apierrors

import (
	"errors"
	"net/http"
)

// Sentinels that callers test with errors.Is.
var (
	ErrMissing = errors.New("missing")
	ErrDenied  = errors.New("denied")
	ErrKey     = errors.New("bad key")
)

var statusOf = map[error]int{
	ErrMissing: http.StatusNotFound,
	ErrDenied:  http.StatusForbidden,
}

var sentinelOf = map[string]error{
	"not_found":                          ErrMissing,
	"not_authorised":                     ErrDenied, // want medipimcode/unknown
	"authentication.api_key_not_found":   ErrKey,
	"authentication.api_key_deactivated": ErrKey, // want medipimcode/unknown
}

// The sentinel's number is compared with the body's.
func (e *MedipimError) Is(target error) bool {
	want, ok := statusOf[target]
	return ok && want == e.Status // want medipimstatus/branch
}

// The code picks the sentinel: wrong keys are judged at the map.
func (e *MedipimError) Unwrap() error { return sentinelOf[e.Code] }

// A type switch leads to a switch on the body's number.
func Kind(err error) string {
	switch e := err.(type) {
	case nil:
		return "none"
	case *MedipimError:
		switch e.Status { // want medipimstatus/branch
		case http.StatusNotFound:
			return "lookup"
		case http.StatusForbidden:
			return "permission"
		}
		return "other"
	case interface{ Unwrap() error }:
		return Kind(e.Unwrap())
	default:
		return "local"
	}
}

// A type switch leads to a switch on codes that the catalog has.
func KindByCode(err error) string {
	switch e := err.(type) {
	case *MedipimError:
		switch e.Code {
		case "not_found", "endpoint_not_found":
			return "lookup"
		case "not_authorized":
			return "permission"
		}
	}
	return "other"
}
