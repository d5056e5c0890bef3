// Package grpcmap turns answers of the Medipim API into codes of the inner network.
package grpcmap

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// base is where the API lives.
const base = "https://api.medipim.fr/v4"

// Code is a code of the inner network.
type Code uint32

// The codes of the inner network have names of their own.
const (
	OK Code = iota
	NotFound
	PermissionDenied
	Unauthenticated
	ResourceExhausted
	Internal
	Unknown
)

var codeNames = [...]string{"ok", "not_found", "permission_denied", "unauthenticated", "resource_exhausted", "internal", "unknown"}

// String is the code's name.
func (c Code) String() string { return codeNames[min(int(c), len(codeNames)-1)] }

// Status is what goes over the inner network.
type Status struct {
	Code    Code
	Message string
}

type answer struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

// fromHTTP is a table by the number.
func fromHTTP(n int) Code {
	switch n {
	case 200, 204:
		return OK
	case 404:
		return NotFound
	case 403:
		return PermissionDenied
	case 401:
		return Unauthenticated
	case 429:
		return ResourceExhausted
	}
	return Unknown
}

func read(b []byte) (a answer) {
	_ = json.Unmarshal(b, &a)
	return a
}

// The body's number goes into the table.
func convert(b []byte) Status {
	a := read(b)
	n, err := strconv.Atoi(a.Error.Status.String())
	if err != nil {
		return Status{Unknown, a.Error.Message}
	}
	return Status{fromHTTP(n), a.Error.Message} // want medipimstatus/branch
}

// The line's number goes into the table.
func convertLine(resp *http.Response, b []byte) Status {
	return Status{fromHTTP(resp.StatusCode), read(b).Error.Message}
}

// The code of the inner network is compared with names that only it has.
func transient(s Status) bool {
	return slices.Contains([]string{"resource_exhausted", "internal"}, s.Code.String())
}

// The code of the API is compared with names that only the inner network has.
func transientCode(b []byte) bool {
	return slices.Contains([]string{
		"resource_exhausted", // want medipimcode/unknown
		"server_error",
	}, read(b).Error.Code)
}

// The code goes into a table of its own.
var fromCode = map[string]Code{
	"not_found":          NotFound,
	"endpoint_not_found": Unknown,
	"not_authorized":     PermissionDenied,
	"too_many_requests":  ResourceExhausted,
	"server_error":       Internal,
}

func convertCode(b []byte) Code {
	a := read(b)
	if c, ok := fromCode[a.Error.Code]; ok {
		return c
	}
	if strings.HasPrefix(a.Error.Code, "authentication.") {
		return Unauthenticated
	}
	return Unknown
}

// The inner network's message is searched, which is the API's sentence.
func slow(b []byte) bool {
	s := convert(b)
	return strings.Contains(s.Message, "Too many") // want medipimmessage/text
}

// The names are looked up by position for the inner network.
func parseName(name string) Code { return Code(slices.Index(codeNames[:], name)) }

var _ = []any{base, convert, convertLine, transient, transientCode, convertCode, slow, parseName}
