// Package ownnames gives names of its own to failures.
package ownnames

import (
	"encoding/json"
	"net/http"
	"strings"
)

type medipimEnvelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The name was made by a switch on the response's number.
func Metric(resp *http.Response) bool {
	code := "other"
	switch resp.StatusCode {
	case http.StatusNotFound:
		code = "lookup_miss"
	case http.StatusUnauthorized:
		code = "bad_login"
	}
	return code == "bad_login" || code == "lookup_miss"
}

// An empty code gets a name, and the name is compared.
func Fallback(resp *http.Response) string {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		env.Error.Code = ""
	}
	code := env.Error.Code
	if code == "" {
		code = "no_code"
	}
	switch code {
	case "no_code":
		return "empty"
	case "not_found":
		return "missing"
	case "unprocessable": // want medipimcode/unknown
		return "invalid"
	}
	return code
}

// What is compared is a part of the code.
func Family(resp *http.Response) string {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return ""
	}
	family, detail, ok := strings.Cut(env.Error.Code, ".")
	if ok && family == "authentication" {
		switch detail {
		case "api_key_not_found", "key_trouble":
			return "key"
		}
	}
	words := strings.Split(env.Error.Code, "_")
	if len(words) > 1 && words[0] == "not" {
		return "negative"
	}
	return env.Error.Code
}

// The string that is compared is not known when this is compiled.
func Configured(resp *http.Response, names map[string]string) bool {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	return env.Error.Code == names["missing"]
}

// Spelling in small letters is compared with a capital.
func Lowered(resp *http.Response) bool {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	return strings.ToLower(env.Error.Code) == "Not_Authorized" // want medipimcode/case
}

// Case does not count here, and the catalog has the code.
func Folded(resp *http.Response) bool {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	return strings.EqualFold(env.Error.Code, "Not_Authorized")
}

// Case does not count here, and the catalog has no such code.
func FoldedWrong(resp *http.Response) bool {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	return strings.EqualFold(env.Error.Code, "Unauthorised") // want medipimcode/unknown
}
