package medipimcodes

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

const (
	codeGone     = "not_found"
	codeBadInput = "invalid_request" // want medipimcode/unknown
	codeSpare    = "never_compared"
	codeScope    = "authentication"
)

var hints = map[string]string{
	"bad_request":    "look at the request",
	"not_authorised": "ask for rights", // want medipimcode/unknown
	"server_error":   "wait a while",
}

var labels = map[string]string{
	"bon":    "receipt",
	"retour": "return",
}

var hopeless = []string{
	"authentication.api_key_is_not_active",
	"authentication.account_closed", // want medipimcode/unknown
	"401",                           // want medipimcode/status
}

// codeOf decodes the envelope and hands the code on, nothing to report.
func codeOf(body []byte) string {
	var e envelope
	_ = json.Unmarshal(body, &e)
	return e.Error.Code
}

// hint looks the code up in a map, whose strange key is reported where it stands.
func hint(body []byte) string {
	if h, ok := hints[codeOf(body)]; ok {
		return h
	}
	return "no hint"
}

// label looks another word up in a map that has nothing to do with codes, silent.
func label(word string) string { return labels[word] }

// lost searches a slice for the code, whose strange elements are reported where they stand.
func lost(body []byte) bool { return slices.Contains(hopeless, codeOf(body)) }

// badInput compares named constants, the one outside the catalog is reported in its declaration.
func badInput(body []byte) bool {
	c := codeOf(body)
	return c == codeBadInput || c == codeGone
}

// badInputAgain uses the same constant once more, which is not reported a second time.
func badInputAgain(body []byte) bool { return codeOf(body) != codeBadInput }

// spare prints a constant that is never compared with a code, silent.
func spare(w io.Writer) { fmt.Fprintln(w, codeSpare) }

// folded compares without case, so only the misspelt word is reported.
func folded(body []byte) string {
	c := codeOf(body)
	if strings.EqualFold(c, "NOT_AUTHORIZED") {
		return "rights"
	}
	if strings.EqualFold(c, "Bad_Reqeust") { // want medipimcode/unknown
		return "request"
	}
	return ""
}

// lowered compares a lowered code with capitals, which never holds, reported.
func lowered(body []byte) bool {
	return strings.ToLower(codeOf(body)) == "Not_Found" // want medipimcode/case
}

// raised compares a raised code with small letters, which never holds, reported.
func raised(body []byte) bool {
	up := strings.ToUpper(codeOf(body))
	return up == "server_error" // want medipimcode/case
}

// cased compares with the catalog's code in the case that the conversion yields, silent.
func cased(body []byte) bool {
	c := codeOf(body)
	return strings.ToLower(c) == "server_error" || strings.ToUpper(c) == "BAD_REQUEST"
}

// shouted compares with capitals and converts nothing, reported.
func shouted(body []byte) bool {
	return codeOf(body) == "NOT_FOUND" // want medipimcode/case
}

// starts asks for beginnings, only the one that no code has is reported.
func starts(body []byte) string {
	c := codeOf(body)
	switch {
	case strings.HasPrefix(c, "authentication."):
		return "keys"
	case strings.HasPrefix(c, "authorization."): // want medipimcode/prefix
		return "rights"
	case strings.HasPrefix(c, codeScope):
		return "keys"
	}
	return ""
}

// ends asks for an end and a part that some code has, silent.
func ends(body []byte) bool {
	c := codeOf(body)
	return strings.HasSuffix(c, "not_found") || strings.Contains(c, "api_key")
}

// glued compares with a concatenation, reported on its whole.
func glued(body []byte) bool {
	return codeOf(body) == "authentication."+"api_key_expired" // want medipimcode/unknown
}

// gluedRight compares with a concatenation that the catalog has, silent.
func gluedRight(body []byte) bool {
	return codeOf(body) == "authentication."+"api_key_not_found"
}

// given compares with strings that are not known at compile time, silent.
func given(body []byte) bool {
	c := codeOf(body)
	for _, a := range os.Args[1:] {
		if a == c {
			return true
		}
	}
	return c == os.Getenv("IGNORE_CODE")
}

// empty compares with the empty string, silent.
func empty(body []byte) bool { return codeOf(body) == "" }

// numbers takes the code for an HTTP status, each case is reported.
func numbers(body []byte) string {
	switch codeOf(body) {
	case "404": // want medipimcode/status
		return "missing"
	case "403": // want medipimcode/status
		return "rights"
	}
	return "other"
}

// dashed and its like spell the code with other marks between the words, reported.
func dashed(body []byte) int {
	c := codeOf(body)
	if c == "endpoint-not-found" { // want medipimcode/unknown
		return 1
	} else if "not found" == c { // want medipimcode/unknown
		return 2
	} else if c != "http_method_not_allowd" { // want medipimcode/unknown
		return 3
	}
	return 0
}

// is compares its parameter with the code, which each caller answers for, silent here.
func is(body []byte, code string) bool { return codeOf(body) == code }

// asked hands constants to a function that compares them with the code, only the strange one is reported.
func asked(body []byte) bool {
	if is(body, "bad_request") {
		return true
	}
	return is(body, "unprocessable") // want medipimcode/unknown
}

// among compares its variadic parameter with the code, which each caller answers for, silent here.
func among(body []byte, codes ...string) bool {
	return slices.Contains(codes, codeOf(body))
}

// askedMany hands several constants at once, only the strange one is reported.
func askedMany(body []byte) bool {
	return among(body,
		"not_found",
		"endpoint_not_found",
		"resource_missing", // want medipimcode/unknown
	)
}

// looped ranges over a literal list and compares each element with the code, the strange one is reported.
func looped(body []byte) bool {
	c := codeOf(body)
	for _, known := range []string{
		"server_error",
		"internal_error", // want medipimcode/unknown
	} {
		if known == c {
			return true
		}
	}
	return false
}
