// Package handed decodes the violations of a 422, or hands on what holds them.
package handed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type violation struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

type invalid struct{ violations []violation }

func (i *invalid) Error() string {
	return fmt.Sprintf("medipim: %d fields are wrong", len(i.violations))
}

// Both places are possible.
type envelope struct {
	Error struct {
		Code       string      `json:"code"`
		Message    string      `json:"message"`
		Violations []violation `json:"violations"`
	} `json:"error"`
	Violations []violation `json:"violations"`
}

func decoded(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return errors.New(resp.Status)
	}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return &invalid{append(env.Violations, env.Error.Violations...)}
	}
	return errors.New(env.Error.Code)
}

func rawBody(resp *http.Response) error {
	if resp.StatusCode == http.StatusUnprocessableEntity {
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			return err
		}
		return fmt.Errorf("medipim: invalid: %s", data)
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return nil
}

type responseError struct{ Response *http.Response }

func (r *responseError) Error() string { return r.Response.Status }

func response(resp *http.Response) error {
	switch resp.StatusCode {
	case http.StatusUnprocessableEntity:
		return &responseError{resp}
	case http.StatusOK:
		return nil
	}
	return errors.New(resp.Status)
}

type apiError struct {
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations"`
}

func (e *apiError) Error() string { return e.Code }

// The value that is returned holds them.
func value(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var body struct {
		Error apiError `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return errors.New(resp.Status)
	}
	if body.Error.Code == "validation_failed" {
		return fmt.Errorf("invalid: %w", &body.Error)
	}
	return &body.Error
}

// Whether to try again is another question than what was wrong.
func temporary(resp *http.Response) bool {
	return resp.StatusCode != http.StatusUnprocessableEntity && resp.StatusCode >= 500
}
