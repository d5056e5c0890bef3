// Package silenced is a medipim client whose author knows better, in every form of saying so.
package silenced

import (
	"encoding/json"
	"errors"
	"net/http"
)

type medipimEnvelope struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

var errGone = errors.New("gone")

func decode(resp *http.Response) (medipimEnvelope, error) {
	var env medipimEnvelope
	err := json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}

func endOfLine(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Status == 404 { //nolint:medipimlint
		return errGone
	}
	if env.Error.Status == 404 { //nolint:medipimstatus // the gateway rewrites the status line
		return errGone
	}
	if env.Error.Status == 404 { //nolint
		return errGone
	}
	if env.Error.Status == 404 { //nolint:errcheck,medipimstatus
		return errGone
	}
	if env.Error.Code == "notfound" { //nolint:medipimcode
		return errGone
	}
	return nil
}

func aboveStatement(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	//nolint:medipimlint // all of the statement
	if env.Error.Status == 404 ||
		env.Error.Status == 410 {
		return errGone
	}
	return nil
}

//nolint:medipimstatus
func aboveDeclaration(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	switch env.Error.Status {
	case 404:
		return errGone
	}
	if env.Error.Code == "notfound" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

// A directive about something else silences nothing.
func others(resp *http.Response) error {
	env, err := decode(resp)
	if err != nil {
		return err
	}
	if env.Error.Status == 404 { //nolint:bodyclose // want medipimstatus/branch
		return errGone
	}
	if env.Error.Status == 404 { //nolint:medipimcode // want medipimstatus/branch
		return errGone
	}
	if env.Error.Status == 404 { //nolint: bodyclose // want medipimstatus/branch
		return errGone
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}
