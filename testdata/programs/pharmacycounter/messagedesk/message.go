package messagedesk

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"regexp"
	"strings"
)

type medipimEnvelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type textError struct {
	text string
	code string
}

// Error returns the body's message, nothing to report.
func (e *textError) Error() string { return e.text }

type plainError struct {
	status int
	code   string
}

// Error formats the status without the message, nothing to report.
func (e *plainError) Error() string { return fmt.Sprintf("catalogue: status %d", e.status) }

var inactive = regexp.MustCompile(`(?i)key .* inactive`)

// read decodes the envelope, nothing to report.
func read(resp *http.Response) (m medipimEnvelope) {
	_ = json.NewDecoder(resp.Body).Decode(&m)
	return m
}

// toText makes an error out of the body's message, nothing to report.
func toText(resp *http.Response) *textError {
	m := read(resp)
	return &textError{text: m.Error.Message, code: m.Error.Code}
}

// toPlain makes an error out of status and code, nothing to report.
func toPlain(resp *http.Response) *plainError {
	return &plainError{status: resp.StatusCode, code: read(resp).Error.Code}
}

// missing compares the text, reported.
func missing(resp *http.Response) bool {
	return read(resp).Error.Message == "Not found" // want medipimmessage/text
}

// missingPart searches the text, reported.
func missingPart(resp *http.Response) bool {
	m := read(resp)
	return strings.Contains(m.Error.Message, "not found") // want medipimmessage/text
}

// missingCode compares the code instead, silent.
func missingCode(resp *http.Response) bool {
	return read(resp).Error.Code == "not_found"
}

// chosen switches on the text, the tag is reported.
func chosen(resp *http.Response) int {
	m := read(resp)
	switch text := m.Error.Message; text { // want medipimmessage/text
	case "Invalid API key":
		return 1
	case "Server error":
		return 2
	}
	return 0
}

// lower searches the lowered text, reported.
func lower(resp *http.Response) bool {
	text := strings.ToLower(read(resp).Error.Message)
	return strings.HasPrefix(text, "product") // want medipimmessage/text
}

// fold compares the text without case, reported.
func fold(resp *http.Response) bool {
	m := read(resp)
	return strings.EqualFold(m.Error.Message, "not authorized") // want medipimmessage/text
}

// pattern matches the text with an expression, reported.
func pattern(resp *http.Response) bool {
	m := read(resp)
	return inactive.MatchString(m.Error.Message) // want medipimmessage/text
}

// viaError searches what the Error method returns, reported.
func viaError(resp *http.Response) bool {
	err := toText(resp)
	return strings.Contains(err.Error(), "secret") // want medipimmessage/text
}

// viaAs compares what the Error method of a found error returns, reported.
func viaAs(err error) bool {
	var t *textError
	if errors.As(err, &t) {
		return t.Error() == "Forbidden" // want medipimmessage/text
	}
	return false
}

// walked compares the text out of a map, reported.
func walked(resp *http.Response) bool {
	if resp.StatusCode < 400 {
		return false
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return false
	}
	e, _ := m["error"].(map[string]any)
	text, _ := e["message"].(string)
	return strings.Contains(text, "exist") // want medipimmessage/text
}

// hasText is told a text by its caller and searches a parameter, silent here.
func hasText(text, part string) bool { return strings.Contains(text, part) }

// unequal compares the field of an error that holds the text, reported.
func unequal(resp *http.Response) string {
	e := toText(resp)
	if e.text != "Bad request" { // want medipimmessage/text
		return e.code
	}
	return "request"
}

// blank only asks whether there is a text, silent.
func blank(resp *http.Response) string {
	m := read(resp)
	if m.Error.Message == "" {
		return resp.Status
	}
	if len(m.Error.Message) == 0 {
		return "none"
	}
	return m.Error.Message
}

// logged only logs and formats the text, silent.
func logged(resp *http.Response) error {
	m := read(resp)
	log.Printf("%s: %s", m.Error.Code, m.Error.Message)
	return fmt.Errorf("%s (%s)", strings.TrimSpace(m.Error.Message), m.Error.Code)
}

// viaPlain searches an Error method that leaves the text out, silent.
func viaPlain(resp *http.Response) bool {
	return strings.Contains(toPlain(resp).Error(), "status 404")
}

// ownText searches a text of the program's own, silent.
func ownText(name string) bool {
	return hasText("aspirin ibuprofen", name)
}

// contentType searches a header and not the body's text, silent.
func contentType(resp *http.Response) bool {
	return strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json")
}

// statusLine compares the response's own status line, silent.
func statusLine(resp *http.Response) bool {
	return resp.Status == "404 Not Found"
}

// chatNote is a message of the shop's own chat, silent.
type chatNote struct {
	From    string `json:"from"`
	Message string `json:"message"`
}

// greeting compares the chat's message, silent.
func greeting(line []byte) bool {
	var n chatNote
	return json.Unmarshal(line, &n) == nil && n.Message == "hello"
}
