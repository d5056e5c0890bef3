// Package halfway replaces the body's number too late, or elsewhere.
package halfway

import (
	"encoding/json"
	"errors"
	"net/http"
)

type medipimError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type medipimEnvelope struct {
	Error medipimError `json:"error"`
}

var errMissing = errors.New("missing")

// Formats: no branch.
func (e medipimError) Error() string { return e.Code }

// The copy was made before the number was replaced in the original.
func OldCopy(resp *http.Response) error {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	old := env.Error
	env.Error.Status = resp.StatusCode
	if old.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return env.Error
}

// The copy was made after the number was replaced in the original.
func NewCopy(resp *http.Response) error {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	fresh := env.Error
	if fresh.Status == http.StatusNotFound {
		return errMissing
	}
	return fresh
}

// The number is replaced when it has decided already.
func Late(resp *http.Response) error {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	missing := env.Error.Status == http.StatusNotFound // want medipimstatus/branch
	env.Error.Status = resp.StatusCode
	if missing {
		return errMissing
	}
	return env.Error
}

// The number is replaced on one path only.
func OnePath(resp *http.Response) error {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	status := env.Error.Status
	if resp.StatusCode >= http.StatusInternalServerError {
		status = resp.StatusCode
	}
	if status == http.StatusNotFound { // want medipimstatus/mixed
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// The number is replaced on every path.
func EveryPath(resp *http.Response) error {
	var env medipimEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	status := env.Error.Status
	if resp.StatusCode >= http.StatusInternalServerError {
		status = resp.StatusCode
	} else {
		status = min(resp.StatusCode, 499)
	}
	if status == http.StatusNotFound {
		return errMissing
	}
	return errors.New(env.Error.Code)
}
