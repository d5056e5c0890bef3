// Package texts decides on the message, which is for people.
package texts

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return "medipim: " + e.Message }

func decode(resp *http.Response) (*apiError, error) {
	var body struct {
		Error apiError `json:"error"`
	}
	err := json.NewDecoder(resp.Body).Decode(&body)
	return &body.Error, err
}

var errGone = errors.New("medipim: gone")

func equal(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if e.Message == "Not found" { // want medipimmessage/text
		return errGone
	}
	return e
}

func contains(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if strings.Contains(e.Message, "rate limit") { // want medipimmessage/text
		return errors.New("medipim: slow down")
	}
	if strings.HasPrefix(e.Message, "No permission") { // want medipimmessage/text
		return errors.New("medipim: refused")
	}
	if strings.EqualFold(e.Message, "endpoint not found") { // want medipimmessage/text
		return errGone
	}
	return e
}

func lowered(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	text := strings.ToLower(strings.TrimSpace(e.Message))
	if strings.Contains(text, "not found") { // want medipimmessage/text
		return errGone
	}
	return e
}

func switched(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch e.Message { // want medipimmessage/text
	case "Invalid API secret":
		return errors.New("medipim: check the secret")
	case "API key not found":
		return errors.New("medipim: check the key")
	}
	return e
}

var inactive = regexp.MustCompile(`(?i)key .* not active`)

func matched(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if inactive.MatchString(e.Message) { // want medipimmessage/text
		return errors.New("medipim: ask for the key to be activated")
	}
	return e
}

// Error returns the message, and who searches it searches the message.
func throughError(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if strings.Contains(e.Error(), "Too many requests") { // want medipimmessage/text
		return fmt.Errorf("slow down: %w", e)
	}
	return e
}

func check(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	e, err := decode(resp)
	if err != nil {
		return err
	}
	return e
}

func throughInterface(resp *http.Response) error {
	err := check(resp)
	if err != nil && strings.HasSuffix(err.Error(), "Not found") { // want medipimmessage/text
		return nil
	}
	return err
}
