// Package overwritten replaces the body's status by the HTTP status before it decides.
package overwritten

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

var errNotFound = errors.New("medipim: not found")

type envelope struct {
	Error apiError `json:"error"`
}

type apiError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return fmt.Sprintf("medipim: %d %s", e.Status, e.Code) }

func onTheStruct(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return errNotFound
	}
	return &env.Error
}

func onACopy(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	e := env.Error
	e.Status = resp.StatusCode
	switch e.Status {
	case http.StatusNotFound:
		return errNotFound
	}
	return &e
}

func onALocal(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	status := env.Error.Status
	status = resp.StatusCode
	if status == 404 {
		return errNotFound
	}
	return &env.Error
}

// A body that is not JSON is no reason to skip the overwrite.
func whateverTheBody(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	env.Error.Status = resp.StatusCode
	if env.Error.Status >= 500 {
		return fmt.Errorf("medipim is down: %w", &env.Error)
	}
	return &env.Error
}
