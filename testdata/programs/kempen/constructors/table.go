// Package medipimtable builds errors from tables of constructors.
package medipimtable

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sort"
)

type body struct {
	Error detail `json:"error"`
}

type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type build func(d detail) error

var (
	errAbsent  = errors.New("absent")
	errDenied  = errors.New("denied")
	errLogin   = errors.New("login")
	errPath    = errors.New("path")
	errVendor  = errors.New("vendor")
	errRequest = errors.New("request")
)

func wrap(err error) build {
	return func(d detail) error { return fmt.Errorf("%w: %s (%d)", err, d.Message, d.Status) }
}

// byCode has a name of another vendor among the codes.
var byCode = map[string]build{
	"not_found":                         wrap(errAbsent),
	"endpoint_not_found":                wrap(errPath),
	"not_authorized":                    wrap(errDenied),
	"authentication.not_authenticated":  wrap(errLogin),
	"authentication.api_key_not_active": wrap(errLogin), // want medipimcode/unknown
	"server_error":                      wrap(errVendor),
}

var byNumber = map[int]build{
	http.StatusNotFound:     wrap(errAbsent),
	http.StatusForbidden:    wrap(errDenied),
	http.StatusUnauthorized: wrap(errLogin),
}

func read(b []byte) (detail, bool) {
	var v body
	err := json.Unmarshal(b, &v)
	return v.Error, err == nil
}

// The code looks the constructor up.
func fromCode(b []byte) error {
	d, ok := read(b)
	if !ok {
		return errVendor
	}
	if mk, found := byCode[d.Code]; found {
		return mk(d)
	}
	return errRequest
}

// The body's number looks the constructor up.
func fromNumber(b []byte) error {
	d, ok := read(b)
	if !ok {
		return errVendor
	}
	mk, found := byNumber[d.Status] // want medipimstatus/branch
	if !found {
		mk = wrap(errRequest)
	}
	return mk(d)
}

// The line's number looks the constructor up.
func fromLine(resp *http.Response, b []byte) error {
	d, _ := read(b)
	if mk, found := byNumber[resp.StatusCode]; found {
		return mk(d)
	}
	return errRequest
}

type rule struct {
	low, high int
	code      string
	err       error
}

// rules is searched in order: the first that fits wins.
var rules = []rule{
	{400, 400, "bad_request", errRequest},
	{401, 401, "authentication.invalid_credentials", errLogin}, // want medipimcode/unknown
	{401, 401, "authentication.invalid_api_secret", errLogin},
	{403, 403, "not_authorized", errDenied},
	{404, 404, "", errAbsent},
	{500, 599, "", errVendor},
}

// Each rule is asked in turn, by the body's number and the code.
func firstRule(b []byte) error {
	d, _ := read(b)
	for _, r := range rules {
		if d.Status < r.low || d.Status > r.high { // want medipimstatus/branch medipimstatus/branch
			continue
		}
		if r.code == "" || r.code == d.Code {
			return r.err
		}
	}
	return nil
}

// Each rule is asked in turn, by the line's number.
func firstLineRule(resp *http.Response, b []byte) error {
	d, _ := read(b)
	i := slices.IndexFunc(rules, func(r rule) bool {
		return r.low <= resp.StatusCode && resp.StatusCode <= r.high && (r.code == "" || r.code == d.Code)
	})
	if i < 0 {
		return nil
	}
	return rules[i].err
}

// sorted must stay in order for the binary search; one of its words is nobody's.
var sorted = []string{
	"authentication.api_key_is_not_active",
	"authentication.api_key_not_found",
	"authentication.invalid_api_secret",
	"authentication.key_expired", // want medipimcode/unknown
	"authentication.not_authenticated",
}

// The list is searched for the code by halves.
func isLogin(b []byte) bool {
	d, _ := read(b)
	_, found := slices.BinarySearch(sorted, d.Code)
	return found
}

// stages is in order and is searched for the stage of a product, which is no code.
var stages = []string{"active", "announced", "withdrawn"}

func stageRank(stage string) int { return sort.SearchStrings(stages, stage) }

// serious holds numbers, in order, for a search by halves.
var serious = []int{401, 403, 500}

func isSerious(b []byte) bool {
	d, _ := read(b)
	_, found := slices.BinarySearch(serious, d.Status) // want medipimstatus/branch
	return found
}

func isSeriousLine(resp *http.Response) bool {
	_, found := slices.BinarySearch(serious, resp.StatusCode)
	return found
}

// A table of texts to show next to the message is indexed by the code, and holds what is known.
var hints = map[string]string{
	"validation_failed": "see the form",
	"too_many_requests": "a moment, please",
}

func hint(b []byte) string {
	d, _ := read(b)
	if h, ok := hints[d.Code]; ok {
		return h
	}
	return d.Message
}

// Labels of metrics take the number, and decide on nothing.
func labels(b []byte) map[string]string {
	d, _ := read(b)
	return map[string]string{"status": fmt.Sprint(d.Status), "code": d.Code}
}

var _ = []any{fromCode, fromNumber, fromLine, firstRule, firstLineRule, isLogin, stageRank, isSerious, isSeriousLine, hint, labels}
