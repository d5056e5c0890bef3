package medipim

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
)

// Sentinels for errors.Is.
var (
	ErrNotFound    = errors.New("medipim: not found")
	ErrCredentials = errors.New("medipim: credentials refused")
	ErrOutage      = errors.New("medipim: out of order")
	ErrThrottled   = errors.New("medipim: throttled")
)

// Violation is one refused field.
type Violation struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

// Error is an error answer of the API.
type Error struct {
	Status     int         `json:"status"`
	Code       Code        `json:"code"`
	Message    string      `json:"message"`
	Violations []Violation `json:"violations"`

	// HTTPStatus is the status line's.
	HTTPStatus int    `json:"-"`
	RequestID  string `json:"-"`
}

func (e *Error) Error() string {
	return fmt.Sprintf("medipim: HTTP %d (%d %s): %s", e.HTTPStatus, e.Status, e.Code, e.Message)
}

// LogValue is for slog: everything, the body's status too.
func (e *Error) LogValue() slog.Value {
	return slog.GroupValue(
		slog.Int("http", e.HTTPStatus),
		slog.Int("body", e.Status),
		slog.String("body_text", http.StatusText(e.Status)),
		slog.String("code", string(e.Code)),
		slog.String("message", e.Message),
	)
}

// Consistent tells whether the body repeats the status line, as documented.
func (e *Error) Consistent() bool {
	return e.Status != 0 && e.Status == e.HTTPStatus
}

// StatusCode is what the body says. Older services still call it.
func (e *Error) StatusCode() int { return e.Status }

// Temporary is asked by the job runner.
func (e *Error) Temporary() bool {
	switch {
	case e.HTTPStatus == http.StatusTooManyRequests:
		return true
	case e.Status/100 == 5: // want medipimstatus/branch
		return true
	}
	return false
}

var byStatus = map[int]error{
	http.StatusUnauthorized:        ErrCredentials,
	http.StatusForbidden:           ErrCredentials,
	http.StatusInternalServerError: ErrOutage,
}

// Unwrap makes errors.Is(err, ErrCredentials) work.
func (e *Error) Unwrap() error {
	return byStatus[e.Status] // want medipimstatus/branch
}

// Is covers the sentinels that need the code.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return e.HTTPStatus == http.StatusNotFound && e.Code != CodeEndpointMissing
	case ErrThrottled:
		return e.HTTPStatus == http.StatusTooManyRequests || e.Code == CodeTooMany
	}
	return false
}

// IsForbidden reports whether the key lacks a permission.
func IsForbidden(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == http.StatusForbidden // want medipimstatus/branch
}

// IsKeyDisabled reports whether somebody has to ring the vendor.
func IsKeyDisabled(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.HTTPStatus == http.StatusUnauthorized && e.Code == CodeKeyInactive
}

// IsWrongPath reports a bug in this package.
func IsWrongPath(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.HTTPStatus == http.StatusMethodNotAllowed && e.Code == CodeEndpointMissing // want medipimpair/impossible
}

// IsAuth groups everything the auth subsystem can say.
func IsAuth(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && strings.HasPrefix(string(e.Code), "authentication.")
}

// Describe gives the text for the status page; a person's text if there is one.
func Describe(err error) string {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return err.Error()
	}
	if strings.TrimSpace(e.Message) != "" {
		return e.Message
	}
	if e.Code != CodeNone {
		return string(e.Code)
	}
	return http.StatusText(e.HTTPStatus)
}
