// Package codesets asks sets of codes.
package codesets

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// APIError is an error of the API.
type APIError struct {
	HTTP    int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *APIError) Error() string { return fmt.Sprintf("%d %s: %s", e.HTTP, e.Code, e.Message) }

type codeSet []string

func (s codeSet) Has(code string) bool {
	return slices.ContainsFunc(s, func(c string) bool { return strings.EqualFold(c, code) })
}

func (s codeSet) Index(code string) int {
	return slices.IndexFunc(s, func(c string) bool { return c == code })
}

var login = codeSet{
	"authentication.not_authenticated",
	"authentication.api_key_notfound", // want medipimcode/unknown
}

var gone = codeSet{
	"not_found",
	"not-found", // want medipimcode/unknown
}

var tags = codeSet{"beta", "gamma"}

var stop = []string{
	"validation_failed",
	"no_autorized", // want medipimcode/unknown
}

func parse(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env struct {
		Error *APIError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	env.Error.HTTP = resp.StatusCode
	return env.Error
}

func IsLogin(err error) bool {
	var e *APIError
	return errors.As(err, &e) && login.Has(e.Code)
}

func IsGone(err error) bool {
	var e *APIError
	return errors.As(err, &e) && gone.Index(e.Code) >= 0
}

func Tagged(tag string) bool { return tags.Has(tag) }

func Stops(err error) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && slices.ContainsFunc(stop, func(s string) bool { return strings.EqualFold(s, e.Code) })
}

func matches(code string) func(string) bool {
	return func(s string) bool { return s == code }
}

var halts = []string{
	"validation_failed",
	"server_eror", // want medipimcode/unknown
}

func Halts(err error) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && slices.ContainsFunc(halts, matches(e.Code))
}

// foreign codes are another API's, asked for with its own code.
var foreign = []string{"quota_exceeded"}

func Foreign(code string) bool {
	return slices.ContainsFunc(foreign, func(s string) bool { return strings.EqualFold(s, code) })
}
