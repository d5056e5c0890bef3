// Package overwritten replaces the body's number by the response's.
package overwritten

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
)

// MedipimError is the error of this package.
type MedipimError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error MedipimError `json:"error"`
}

// ErrMissing is for lookups.
var ErrMissing = errors.New("missing")

// Formats: no branch.
func (e *MedipimError) Error() string { return e.Code + ": " + e.Message }

// The field was set from the response after the decode.
func OnStruct(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return ErrMissing
	}
	return &env.Error
}

// A copy was given the response's number.
func OnCopy(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	cp := env.Error
	cp.Status = resp.StatusCode
	switch cp.Status {
	case http.StatusNotFound:
		return ErrMissing
	case http.StatusForbidden:
		return &cp
	}
	return &cp
}

// A pointer to the inner struct was given the response's number.
func OnPointer(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	e := &env.Error
	e.Status = resp.StatusCode
	if e.Status/100 == 5 {
		return errors.New("down")
	}
	return e
}

// A new literal takes the response's number and only code and message from the body.
func OnLiteral(resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	var env envelope
	if err := json.Unmarshal(raw, &env); err != nil {
		return err
	}
	e := &MedipimError{Status: resp.StatusCode, Code: env.Error.Code, Message: env.Error.Message}
	if e.Status == http.StatusNotFound {
		return ErrMissing
	}
	return e
}

// A local was replaced before it is read.
func OnLocal(resp *http.Response) bool {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	status := env.Error.Status
	slog.Info("body", "status", status)
	status = resp.StatusCode
	return status == http.StatusNotFound
}

// Compares the two numbers with each other.
func Consistent(resp *http.Response) bool {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false
	}
	if env.Error.Status != 0 && env.Error.Status != resp.StatusCode {
		slog.Warn("numbers differ", "body", env.Error.Status, "http", resp.StatusCode)
	}
	return env.Error.Status == resp.StatusCode
}
