// Package translate turns what the catalogue answers into statuses of the gateway.
package translate

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"example.com/magazijn/gateway/rpc"
)

type medipimDetail struct {
	Status     string `json:"status"`
	Code       string `json:"code"`
	Message    string `json:"message"`
	Violations []any  `json:"violations"`
}

type medipimWrapper[T any] struct {
	Error T `json:"error"`
}

// decodeMedipim is a generic helper.
func decodeMedipim[T any](r io.Reader) (T, error) {
	var w medipimWrapper[T]
	err := json.NewDecoder(r).Decode(&w)
	return w.Error, err
}

var medipimByNumber = map[int]func(msg string) *rpc.Status{
	400: func(msg string) *rpc.Status { return rpc.New(rpc.InvalidArgument, msg) },
	403: func(msg string) *rpc.Status { return rpc.New(rpc.PermissionDenied, msg) },
	404: func(msg string) *rpc.Status { return rpc.New(rpc.NotFound, msg) },
	500: func(msg string) *rpc.Status { return rpc.New(rpc.Internal, msg) },
}

// FromMedipim parses the body's number and calls through the table with it.
func FromMedipim(resp *http.Response) error {
	d, err := decodeMedipim[medipimDetail](resp.Body)
	if err != nil {
		return rpc.New(rpc.Unknown, resp.Status)
	}
	n, _ := strconv.Atoi(d.Status)
	if f := medipimByNumber[n]; f != nil { // want medipimstatus/branch
		return f(d.Message)
	}
	if f := medipimByNumber[resp.StatusCode]; f != nil {
		return f(d.Message)
	}
	return rpc.New(rpc.Unknown, d.Message, d.Violations...)
}

// CodeFromMedipim compares words, of which two belong to the gateway and not to the API.
func CodeFromMedipim(resp *http.Response) rpc.Code {
	d, err := decodeMedipim[medipimDetail](resp.Body)
	if err != nil {
		return rpc.Unknown
	}
	switch d.Code {
	case "bad_request":
		return rpc.InvalidArgument
	case "not_found", "endpoint_not_found":
		return rpc.NotFound
	case "permission_denied": // want medipimcode/unknown
		return rpc.PermissionDenied
	case "unauthenticated": // want medipimcode/unknown
		return rpc.Unauthenticated
	case "authentication.not_authenticated":
		return rpc.Unauthenticated
	case "500": // want medipimcode/status
		return rpc.Internal
	case "server_error":
		return rpc.Internal
	}
	if strings.HasPrefix(d.Code, "auth.") { // want medipimcode/prefix
		return rpc.Unauthenticated
	}
	if strings.HasPrefix(d.Code, "authentication.") {
		return rpc.Unauthenticated
	}
	return rpc.Unknown
}

// MedipimInvalid hands the violations on, and compares the first digits of the body's number as a string.
func MedipimInvalid(resp *http.Response) error {
	d, err := decodeMedipim[medipimDetail](resp.Body)
	if err != nil {
		return rpc.New(rpc.Unknown, resp.Status)
	}
	if d.Status == "422" { // want medipimstatus/branch
		return rpc.New(rpc.InvalidArgument, d.Message, d.Violations...)
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return rpc.New(rpc.InvalidArgument, d.Message, d.Violations...)
	}
	return rpc.New(rpc.Internal, d.Message)
}

// MedipimGuarded asks for a code where an early return has taken its status away.
func MedipimGuarded(resp *http.Response) error {
	if resp.StatusCode == http.StatusNotFound {
		return rpc.New(rpc.NotFound, resp.Status)
	}
	d, err := decodeMedipim[medipimDetail](resp.Body)
	if err != nil {
		return rpc.New(rpc.Unknown, resp.Status)
	}
	if d.Code == "endpoint_not_found" { // want medipimpair/impossible
		return rpc.New(rpc.Internal, "wrong path")
	}
	if d.Code == "http_method_not_allowed" {
		return rpc.New(rpc.Internal, "wrong method")
	}
	return rpc.New(rpc.Unknown, d.Message, d.Violations...)
}

// MedipimQuiet searches the sentence in one place, and looks whether there is one in another.
func MedipimQuiet(resp *http.Response) string {
	d, err := decodeMedipim[medipimDetail](resp.Body)
	if err != nil {
		return "quiet"
	}
	if strings.EqualFold(d.Message, "internal server error") { // want medipimmessage/text
		return "vendor"
	}
	if len(d.Message) == 0 {
		return "quiet"
	}
	return d.Message
}
