// Package gjsonpaths reads the error envelope by gjson paths.
package gjsonpaths

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/tidwall/gjson"
)

var (
	errNotFound = errors.New("medipim: not found")
	errRefused  = errors.New("medipim: refused")
	errLimited  = errors.New("medipim: too many requests")
)

const (
	statusPath = "error.status"
	codePath   = "error.code"
)

func fromBytes(body []byte) error {
	if gjson.GetBytes(body, "error.status").Int() == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func fromString(body string) error {
	status := gjson.Get(body, statusPath).Uint()
	if status >= 500 { // want medipimstatus/branch
		return fmt.Errorf("medipim is down: %d", status)
	}
	return nil
}

func asText(body []byte) bool {
	return gjson.GetBytes(body, statusPath).String() == "404" // want medipimstatus/branch
}

func number(body []byte) bool {
	result := gjson.ParseBytes(body).Get(statusPath)
	return result.Num == http.StatusNotFound // want medipimstatus/branch
}

func stepByStep(body string) error {
	inner := gjson.Parse(body).Get("error")
	switch inner.Get("status").Int() { // want medipimstatus/branch
	case http.StatusUnauthorized, http.StatusForbidden:
		return errRefused
	case http.StatusNotFound:
		return errNotFound
	}
	return nil
}

func throughMap(body []byte) bool {
	fields := gjson.GetBytes(body, "error").Map()
	return fields["status"].Int() == http.StatusTooManyRequests // want medipimstatus/branch
}

func several(body []byte) error {
	results := gjson.GetManyBytes(body, "error.code", "error.status", "error.message")
	if results[1].Int() == http.StatusTooManyRequests { // want medipimstatus/branch
		return errLimited
	}
	return errors.New(results[2].String())
}

// apiError holds what the body said.
type apiError struct {
	status int
	code   string
}

func (e *apiError) Error() string { return fmt.Sprintf("medipim: %d %s", e.status, e.code) }

func parse(body []byte) *apiError {
	return &apiError{
		status: int(gjson.GetBytes(body, statusPath).Int()),
		code:   gjson.GetBytes(body, codePath).String(),
	}
}

func carried(body []byte) bool {
	return parse(body).status == http.StatusNotFound // want medipimstatus/branch
}

// withResponse has the status that counts at hand.
func withResponse(resp *http.Response, body []byte) error {
	if gjson.GetBytes(body, statusPath).Int() == http.StatusNotFound { // want medipimstatus/branch
		return fmt.Errorf("%s: %w", resp.Request.URL, errNotFound)
	}
	return nil
}
