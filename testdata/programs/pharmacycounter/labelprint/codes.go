package labelprint

import (
	"encoding/json"
	"net/http"
	"strings"
)

// pick gets the code out of a walked map, nothing to report.
func pick(resp *http.Response) string {
	if resp.StatusCode < 400 {
		return ""
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return ""
	}
	e, _ := m["error"].(map[string]any)
	code, _ := e["code"].(string)
	return code
}

// codeTitle has cases that the catalog lacks, each of them is reported.
func codeTitle(resp *http.Response) medipimLabel {
	switch pick(resp) {
	case "":
		return medipimLabel{Title: "no code"}
	case "not_found", "endpoint_not_found":
		return medipimLabel{Title: "missing"}
	case "product_not_found": // want medipimcode/unknown
		return medipimLabel{Title: "missing product"}
	case "authentication.invalid_key": // want medipimcode/unknown
		return medipimLabel{Title: "key"}
	case "500": // want medipimcode/status
		return medipimLabel{Title: "server"}
	}
	return medipimLabel{Title: "other"}
}

// codeChain compares in an else-if chain, the strings outside the catalog are reported.
func codeChain(resp *http.Response) string {
	if c := pick(resp); c == "server_error" {
		return "theirs"
	} else if c == "internal_server_error" { // want medipimcode/unknown
		return "theirs"
	} else if c == "Bad_Request" { // want medipimcode/case
		return "ours"
	} else if strings.HasPrefix(c, "authentication.") {
		return "keys"
	} else if strings.HasPrefix(c, "auth_") { // want medipimcode/prefix
		return "keys"
	}
	return ""
}

// codeDirect compares the untyped map value, reported.
func codeDirect(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var m map[string]map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return false
	}
	return m["error"]["code"] == "method_not_allowed" // want medipimcode/unknown
}

// codeKnown uses only the catalog's strings, silent.
func codeKnown(resp *http.Response) string {
	switch pick(resp) {
	case "bad_request":
		return "request"
	case "authentication.not_authenticated", "authentication.api_key_not_found":
		return "keys"
	case "not_authorized":
		return "rights"
	case "http_method_not_allowed":
		return "bug"
	}
	return ""
}

// codeOwn gives the value a string of its own on one path, which it may compare with, silent.
func codeOwn(resp *http.Response) string {
	c := pick(resp)
	if c == "" {
		c = "no_code"
	}
	if c == "no_code" {
		return resp.Status
	}
	return c
}

// codeTail compares only a part of the code, silent.
func codeTail(resp *http.Response) bool {
	tail := strings.TrimPrefix(pick(resp), "authentication.")
	return tail == "api_key_not_found"
}

// codeCut compares the parts around the dot, silent.
func codeCut(resp *http.Response) bool {
	group, rest, ok := strings.Cut(pick(resp), ".")
	return ok && group == "authentication" && rest != "nothing"
}

// codeFirst compares a slice of the code, silent.
func codeFirst(resp *http.Response) bool {
	c := pick(resp)
	return len(c) > 4 && c[:4] == "auth"
}
