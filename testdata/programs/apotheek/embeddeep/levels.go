//medipimlint:client

// Package embeddeep embeds four levels deep.
package embeddeep

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errMissing = errors.New("missing")

type numbered struct {
	Status int `json:"status"`
}

type coded struct {
	numbered
	Code string `json:"code"`
}

type spoken struct {
	*coded
	Message string `json:"message"`
}

type detail struct{ spoken }

type errorPart struct {
	Error detail `json:"error"`
}

type reply struct {
	errorPart
}

// Silent: it makes room for what is embedded by pointer, and decodes.
func read(body []byte) (reply, error) {
	var r reply
	r.Error.coded = new(coded)
	err := json.Unmarshal(body, &r)
	return r, err
}

// Reported: promoted through four levels.
func promoted(body []byte) error {
	r, err := read(body)
	if err != nil {
		return err
	}
	if r.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: spelt out, level by level.
func spelt(body []byte) error {
	r, err := read(body)
	if err != nil {
		return err
	}
	if r.errorPart.Error.spoken.coded.numbered.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Silent: the innermost struct is replaced by one with the real status.
func replacedLevel(resp *http.Response, body []byte) error {
	r, err := read(body)
	if err != nil {
		return err
	}
	r.Error.numbered = numbered{Status: resp.StatusCode}
	if r.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Silent: the pointer that the levels share leads to the real status.
func sharedPointer(resp *http.Response, body []byte) error {
	r, err := read(body)
	if err != nil {
		return err
	}
	shared := r.Error.coded
	shared.Status = resp.StatusCode
	if r.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Reported: the code is promoted too.
func promotedCode(body []byte) bool {
	r, err := read(body)
	if err != nil {
		return false
	}
	return r.Error.Code == "method_not_allowed" // want medipimcode/unknown
}

// Silent: the catalog's name for it.
func promotedCodeRight(body []byte) bool {
	r, err := read(body)
	if err != nil {
		return false
	}
	return r.Error.Code == "http_method_not_allowed"
}
