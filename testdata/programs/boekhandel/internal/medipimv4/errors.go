package medipimv4

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/rs/zerolog"
)

// Problem is what the API says about a failure.
type Problem struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations,omitempty"`
}

type problemDoc struct {
	Error      Problem         `json:"error"`
	Violations json.RawMessage `json:"violations,omitempty"`
}

// APIError is a failure together with the status line it came under.
type APIError struct {
	HTTPStatus int
	Problem
}

func newAPIError(resp *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return fmt.Errorf("read error body (%s): %w", resp.Status, err)
	}
	var doc problemDoc
	if err := json.Unmarshal(raw, &doc); err != nil {
		return fmt.Errorf("error body (%s): %w", resp.Status, err)
	}
	if len(doc.Error.Violations) == 0 {
		doc.Error.Violations = doc.Violations
	}
	return &APIError{HTTPStatus: resp.StatusCode, Problem: doc.Error}
}

func (e *APIError) Error() string {
	return fmt.Sprintf("medipim: HTTP %d, %s: %s", e.HTTPStatus, e.Code, e.Message)
}

// NotFound says whether the resource does not exist.
func (e *APIError) NotFound() bool {
	return e.Status == http.StatusNotFound // want medipimstatus/branch
}

// Denied says whether the credentials were refused.
func (e *APIError) Denied() bool {
	return e.HTTPStatus == http.StatusUnauthorized || e.HTTPStatus == http.StatusForbidden
}

// Coherent says whether body and status line tell the same story.
func (e *APIError) Coherent() bool { return e.Status == e.HTTPStatus }

// Credentials says whether the key or the secret is at fault.
func (e *APIError) Credentials() bool { return strings.HasPrefix(e.Code, "authentication.") }

// MarshalZerologObject implements zerolog.LogObjectMarshaler.
func (e *APIError) MarshalZerologObject(ev *zerolog.Event) {
	ev.Int("http", e.HTTPStatus).Int("body_status", e.Status).Str("code", e.Code).Str("text", http.StatusText(e.Status))
}
