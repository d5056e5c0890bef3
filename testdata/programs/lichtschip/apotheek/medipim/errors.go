// Package medipim is the chain's own client for the product catalogue.
package medipim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Sentinels that callers test with errors.Is.
var (
	ErrNotFound    = errors.New("medipim: no such resource")
	ErrWrongPath   = errors.New("medipim: no such endpoint")
	ErrCredentials = errors.New("medipim: credentials refused")
	ErrThrottled   = errors.New("medipim: throttled")
	ErrRejected    = errors.New("medipim: data rejected")
)

// Error is an answer that is not a success.
type Error struct {
	// HTTPStatus is the status line's. JSON cannot reach it.
	HTTPStatus int `json:"-"`
	// ReportedStatus is what the body claims; it is here for the support desk,
	// who like to see the whole body.
	ReportedStatus int             `json:"status"`
	Code           string          `json:"code"`
	Message        string          `json:"message"`
	Violations     json.RawMessage `json:"violations,omitempty"`
}

func (e *Error) Error() string {
	if e.Message == "" {
		return fmt.Sprintf("medipim: HTTP %d", e.HTTPStatus)
	}
	return fmt.Sprintf("medipim: HTTP %d: %s (%s)", e.HTTPStatus, e.Message, e.Code)
}

// Is makes the sentinels work.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return e.HTTPStatus == http.StatusNotFound && e.Code != "endpoint_not_found"
	case ErrWrongPath:
		return e.HTTPStatus == http.StatusNotFound && e.Code == "endpoint_not_found"
	case ErrCredentials:
		return e.HTTPStatus == http.StatusUnauthorized
	case ErrThrottled:
		return e.HTTPStatus == http.StatusTooManyRequests
	case ErrRejected:
		return e.HTTPStatus == http.StatusUnprocessableEntity
	}
	return false
}

// errorFrom reads what is left of resp into an Error. A body that is no JSON (the
// load balancer's) is not a problem: the status is enough.
func errorFrom(resp *http.Response) error {
	var env struct {
		Error      Error           `json:"error"`
		Violations json.RawMessage `json:"violations"`
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil {
		_ = json.Unmarshal(raw, &env)
	}
	e := env.Error
	e.HTTPStatus = resp.StatusCode
	if e.Violations == nil {
		e.Violations = env.Violations
	}
	return &e
}
