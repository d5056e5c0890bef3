// Package medipimsentences reads what is meant for people.
package medipimsentences

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return e.Message }

type doc struct {
	Error *apiError `json:"error"`
}

func parse(b []byte) *apiError {
	var d doc
	if json.Unmarshal(b, &d) != nil || d.Error == nil {
		return &apiError{}
	}
	return d.Error
}

var reLimit = regexp.MustCompile(`(?i)rate\s+limit`)

// A pattern is looked for in the sentence.
func byPattern(b []byte) bool {
	return reLimit.MatchString(parse(b).Message) // want medipimmessage/text
}

// A pattern removes line ends from the sentence.
func oneLine(b []byte) string {
	return regexp.MustCompile(`\s+`).ReplaceAllString(parse(b).Message, " ")
}

// The sentence is compared on the right side.
func reversed(b []byte) bool {
	return "Resource not found" == parse(b).Message // want medipimmessage/text
}

// The sentence is compared with the empty one.
func empty(b []byte) bool {
	return "" != parse(b).Message
}

// The sentence is folded.
func folded(b []byte) bool {
	e := parse(b)
	return strings.EqualFold(e.Message, "method not allowed") // want medipimmessage/text
}

// The end of the sentence is looked at.
func ending(b []byte) bool {
	msg := strings.TrimRight(parse(b).Message, ".!")
	return strings.HasSuffix(msg, "try again later") // want medipimmessage/text
}

// The end of the sentence gets a full stop.
func stopped(b []byte) string {
	return strings.TrimRight(parse(b).Message, ".!") + "."
}

// The sentence is one of a list.
func listed(b []byte) bool {
	return slices.Contains([]string{"Not found", "Unknown product"}, parse(b).Message) // want medipimmessage/text
}

// The sentence joins a list.
func collected(bodies ...[]byte) (all []string) {
	for _, b := range bodies {
		all = append(all, parse(b).Message)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// The error's text is the sentence, and the error is a plain one here.
func check(resp *http.Response, b []byte) error {
	if resp.StatusCode < 400 {
		return nil
	}
	return parse(b)
}

// The plain error's text is searched.
func throughError(resp *http.Response, b []byte) bool {
	err := check(resp, b)
	return err != nil && strings.Contains(err.Error(), "deactivated") // want medipimmessage/text
}

// The plain error is unwrapped, and the code behind it is asked.
func throughAs(resp *http.Response, b []byte) bool {
	var ae *apiError
	return errors.As(check(resp, b), &ae) && ae.Code == "authentication.api_key_is_not_active"
}

// The plain error is wrapped and logged.
func logged(resp *http.Response, b []byte) error {
	if err := check(resp, b); err != nil {
		log.Printf("medipim: %v", err)
		return fmt.Errorf("query: %w", err)
	}
	return nil
}

// The text of an unrelated error is searched.
func unrelated(b []byte) bool {
	err := json.Unmarshal(b, new(doc))
	return err != nil && strings.Contains(err.Error(), "unexpected end")
}

// The sentence is the tag of a switch in a getter's clothes.
func (e *apiError) text() string { return e.Message }

// The getter is the tag of the switch.
func switched(b []byte) int {
	switch e := parse(b); e.text() { // want medipimmessage/text
	case "Access denied":
		return 1
	case "Wrong secret":
		return 2
	}
	return 0
}

// The code is the tag of the switch, and the getter gives the words.
func switchedCode(b []byte) (int, string) {
	switch e := parse(b); e.Code {
	case "not_authorized":
		return 1, e.text()
	case "authentication.invalid_api_secret":
		return 2, e.text()
	}
	return 0, ""
}

// A variable sentence from a configuration is shown beside the real one.
func beside(b []byte, translations map[string]string) string {
	e := parse(b)
	if t := translations[e.Code]; t != "" {
		return t
	}
	return e.text()
}

// containsAny looks for one of the words in the text.
func containsAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// The status line's words are searched; they are not the body's.
func statusWords(resp *http.Response) bool {
	return containsAny(resp.Status, "Gateway", "Unavailable")
}

// The first index of a word in the sentence underlines it for people.
func underline(b []byte) string {
	m := parse(b).Message
	return m + "\n" + strings.Repeat("^", len(m))
}

var _ = []any{byPattern, oneLine, reversed, empty, folded, ending, stopped, listed, collected, throughError, throughAs, logged, unrelated, switched, switchedCode, beside, statusWords, underline}
