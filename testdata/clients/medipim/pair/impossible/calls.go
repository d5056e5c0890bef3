package impossible

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// The code is what a call yields: a function, a method, a closure, a generic helper.

type codeBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func codeOf(b []byte) string {
	var body codeBody
	_ = json.Unmarshal(b, &body)
	return body.Error.Code
}

func called(resp *http.Response, b []byte) bool {
	return codeOf(b) == "authentication.invalid_api_secret" && resp.StatusCode == http.StatusBadRequest // want medipimpair/impossible
}

type answered struct {
	*http.Response
	body codeBody
}

func (a *answered) code() string { return a.body.Error.Code }

func method(resp *http.Response) bool {
	a := &answered{Response: resp}
	if json.NewDecoder(resp.Body).Decode(&a.body) != nil {
		return false
	}
	return a.code() == "validation_failed" && a.StatusCode == http.StatusBadRequest // want medipimpair/impossible
}

func closure(resp *http.Response) string {
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return ""
	}
	code := func() string { return codeOf(b) }
	if code() == "server_error" && resp.StatusCode >= 400 && resp.StatusCode < 500 { // want medipimpair/impossible
		return "down"
	}
	return ""
}

func nested(resp *http.Response, b []byte) string {
	if strings.EqualFold(codeOf(b), "not_authorized") { // want medipimpair/impossible
		if resp.StatusCode == http.StatusUnauthorized {
			return "log in"
		}
	}
	return ""
}

func returned(resp *http.Response, b []byte) bool {
	if codeOf(b) == "not_found" { // want medipimpair/impossible
		return resp.StatusCode == http.StatusForbidden
	}
	return false
}

func neitherOfTwo(resp *http.Response, b []byte) bool {
	return codeOf(b) == "not_found" && (resp.StatusCode == http.StatusForbidden || resp.StatusCode == http.StatusGone) // want medipimpair/impossible
}

func kept(resp *http.Response, b []byte) string {
	again := codeOf(b) == "too_many_requests" && resp.StatusCode == http.StatusServiceUnavailable // want medipimpair/impossible
	if again {
		return "later"
	}
	return ""
}
