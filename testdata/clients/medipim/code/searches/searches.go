// Package searches looks the code up in lists and maps, and looks for text in it.
package searches

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
)

type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func decode(resp *http.Response) (apiError, error) {
	var body struct {
		Error apiError `json:"error"`
	}
	err := json.NewDecoder(resp.Body).Decode(&body)
	return body.Error, err
}

var errRefused = errors.New("medipim: refused")

var texts = map[string]string{
	"not_found":      "no such product",
	"not_autorized":  "the key may not read this", // want medipimcode/unknown
	"bad_request":    "the request is wrong",
	"internal_error": "try later", // want medipimcode/unknown
}

func text(resp *http.Response) (string, error) {
	e, err := decode(resp)
	if err != nil {
		return "", err
	}
	if s, ok := texts[e.Code]; ok {
		return s, nil
	}
	return e.Message, nil
}

// A map of the same form that is never asked for a code.
var labels = map[string]string{
	"not_in_stock": "sold out",
	"on_request":   "ask us",
}

func label(key string) string { return labels[key] }

var fatal = []string{
	"authentication.api_key_not_found",
	"authentication.api_key_inactive", // want medipimcode/unknown
	"not_authorised",                  // want medipimcode/unknown
}

func inList(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if slices.Contains(fatal, e.Code) {
		return errRefused
	}
	return errors.New(e.Message)
}

func inLoop(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	for _, code := range []string{"unauthenticated", "not_authorized"} { // want medipimcode/unknown
		if code == e.Code {
			return errRefused
		}
	}
	return errors.New(e.Message)
}

func inSet(resp *http.Response) error {
	refusals := map[string]struct{}{
		"not_authorized": {},
		"no_permission":  {}, // want medipimcode/unknown
	}
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if _, refused := refusals[e.Code]; refused {
		return errRefused
	}
	return errors.New(e.Message)
}

func inSwitchTrue(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch {
	case strings.EqualFold(e.Code, "Not_Authorized"):
		return errRefused
	case strings.EqualFold(e.Code, "NotAuthorized"): // want medipimcode/unknown
		return errRefused
	}
	return errors.New(e.Message)
}

func prefixes(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(e.Code, "authentication."):
		return errRefused
	case strings.HasPrefix(e.Code, "auth."): // want medipimcode/prefix
		return errRefused
	case strings.HasSuffix(e.Code, "not_found"):
		return errors.New("medipim: gone")
	case strings.HasSuffix(e.Code, "_missing"): // want medipimcode/prefix
		return errors.New("medipim: gone")
	case strings.Contains(e.Code, "api_key"):
		return errRefused
	case strings.Contains(e.Code, "api-key"): // want medipimcode/prefix
		return errRefused
	}
	return errors.New(e.Message)
}

// What the text would become is asked for already.
func prefixTwice(resp *http.Response) bool {
	e, err := decode(resp)
	return err == nil && (strings.HasPrefix(e.Code, "auth.") || // want medipimcode/prefix
		strings.HasPrefix(e.Code, "authentication."))
}

func prefixOnce(resp *http.Response) bool {
	e, err := decode(resp)
	return err == nil && (strings.HasPrefix(e.Code, "auth.") || // want medipimcode/prefix
		strings.HasPrefix(e.Code, "validation_"))
}

// A part of the code is no code.
func parts(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	group, name, found := strings.Cut(e.Code, ".")
	switch {
	case found && group == "authentication" && name == "api_key_not_found":
		return errRefused
	case strings.TrimPrefix(e.Code, "authentication.") == "invalid_api_secret":
		return errRefused
	case strings.Split(e.Code, "_")[0] == "not":
		return errors.New("medipim: not so")
	case len(e.Code) > 4 && e.Code[:4] == "auth":
		return errRefused
	}
	return errors.New(e.Message)
}

// Several mistakes in one list of a case.
func several(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch e.Code {
	case "ratelimited", "too_many_request": // want medipimcode/unknown medipimcode/unknown
		return errors.New("medipim: slow down")
	}
	return errors.New(e.Message)
}

// The repair of the second case would repeat the first.
func repeated(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch e.Code {
	case "not_found":
		return nil
	case "notfound": // want medipimcode/unknown
		return nil
	}
	return errors.New(e.Message)
}

// The repair of the second branch would repeat the first, that of the last one does not.
func chained(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	if e.Message != "" && strings.HasPrefix(e.Code, "authentication.") {
		return errors.New(e.Message)
	} else if strings.HasSuffix(e.Code, "not_found") {
		return errors.New("medipim: gone")
	} else if e.Message == "" || strings.HasSuffix(e.Code, "not-found") { // want medipimcode/prefix
		return errors.New("medipim: gone")
	} else if strings.HasPrefix(e.Code, "auth.") { // want medipimcode/prefix
		return errRefused
	}
	return nil
}
