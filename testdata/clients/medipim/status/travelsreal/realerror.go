// Package travelsreal carries the HTTP status on the ways that package travels carries the body's.
package travelsreal

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// HTTPError holds the HTTP status, and only the code of the body.
type HTTPError struct {
	Status int
	Code   string
}

func (e *HTTPError) Error() string { return fmt.Sprintf("medipim: %d %s", e.Status, e.Code) }

func (e *HTTPError) StatusCode() int { return e.Status }

func (e *HTTPError) NotFound() bool { return e.Status == http.StatusNotFound }

func checkHTTP(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	failed := &HTTPError{Status: resp.StatusCode}
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err == nil {
		failed.Code = env.Error.Code
	}
	return failed
}

func realThroughAs(resp *http.Response) (bool, error) {
	err := checkHTTP(resp)
	var httpErr *HTTPError
	if errors.As(err, &httpErr) && (httpErr.Status == 404 || httpErr.StatusCode() == 405 || httpErr.NotFound()) {
		return false, nil
	}
	return err == nil, err
}

type statusCoder interface{ StatusCode() int }

func realThroughInterface(resp *http.Response) error {
	err := checkHTTP(resp)
	if sc, ok := err.(statusCoder); ok && sc.StatusCode() == 404 {
		return nil
	}
	return err
}

func realThroughTypeSwitch(resp *http.Response) error {
	switch err := checkHTTP(resp).(type) {
	case *HTTPError:
		switch err.Status {
		case http.StatusUnauthorized, http.StatusForbidden:
			return errors.New("medipim: refused")
		}
		return err
	default:
		return err
	}
}
