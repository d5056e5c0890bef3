// Package medipimtexts reads what is meant for people.
package medipimtexts

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"regexp"
	"strings"
)

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type apiError struct {
	code string
	text string
}

// Error is silent: it returns the message.
func (e *apiError) Error() string { return e.text }

// Silent: it copies.
func parse(body []byte) *apiError {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return &apiError{}
	}
	return &apiError{env.Error.Code, env.Error.Message}
}

var missingRE = regexp.MustCompile(`(?i)not\s+found`)

// Reported: a regexp on the message.
func byRegexp(body []byte) bool {
	return missingRE.MatchString(parse(body).text) // want medipimmessage/text
}

// Silent: a regexp on a header.
func byRegexpHeader(resp *http.Response) bool {
	return missingRE.MatchString(resp.Header.Get("X-Debug"))
}

// Reported: a prefix.
func byPrefix(body []byte) bool {
	e := parse(body)
	return strings.HasPrefix(e.text, "Invalid") // want medipimmessage/text
}

// Reported: in any case.
func byFold(body []byte) bool {
	e := parse(body)
	return strings.EqualFold(e.text, "too many requests") // want medipimmessage/text
}

// Reported: the tag of a switch.
func bySwitch(body []byte) int {
	e := parse(body)
	switch e.text { // want medipimmessage/text
	case "Not found":
		return 1
	case "Bad request":
		return 2
	}
	return 0
}

// Silent: the tag of a switch is the code.
func byCodeSwitch(body []byte) int {
	e := parse(body)
	switch e.code {
	case "not_found":
		return 1
	case "bad_request":
		return 2
	}
	return 0
}

// Reported: the error's own text is the message.
func byError(body []byte) bool {
	e := parse(body)
	return e.Error() == "Internal server error" // want medipimmessage/text
}

// Reported: the loop of a local variable.
func byLocal(bodies [][]byte) (n int) {
	for _, body := range bodies {
		text := strings.TrimSpace(parse(body).text)
		if text != "Unauthorized" { // want medipimmessage/text
			n++
		}
	}
	return n
}

// Reported: an index greater than nothing.
func byIndex(body []byte) bool {
	return strings.Index(parse(body).text, "rate limit") >= 0 // want medipimmessage/text
}

// Silent: a message or none.
func orNone(body []byte) string {
	text := parse(body).text
	if text == "" {
		text = "no message"
	}
	return text
}

// Silent: the length of nothing.
func silentAnswer(body []byte) bool {
	return len(parse(body).text) == 0
}

// Silent: it prints.
func show(body []byte) {
	e := parse(body)
	log.Printf("%s: %s", e.code, strings.ToUpper(e.text))
}

// Silent: two messages against each other.
func same(first, second []byte) bool {
	return parse(first).text == parse(second).text
}

// Silent: formatted for the user.
func formatted(body []byte) string {
	return fmt.Sprintf("the service says: %q", parse(body).text)
}
