package possible

import (
	"encoding/json"
	"net/http"
)

// The code is what a call yields, and the status goes with it, or is open.

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
	return codeOf(b) == "authentication.invalid_api_secret" && resp.StatusCode == http.StatusUnauthorized
}

func negated(resp *http.Response, b []byte) bool {
	return codeOf(b) != "not_found" && resp.StatusCode == http.StatusBadRequest
}

func either(resp *http.Response, b []byte) bool {
	return codeOf(b) == "not_found" || resp.StatusCode == http.StatusBadRequest
}

func several(resp *http.Response, b []byte) string {
	switch codeOf(b) {
	case "not_authorized", "authentication.not_authenticated":
		if resp.StatusCode == http.StatusForbidden {
			return "ask for rights"
		}
		return "log in"
	}
	return ""
}

// The code is another answer's.
func other(resp *http.Response, earlier []byte) bool {
	first := codeOf(earlier)
	if first == "" {
		return false
	}
	return first == "not_found" && resp.Request != nil
}

func inside(resp *http.Response, b []byte) bool {
	if codeOf(b) == "authentication.invalid_api_secret" {
		return resp.StatusCode == http.StatusUnauthorized
	}
	return false
}

func unless(resp *http.Response, b []byte) bool {
	if codeOf(b) == "not_found" {
		return resp.StatusCode != http.StatusBadRequest
	}
	return false
}

func oneOfTwo(resp *http.Response, b []byte) bool {
	return codeOf(b) == "not_found" && (resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone)
}

func ranged(resp *http.Response, b []byte) bool {
	return codeOf(b) == "validation_failed" && resp.StatusCode >= 400 && resp.StatusCode < 500
}
