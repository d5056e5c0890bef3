// Package beside has the code in the same value as the message.
package beside

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return e.Message }

// Text names what is returned.
func (e *apiError) Text() (text string) { return e.Message }

// Long is not the message alone.
func (e *apiError) Long() string { return e.Code + ": " + e.Message }

type envelope struct {
	Error *apiError `json:"error"`
}

type failure struct{ body envelope }

func (f failure) Error() string { return f.body.Error.Message }

var errGone = errors.New("gone")

func decode(resp *http.Response) *apiError {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return nil
	}
	return env.Error
}

// The code is tested already.
func either(resp *http.Response) bool {
	e := decode(resp)
	return e.Code == "not_found" || e.Message == "Not found" // want medipimmessage/text
}

// The code is tested behind the message.
func eitherBehind(resp *http.Response) bool {
	e := decode(resp)
	return strings.Contains(e.Message, "not found") || e.Code == "not_found" || e.Code == "server_error" // want medipimmessage/text
}

// The function that looks at the message goes with the look.
func heldFunction(resp *http.Response) bool {
	e := decode(resp)
	has := strings.Contains
	return has(e.Message, "not found") // want medipimmessage/text
}

func heldFunctionTwice(resp *http.Response) bool {
	e := decode(resp)
	has := strings.Contains
	return has(e.Message, "not found") || has(e.Code, "authentication") // want medipimmessage/text
}

// The code beside it is misspelt.
func eitherMisspelt(resp *http.Response) bool {
	e := decode(resp)
	return e.Code == "notFound" || e.Message == "Not found" // want medipimcode/unknown medipimmessage/text
}

// Two texts mean one code.
func twoTexts(resp *http.Response) bool {
	e := decode(resp)
	return e.Message == "Not found" || e.Message == "not found." || e.Code == "" // want medipimmessage/text medipimmessage/text
}

// Neither of two texts.
func neither(resp *http.Response) bool {
	e := decode(resp)
	return e.Message != "Server error" && e.Code != "server_error" // want medipimmessage/text
}

// Another code stands beside it: both tests are of use.
func others(resp *http.Response) bool {
	e := decode(resp)
	return e.Code == "server_error" || e.Message == "Not found" // want medipimmessage/text
}

// "Both" is no "either".
func both(resp *http.Response) bool {
	e := decode(resp)
	return e.Code != "" && e.Message == "Not found" // want medipimmessage/text
}

// The text is in a variable.
func local(resp *http.Response) error {
	e := decode(resp)
	msg := e.Message
	if msg == "Not authorized" { // want medipimmessage/text
		return errGone
	}
	return nil
}

// The text is in the variable of a condition.
func localIf(resp *http.Response) error {
	e := decode(resp)
	if m := e.Message; m == "Validation failed" { // want medipimmessage/text
		return errGone
	}
	return nil
}

// The text in the variable is shown, too.
func localShown(resp *http.Response) error {
	e := decode(resp)
	msg := e.Message
	if msg != "Bad request" { // want medipimmessage/text
		return errors.New(msg)
	}
	return nil
}

// Two tests read the variable.
func localTwice(resp *http.Response) error {
	e := decode(resp)
	msg := strings.ToLower(e.Message)
	if strings.Contains(msg, "not found") { // want medipimmessage/text
		return errGone
	}
	if strings.Contains(msg, "server error") { // want medipimmessage/text
		return errors.New("later")
	}
	return nil
}

// The variable is given another text: no fix.
func localChanged(resp *http.Response, detail string) error {
	e := decode(resp)
	msg := e.Message
	if detail != "" {
		msg = detail
	}
	if msg == "Not found" { // want medipimmessage/text
		return errGone
	}
	return nil
}

// The value is another one by then: no fix.
func valueChanged(first, second *http.Response) error {
	e := decode(first)
	msg := e.Message
	e = decode(second)
	if e.Code != "" && msg == "Not found" { // want medipimmessage/text
		return errGone
	}
	return nil
}

// A method returns the text.
func method(resp *http.Response) bool {
	e := decode(resp)
	return e.Error() == "Server error" // want medipimmessage/text
}

// A method with a named result does.
func methodNamed(resp *http.Response) bool {
	return strings.HasPrefix(decode(resp).Text(), "Endpoint not found") // want medipimmessage/text
}

// A method returns the text from further inside.
func methodInside(resp *http.Response) bool {
	f := failure{envelope{decode(resp)}}
	return f.Error() == "Not found" // want medipimmessage/text
}

// A method makes a text of more: no fix.
func methodLong(resp *http.Response) bool {
	return strings.Contains(decode(resp).Long(), "Not found") // want medipimmessage/text
}

// The cases mean codes, and one asks for none.
func cases(resp *http.Response) string {
	switch e := decode(resp); e.Message { // want medipimmessage/text
	case "Bad request":
		return "bad"
	case "Validation failed":
		return "invalid"
	case "":
		return "none"
	}
	return "?"
}

// Emptiness and showing decide nothing by the text.
func shown(resp *http.Response) string {
	e := decode(resp)
	if msg := e.Message; msg != "" {
		return msg
	}
	return e.Error()
}

func fields(resp *http.Response) map[string]any {
	var body map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return nil
	}
	inner, _ := body["error"].(map[string]any)
	return inner
}

// The code is at another key.
func inMap(resp *http.Response) bool {
	return fields(resp)["message"] == "Not found" // want medipimmessage/text
}

func inMapText(resp *http.Response) bool {
	e := fields(resp)
	return e != nil && strings.Contains(e["message"].(string), "too many requests") // want medipimmessage/text
}

// The code there is the program's.
func inMapOwn(resp *http.Response) bool {
	e := fields(resp)
	e["code"] = "seen"
	return e["message"] == "Not found" // want medipimmessage/text
}

// A product has a message, too.
func inOtherMap(resp *http.Response) bool {
	if resp.StatusCode >= 400 {
		return false
	}
	var body map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return false
	}
	meta, _ := body["meta"].(map[string]any)
	return meta["message"] == "Not found"
}

// Trimmed is the message, but for spaces.
func (e *apiError) Trimmed() string { return strings.TrimSpace(e.Message) }

func methodTrimmed(resp *http.Response) bool {
	return decode(resp).Trimmed() == "Not found" // want medipimmessage/text
}

// Values that the program makes have codes of their own.
type refusal struct{ Code, Text string }

func (r *refusal) Error() string { return r.Text }

func (r *refusal) gone() bool { return r.Text == "Not found" } // want medipimmessage/text

func refused(resp *http.Response) error {
	if resp == nil {
		return &refusal{Code: "no_answer", Text: "no answer"}
	}
	e := decode(resp)
	return &refusal{Code: e.Code, Text: e.Message}
}

// Here one has the code that is meant, with another text.
type denial struct{ Code, Text string }

func (d *denial) Error() string { return d.Text }

func (d *denial) gone() bool { return d.Text == "Not found" } // want medipimmessage/text

func denied(resp *http.Response) error {
	if resp == nil {
		return &denial{Code: "not_found", Text: "nowhere"}
	}
	e := decode(resp)
	return &denial{Code: e.Code, Text: e.Message}
}
