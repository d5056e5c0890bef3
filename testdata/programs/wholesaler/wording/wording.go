// Package wording reads the text for people.
package wording

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
)

type medipimEnvelope struct {
	Error *medipimError `json:"error"`
}

type medipimError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

type notice struct {
	title string
	text  string
}

var (
	errMissing = errors.New("missing")
	secretRE   = regexp.MustCompile(`secret`)
)

// Formats the message: no branch.
func (e *medipimError) Error() string { return fmt.Sprintf("%s: %s", e.Code, e.Message) }

// A getter: no branch.
func (e *medipimError) Text() string { return e.Message }

// Decodes the body: no branch on the text.
func parse(r io.Reader) (*medipimError, error) {
	var env medipimEnvelope
	if err := json.NewDecoder(r).Decode(&env); err != nil {
		return nil, err
	}
	if env.Error == nil {
		return nil, errors.New("no error")
	}
	return env.Error, nil
}

// Compared with a constant.
func Equal(r io.Reader) error {
	e, err := parse(r)
	if err != nil {
		return err
	}
	if e.Message == "Resource not found" { // want medipimmessage/text
		return errMissing
	}
	return e
}

// Searched by way of the getter and a local.
func Getter(e *medipimError) bool {
	text := strings.TrimSpace(e.Text())
	return strings.HasPrefix(text, "Invalid") // want medipimmessage/text
}

// Searched by way of Error().
func Formatted(e *medipimError) bool {
	return strings.Contains(e.Error(), "not active") // want medipimmessage/text
}

// Matched in the bytes of the message.
func Matched(e *medipimError) bool {
	return secretRE.MatchString(e.Message) // want medipimmessage/text
}

// Copied into another struct: storing is no branch.
func notify(e *medipimError) notice {
	return notice{title: "Catalogue", text: e.Message}
}

// The copy is compared.
func Shown(e *medipimError) bool {
	n := notify(e)
	return n.text != "Forbidden" && n.title == "Catalogue" // want medipimmessage/text
}

// The title is a string of this program.
func Title(e *medipimError) bool { return notify(e).title == "Catalogue" }

// Emptiness, logging and formatting.
func Log(e *medipimError) string {
	if e.Message == "" || len(e.Text()) == 0 {
		return e.Code
	}
	slog.Error("catalogue", "message", e.Message)
	return strings.ToUpper(e.Message)
}

// Searches the text of an error that this program made.
func Local(n int) bool {
	err := fmt.Errorf("row %d: not active", n)
	return strings.Contains(err.Error(), "not active")
}

// A reader's own text is compared.
func ReadError(r io.Reader) bool {
	_, err := io.ReadAll(r)
	return err != nil && strings.Contains(err.Error(), "unexpected EOF")
}
