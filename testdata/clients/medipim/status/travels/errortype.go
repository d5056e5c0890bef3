// Package travels carries the body's status away from the decode: in error types, through returns,
// parameters, closures, interfaces, variables of the package, channels.
package travels

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func decode(resp *http.Response) (*envelope, error) {
	env := new(envelope)
	if err := json.NewDecoder(resp.Body).Decode(env); err != nil {
		return nil, err
	}
	return env, nil
}

// APIError holds what the body said.
type APIError struct {
	Status  int
	Code    string
	Message string
}

func (e *APIError) Error() string { return fmt.Sprintf("medipim: %d %s", e.Status, e.Code) }

// StatusCode is a getter; what it returns is the body's.
func (e *APIError) StatusCode() int { return e.Status }

// NotFound decides.
func (e *APIError) NotFound() bool { return e.Status == http.StatusNotFound } // want medipimstatus/branch

func check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	env, err := decode(resp)
	if err != nil {
		return err
	}
	return &APIError{Status: env.Error.Status, Code: env.Error.Code, Message: env.Error.Message}
}

func throughAs(resp *http.Response) (bool, error) {
	err := check(resp)
	var apiErr *APIError
	if errors.As(err, &apiErr) && apiErr.Status == 404 { // want medipimstatus/branch
		return false, nil
	}
	return err == nil, err
}

func throughGetter(resp *http.Response) error {
	err := check(resp)
	if e, ok := err.(*APIError); ok {
		switch e.StatusCode() { // want medipimstatus/branch
		case http.StatusUnauthorized:
			return errors.New("medipim: log in")
		}
	}
	return err
}

func throughTypeSwitch(resp *http.Response) error {
	switch err := check(resp).(type) {
	case nil:
		return nil
	case *APIError:
		if err.Status >= 500 { // want medipimstatus/branch
			return fmt.Errorf("medipim is down: %w", err)
		}
		return err
	default:
		return err
	}
}

func throughMethodValue(resp *http.Response) error {
	err := check(resp)
	var apiErr *APIError
	if !errors.As(err, &apiErr) {
		return err
	}
	status := apiErr.StatusCode
	if status() == 404 { // want medipimstatus/branch
		return nil
	}
	return err
}

type statusCoder interface{ StatusCode() int }

func throughInterface(resp *http.Response) error {
	err := check(resp)
	var sc statusCoder
	if errors.As(err, &sc) && sc.StatusCode() == 404 { // want medipimstatus/branch
		return nil
	}
	return err
}
