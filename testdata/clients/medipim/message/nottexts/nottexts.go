// Package nottexts shows the message, and decides on other things.
package nottexts

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"slices"
	"strings"
)

type apiError struct {
	Status  int
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return fmt.Sprintf("medipim: %s (%s)", e.Message, e.Code) }

func decode(resp *http.Response) (*apiError, error) {
	var body struct {
		Error apiError `json:"error"`
	}
	err := json.NewDecoder(resp.Body).Decode(&body)
	return &body.Error, err
}

// Is there a text? That is asked for the sake of people.
func empty(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if e.Message == "" {
		e.Message = http.StatusText(resp.StatusCode)
	}
	if len(e.Message) > 80 {
		e.Message = e.Message[:80] + "…"
	}
	return e
}

func logged(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	log.Printf("medipim: %s", strings.TrimSuffix(e.Message, "."))
	if e.Code == "not_found" {
		return nil
	}
	return e
}

// Texts of other errors may be searched, wise or not.
func network(c *http.Client, req *http.Request) error {
	if err := req.Context().Err(); err != nil && strings.Contains(err.Error(), "deadline") {
		return errors.New("medipim: too slow")
	}
	return nil
}

type product struct {
	Name    string `json:"name"`
	Message string `json:"message"`
}

// A message that is data.
func withdrawn(resp *http.Response) (bool, error) {
	if resp.StatusCode != http.StatusOK {
		return false, errors.New(resp.Status)
	}
	var p product
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return false, err
	}
	return strings.Contains(p.Message, "withdrawn"), nil
}

// A text of the program's own.
func own(resp *http.Response) error {
	text := "ok"
	if resp.StatusCode >= 400 {
		text = "failed"
	}
	if text == "failed" {
		return errors.New("medipim: " + text)
	}
	return nil
}

// What people typed in is no text of the program.
func Silenced(resp *http.Response, typed []string) bool {
	e, err := decode(resp)
	if err != nil {
		return false
	}
	for _, t := range typed {
		if e.Message == strings.TrimSpace(t) || e.Message == t {
			return true
		}
	}
	return slices.ContainsFunc(typed, func(t string) bool { return t == e.Message })
}
