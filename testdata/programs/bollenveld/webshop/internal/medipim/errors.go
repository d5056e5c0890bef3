package medipim

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// APIError is an answer that is not 2xx.
type APIError struct {
	Status     int // of the HTTP response
	Code       string
	Message    string
	Violations json.RawMessage
	claimed    int // what the body says; for the log only
}

type errorEnvelope struct {
	Error struct {
		Status     int             `json:"status"`
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

func (c *Client) apiError(resp *http.Response, body []byte) *APIError {
	e := &APIError{Status: resp.StatusCode}
	var env errorEnvelope
	if err := json.Unmarshal(body, &env); err != nil {
		e.Message = strings.TrimSpace(string(body[:min(len(body), 200)]))
		return e
	}
	e.Code = env.Error.Code
	e.Message = env.Error.Message
	e.claimed = env.Error.Status
	e.Violations = env.Violations
	if len(e.Violations) == 0 {
		e.Violations = env.Error.Violations
	}
	if e.claimed != 0 && e.claimed != e.Status {
		c.log.Warn("status line and body disagree", "http", e.Status, "body", e.claimed)
	}
	return e
}

func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "medipim: HTTP %d", e.Status)
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", e.Code)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if len(e.Violations) > 0 {
		fmt.Fprintf(&b, " %s", e.Violations)
	}
	return b.String()
}

// IsNotFound tells a missing resource from a missing endpoint.
func IsNotFound(err error) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && e.Status == http.StatusNotFound && e.Code != "endpoint_not_found"
}

// IsCredentials says whether err is about the key or its secret.
func IsCredentials(err error) bool {
	var e *APIError
	if !errors.As(err, &e) {
		return false
	}
	switch e.Status {
	case http.StatusUnauthorized:
		return true
	case http.StatusForbidden:
		// A key that was switched off.
		return e.Code == "authentication.api_key_is_not_active" // want medipimpair/impossible
	}
	return false
}

// HasCode reports whether err carries one of codes.
func HasCode(err error, codes ...string) bool {
	var e *APIError
	if !errors.As(err, &e) || e.Code == "" {
		return false
	}
	for _, code := range codes {
		if e.Code == code {
			return true
		}
	}
	return false
}
