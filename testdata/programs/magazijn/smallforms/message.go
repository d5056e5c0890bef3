package smallforms

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"regexp"
	"strings"
)

var gonePattern = regexp.MustCompile(`does not exist`)

// sentence compares the sentence with a constant.
func sentence(resp *http.Response) bool {
	return read(resp).Error.Message == "The requested resource was not found." // want medipimmessage/text
}

// sentenceTag switches on the sentence.
func sentenceTag(resp *http.Response) error {
	switch read(resp).Error.Message { // want medipimmessage/text
	case "Not authorized":
		return errOther
	default:
		return errGone
	}
}

// contained searches the sentence.
func contained(resp *http.Response) bool {
	return strings.Contains(read(resp).Error.Message, "secret") // want medipimmessage/text
}

// containedCode searches the code.
func containedCode(resp *http.Response) bool {
	return strings.Contains(read(resp).Error.Code, "secret")
}

// matched matches the sentence.
func matched(resp *http.Response) bool {
	msg := read(resp).Error.Message
	return gonePattern.MatchString(msg) // want medipimmessage/text
}

// matchedURL matches a URL.
func matchedURL(resp *http.Response) bool {
	return gonePattern.MatchString(resp.Request.URL.Path)
}

type spoken struct{ env envelope }

// Error formats the sentence.
func (s *spoken) Error() string { return fmt.Sprintf("remote: %s", s.env.Error.Message) }

// spokenText searches what Error formats.
func spokenText(resp *http.Response) bool {
	err := &spoken{env: read(resp)}
	return strings.Contains(err.Error(), "unknown key") // want medipimmessage/text
}

// ownText searches the text of an error that has nothing of the body.
func ownText(resp *http.Response) bool {
	err := fmt.Errorf("status %s", resp.Status)
	return strings.Contains(err.Error(), "status")
}

// beginning looks at how the sentence begins.
func beginning(resp *http.Response) bool {
	m := read(resp).Error.Message
	return strings.HasPrefix(m, "Invalid") // want medipimmessage/text
}

// shown prints the sentence.
func shown(resp *http.Response) error {
	env := read(resp)
	log.Println(env.Error.Message)
	return errors.New(strings.TrimSpace(env.Error.Message))
}

// missing asks whether there is a sentence.
func missing(resp *http.Response) string {
	if m := read(resp).Error.Message; m != "" {
		return m
	}
	return http.StatusText(resp.StatusCode)
}

// long asks how long the sentence is.
func long(resp *http.Response) bool {
	m := read(resp).Error.Message
	return len(m) == 0
}

type note struct {
	Message string `json:"message"`
}

// noteText compares a sentence of a type that is no error.
func noteText(n note) bool { return n.Message == "Not found" }

// same compares two sentences that are both not constant.
func same(n note, text string) bool { return n.Message == text }
