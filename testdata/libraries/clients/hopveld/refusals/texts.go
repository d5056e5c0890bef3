package refusals

import (
	"errors"
	"net/http"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"
)

// Refusal is this package's error; its text is the message of the answer.
type Refusal struct {
	HTTP int
	env  envelope
}

// Error hands the message up as text.
func (r *Refusal) Error() string {
	if r.env.Error.Message != "" {
		return r.env.Error.Message
	}
	return http.StatusText(r.HTTP)
}

// missing compares the text with a constant: reported.
func missing(env *envelope) bool {
	return env.Error.Message == "Not found" // want medipimmessage/text
}

// empty asks whether there is a text: silent.
func empty(env *envelope) bool { return len(strings.TrimSpace(env.Error.Message)) == 0 }

// byText searches what Error returns: reported.
func byText(err error) bool {
	r, ok := errors.AsType[*Refusal](err)
	return ok && strings.Contains(r.Error(), "secret") // want medipimmessage/text
}

// byCode asks for the code: silent.
func byCode(err error) bool {
	r, ok := errors.AsType[*Refusal](err)
	return ok && r.env.Error.Code == "authentication.invalid_api_secret"
}

var inactive = regexp.MustCompile(`(?i)not active`)

// byPattern searches the text with a pattern: reported.
func byPattern(body []byte) bool {
	return inactive.MatchString(gjson.GetBytes(body, "error.message").String()) // want medipimmessage/text
}

// patternOfName searches another text with the same pattern: silent.
func patternOfName(body []byte) bool {
	return inactive.MatchString(gjson.GetBytes(body, "result.name").String())
}

// wording switches on the text: reported on the tag.
func wording(r Refusal) string {
	switch strings.ToLower(r.env.Error.Message) { // want medipimmessage/text
	case "not found":
		return "there is no such product"
	case "server error":
		return "try later"
	}
	return r.Error()
}
