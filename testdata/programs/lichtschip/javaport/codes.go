// Package javaport is the Feign client of the old order system, moved to Go class by
// class. The class names are still the ones in the wiki.
package javaport

import "strings"

// ErrorCode is the enum nl.apotheek.medipim.ErrorCode.
type ErrorCode int

// The constants.
const (
	UNKNOWN ErrorCode = iota
	NOT_FOUND
	ENDPOINT_NOT_FOUND
	NOT_AUTHORIZED
	VALIDATION_FAILED
	TOO_MANY_REQUESTS
)

var wire = map[ErrorCode]string{
	NOT_FOUND:          "not_found",
	ENDPOINT_NOT_FOUND: "endpoint_not_found",
	NOT_AUTHORIZED:     "not_authorized",
	VALIDATION_FAILED:  "validation_failed",
	TOO_MANY_REQUESTS:  "too_many_requests",
}

// ValueOf is ErrorCode.fromWire.
func ValueOf(s string) ErrorCode {
	for code, w := range wire {
		if strings.EqualFold(w, s) {
			return code
		}
	}
	return UNKNOWN
}

// Java compared names in upper case.
const (
	nameServerError = "SERVER_ERROR"
	nameInactive    = "AUTHENTICATION.API_KEY_IS_NOT_ACTIVE"
	nameBadRequest  = "BAD_REQUEST" // want medipimcode/case
)
