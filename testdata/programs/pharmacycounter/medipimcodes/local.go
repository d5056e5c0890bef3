package medipimcodes

import (
	"encoding/json"
	"net/http"
	"strings"
)

// sorted makes its own words in a switch on the real status and compares those, silent.
func sorted(resp *http.Response) bool {
	kind := "fine"
	switch {
	case resp.StatusCode == 401 || resp.StatusCode == 403:
		kind = "keys"
	case resp.StatusCode >= 500:
		kind = "theirs"
	}
	return kind == "keys"
}

// named returns words of its own for the real status, nothing to report.
func named(status int) string {
	switch status {
	case 401:
		return "unauthorized"
	case 404:
		return "missing"
	}
	return "other"
}

// useNamed compares with the program's own words, silent.
func useNamed(resp *http.Response) bool {
	return named(resp.StatusCode) == "unauthorized"
}

// filled gives the code a word of its own where the body has none, silent.
func filled(resp *http.Response) string {
	var e envelope
	err := json.NewDecoder(resp.Body).Decode(&e)
	code := e.Error.Code
	if err != nil {
		code = "unreadable"
	} else if code == "" {
		code = "unknown"
	}
	switch code {
	case "unreadable", "unknown":
		return resp.Status
	}
	return code
}

// split compares the last of the code's parts, silent.
func split(body []byte) bool {
	parts := strings.Split(codeOf(body), ".")
	return parts[len(parts)-1] == "not_authenticated"
}

// shopCode belongs to the shop's own files, silent.
type shopCode struct {
	Code  string `json:"code"`
	Price int    `json:"price"`
}

// reduced compares a code that no error has, silent.
func reduced(line []byte) bool {
	var s shopCode
	if json.Unmarshal(line, &s) != nil {
		return false
	}
	return s.Code == "reduced"
}
