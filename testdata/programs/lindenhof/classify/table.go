// Package medipimclassify sorts failures with tables.
package medipimclassify

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// Kind is the outcome of the sorting.
type Kind int

// The kinds.
const (
	Other Kind = iota
	Ours
	Theirs
	Nothing
)

type body struct {
	Error struct {
		Status  json.Number `json:"status"`
		Code    string      `json:"code"`
		Message string      `json:"message"`
	} `json:"error"`
}

type rule struct {
	low, high int
	code      string
	kind      Kind
}

var rules = []rule{
	{400, 403, "", Ours},
	{404, 404, "not_found", Nothing},
	{500, 599, "server_error", Theirs},
}

// Each row is matched against the status line and the code.
func Sort(resp *http.Response, b []byte) Kind {
	var v body
	_ = json.Unmarshal(b, &v)
	for _, r := range rules {
		if resp.StatusCode < r.low || resp.StatusCode > r.high {
			continue
		}
		if r.code == "" || r.code == v.Error.Code {
			return r.kind
		}
	}
	return Other
}

// Each row is matched against a number of the body.
func SortByBody(b []byte) Kind {
	var v body
	_ = json.Unmarshal(b, &v)
	n, err := v.Error.Status.Int64()
	if err != nil {
		return Other
	}
	for _, r := range rules {
		if int(n) == r.low { // want medipimstatus/branch
			return r.kind
		}
	}
	return Other
}

// The number stays a text and is compared as one.
func Textual(b []byte) Kind {
	var v body
	_ = json.Unmarshal(b, &v)
	if v.Error.Status == "404" { // want medipimstatus/branch
		return Nothing
	}
	return Other
}

// The String method hands the same text on.
func TextualString(b []byte) Kind {
	var v body
	_ = json.Unmarshal(b, &v)
	if v.Error.Status.String() == "500" { // want medipimstatus/branch
		return Theirs
	}
	return Other
}

// The String method feeds a label.
func Label(b []byte) string {
	var v body
	_ = json.Unmarshal(b, &v)
	return strings.Join([]string{"medipim", v.Error.Status.String(), v.Error.Code}, ".")
}

var permanent = []string{
	"bad_request",
	"not_authorized",
	"method_not_allowed", // want medipimcode/unknown
}

var temporary = []string{"server_error", "too_many_requests"}

// The list is searched for the code.
func Permanent(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return slices.Contains(permanent, v.Error.Code)
}

// The list is searched for the code, and every word is known.
func Temporary(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return slices.Index(temporary, v.Error.Code) >= 0
}

// The list of numbers is searched for the body's number.
func InList(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	n, _ := v.Error.Status.Int64()
	return slices.Contains([]int64{401, 403}, n) // want medipimstatus/branch
}

// The list of numbers is searched for the line's number.
func InListLine(resp *http.Response) bool {
	return slices.Contains([]int{401, 403}, resp.StatusCode)
}

// The list's predicate compares each element with the code.
func ByFunc(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return slices.ContainsFunc([]string{"not_found", "endpoint_not_found"}, func(s string) bool {
		return s == v.Error.Code
	})
}

// The loop compares each element with the code by hand.
func ByLoop(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	for _, s := range [...]string{
		"authentication.api_key_not_found",
		"authentication.not_authenticated",
	} {
		if s == v.Error.Code {
			return true
		}
	}
	return false
}

// Folding the case makes the capitals harmless.
func Folded(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return strings.EqualFold(v.Error.Code, "Not_Found")
}

// Folding the case does not help a word that is nowhere.
func FoldedElsewhere(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return strings.EqualFold(v.Error.Code, "Resource_Missing") // want medipimcode/unknown
}

// Lower case on one side, capitals on the other.
func Lowered(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return strings.ToLower(v.Error.Code) == "Server_Error" // want medipimcode/case
}

// Lower case on both sides.
func LoweredBoth(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	return strings.ToLower(v.Error.Code) == "server_error"
}

// Upper case on one side, small letters on the other.
func Uppered(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	code := strings.ToUpper(v.Error.Code)
	return code == "bad_request" // want medipimcode/case
}

// Upper case on both sides.
func UpperedBoth(b []byte) bool {
	var v body
	_ = json.Unmarshal(b, &v)
	code := strings.ToUpper(v.Error.Code)
	return code == "BAD_REQUEST"
}
