//medipimlint:client

// Package deferred does its work on the way out.
package deferred

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errMissing = errors.New("missing")

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: the deferred function writes the real status over the body's before the value leaves.
func statusReal(resp *http.Response) (status int, err error) {
	defer func() { status = resp.StatusCode }()
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return 0, err
	}
	return env.Error.Status, nil
}

// Silent: what came out is the real status.
func missingReal(resp *http.Response) bool {
	status, err := statusReal(resp)
	return err == nil && status == http.StatusNotFound
}

// Silent: a named result, filled from the body.
func statusNamed(body []byte) (status int, err error) {
	var env envelope
	if err = json.Unmarshal(body, &env); err != nil {
		return
	}
	status = env.Error.Status
	return
}

// Reported: a bare return handed the body's status up.
func missingNamed(body []byte) bool {
	status, err := statusNamed(body)
	return err == nil && status == http.StatusNotFound // want medipimstatus/branch
}

// Silent: a named result, filled from the body by the deferred function.
func statusLate(body []byte) (status int, err error) {
	var env envelope
	defer func() { status = env.Error.Status }()
	err = json.Unmarshal(body, &env)
	return 0, err
}

// Reported: the deferred function had the last word.
func missingLate(body []byte) bool {
	status, err := statusLate(body)
	return err == nil && status == http.StatusNotFound // want medipimstatus/branch
}

// Reported: the deferred function itself compares the named result.
func judgedOnExit(body []byte) (status int, err error) {
	defer func() {
		if err == nil && status == http.StatusNotFound { // want medipimstatus/branch
			err = errMissing
		}
	}()
	return statusNamed(body)
}

// Silent: the deferred function compares the real status.
func judgedOnExitReal(resp *http.Response) (status int, err error) {
	defer func() {
		if err == nil && status == http.StatusNotFound {
			err = errMissing
		}
	}()
	return statusReal(resp)
}

// Reported: the argument is evaluated where the defer stands, after the decode.
func deferredArgument(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	defer alarm(env.Error.Status) // want medipimstatus/branch
	return nil
}

// Silent: the argument is the real status.
func deferredArgumentReal(resp *http.Response) {
	defer alarm(resp.StatusCode)
}

// Silent: a parameter; callers answer for what they pass.
func alarm(status int) {
	if status >= 500 {
		println("alarm")
	}
}
