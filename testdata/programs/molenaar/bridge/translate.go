package bridge

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"example.com/molenaar/bridge/rpc"
)

// Reasons as the portal of the vendor prints them, or so we thought.
const (
	reasonExpired  = "authentication.token_expired" // want medipimcode/unknown
	reasonDisabled = "authentication.api_key_is_not_active"
	reasonLapsed   = "SUBSCRIPTION_LAPSED"
)

type (
	httpCoder   interface{ HTTPCode() int }
	originCoder interface{ OriginCode() int }
)

// Status translates any error.
func Status(err error) *rpc.Status {
	var f *Failure
	if !errors.As(err, &f) {
		return rpc.Wrap(rpc.Unknown, err)
	}
	if f.Code == reasonExpired || f.Code == reasonDisabled {
		return &rpc.Status{Code: rpc.Unauthenticated, Message: reasonLapsed, Cause: f}
	}
	switch f.Origin {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return rpc.Wrap(rpc.InvalidArgument, f)
	case http.StatusUnauthorized:
		return rpc.Wrap(rpc.Unauthenticated, f)
	case http.StatusForbidden:
		return rpc.Wrap(rpc.PermissionDenied, f)
	case http.StatusNotFound:
		if f.Code == "http_method_not_allowed" { // want medipimpair/impossible
			return rpc.Wrap(rpc.Unimplemented, f)
		}
		return rpc.Wrap(rpc.NotFound, f)
	}
	return rpc.Wrap(rpc.Unavailable, f)
}

// StatusOf is Status for the batch endpoints, which only keep the interface.
func StatusOf(err error) rpc.Code {
	var o originCoder
	if errors.As(err, &o) && o.OriginCode() == http.StatusNotFound {
		return rpc.NotFound
	}
	var h httpCoder
	if errors.As(err, &h) && h.HTTPCode() == http.StatusNotImplemented { // want medipimstatus/branch
		return rpc.Unimplemented
	}
	return rpc.Unknown
}

// Shout is for the ops room, whose terminals have capitals only.
func Shout(f *Failure) (text string, page bool) {
	switch strings.ToUpper(f.Code) {
	case "SERVER_ERROR":
		return "UPSTREAM BROKEN", true
	case "ENDPOINT_NOT_FOUND", "HTTP_METHOD_NOT_ALLOWED":
		return "OUR BUG", true
	case "RATE_LIMIT_EXCEEDED": // want medipimcode/unknown
		return "SLOW DOWN", false
	}
	if strings.ToLower(f.Code) == "Not_Authorized" { // want medipimcode/case
		return "ASK FOR RIGHTS", false
	}
	if strings.ToUpper(f.Code) == "bad_request" { // want medipimcode/case
		return "OUR BUG", true
	}
	if strings.EqualFold(f.Code, "Not_Found") {
		return "NO SUCH ITEM", false
	}
	return strings.ToUpper(f.Message), false
}

// Numeric serves the clients that were promised a number.
func Numeric(f *Failure) rpc.Code {
	switch f.Code {
	case "404": // want medipimcode/status
		return rpc.NotFound
	case "not_found", "endpoint_not_found":
		return rpc.NotFound
	case "500": // want medipimcode/status
		return rpc.Internal
	}
	if code := f.Code; len(code) == 3 && code[:1] == "4" {
		return rpc.InvalidArgument
	}
	return rpc.Unknown
}

// plainFailure is the variant of the export service: the pieces without UnmarshalJSON.
type plainFailure struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// ExportCode reads the export service's answer.
func ExportCode(resp *http.Response) rpc.Code {
	if resp.StatusCode == http.StatusOK {
		return rpc.OK
	}
	fail := plainFailure{Status: resp.StatusCode}
	wrapped := struct {
		Error *plainFailure `json:"error"`
	}{&fail}
	if err := json.NewDecoder(resp.Body).Decode(&wrapped); err != nil {
		return rpc.Unknown
	}
	if fail.Status == http.StatusForbidden { // want medipimstatus/order
		return rpc.PermissionDenied
	}
	fail.Status = resp.StatusCode
	if fail.Status == http.StatusNotFound {
		return rpc.NotFound
	}
	return rpc.Unknown
}

// Merge keeps the worst of the statuses of a fan-out.
func Merge(all []*rpc.Status) *rpc.Status {
	var worst *rpc.Status
	for _, s := range all {
		if s.Code == rpc.OK {
			continue
		}
		if worst == nil || s.Code > worst.Code {
			worst = s
		}
	}
	return worst
}
