package medipim

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Sentinels of the lookup.
var (
	ErrNoProduct = errors.New("no such product")
	ErrWrongPath = errors.New("wrong path")
	ErrForbidden = errors.New("no permission")
)

type envelope struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
}

// APIError is what Find returns; its status was copied from the body.
type APIError struct {
	Status     int
	Code       string
	Message    string
	Violations json.RawMessage
}

// AnswerError is what Search returns; its status was copied from the response.
type AnswerError struct {
	Status     int
	Code       string
	Message    string
	Violations json.RawMessage
}

// readError copies the body's status into the error, which decides nothing by itself.
func readError(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return fmt.Errorf("medipim: %s: %w", resp.Status, err)
	}
	return &APIError{
		Status:     env.Error.Status,
		Code:       env.Error.Code,
		Message:    env.Error.Message,
		Violations: env.Error.Violations,
	}
}

// readAnswerError takes the status from the response and only the words from the body.
func readAnswerError(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return &AnswerError{
		Status:     resp.StatusCode,
		Code:       env.Error.Code,
		Message:    env.Error.Message,
		Violations: env.Error.Violations,
	}
}

// Error formats code and message, and compares nothing.
func (e *APIError) Error() string {
	return fmt.Sprintf("medipim: %d %s: %s", e.Status, e.Code, e.Message)
}

// Error formats code and message, and compares nothing.
func (e *AnswerError) Error() string {
	return fmt.Sprintf("medipim: %d %s: %s", e.Status, e.Code, e.Message)
}

// NotFound compares the number that readError took from the body.
func (e *APIError) NotFound() bool {
	return e.Status == http.StatusNotFound // want medipimstatus/branch
}

// NotFound compares the number that readAnswerError took from the response.
func (e *AnswerError) NotFound() bool {
	return e.Status == http.StatusNotFound
}

// ServerSide compares the class of the body's number.
func (e *APIError) ServerSide() bool {
	return e.Status/100 == 5 // want medipimstatus/branch
}

// ServerSide compares the class of the response's number.
func (e *AnswerError) ServerSide() bool {
	return e.Status/100 == 5
}

// HasCode compares with whatever the caller asks for; nothing constant stands here.
func (e *APIError) HasCode(code string) bool {
	return e.Code == code
}

// KeyTrouble asks for a prefix that four known codes have.
func (e *APIError) KeyTrouble() bool {
	return strings.HasPrefix(e.Code, "authentication.")
}

// TokenTrouble asks for a prefix that no known code has.
func (e *APIError) TokenTrouble() bool {
	return strings.HasPrefix(e.Code, "token.") // want medipimcode/prefix
}

// lookupFailure asks in the branch of the 404 for a code that goes with the 403.
func lookupFailure(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	switch resp.StatusCode {
	case http.StatusNotFound:
		if env.Error.Code == "endpoint_not_found" {
			return ErrWrongPath
		}
		if env.Error.Code == "not_authorized" { // want medipimpair/impossible
			return ErrForbidden
		}
		return ErrNoProduct
	case http.StatusForbidden:
		if env.Error.Code == "not_authorized" {
			return ErrForbidden
		}
	}
	return fmt.Errorf("medipim: %s", resp.Status)
}
