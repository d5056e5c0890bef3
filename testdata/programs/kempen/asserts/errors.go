// Package medipimerrs hands errors of several types up, and takes them apart again.
package medipimerrs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type envelope struct {
	Err inner `json:"error"`
}

type inner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// StatusError carries what the body said.
type StatusError struct {
	inner
	Request string
}

func (e *StatusError) Error() string { return e.Request + ": " + e.Message }

// LineError carries the number of the status line, and the code of the body.
type LineError struct {
	HTTP int
	Code string
	Text string
}

func (e LineError) Error() string { return fmt.Sprintf("%d %s: %s", e.HTTP, e.Code, e.Text) }

// Unwrap makes a missing product a missing file to callers that know only those.
func (e LineError) Is(target error) bool {
	return target == errAbsent && e.HTTP == http.StatusNotFound
}

var errAbsent = errors.New("absent")

func check(id string, resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("read %s: %w", id, err)
	}
	var env envelope
	if json.Unmarshal(b, &env) != nil {
		return LineError{HTTP: resp.StatusCode, Text: string(b)}
	}
	return &StatusError{inner: env.Err, Request: id}
}

func checkLine(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	return LineError{resp.StatusCode, env.Err.Code, env.Err.Message}
}

// Two types are tried one after the other, and each has its own number.
func retryLater(err error) bool {
	var line LineError
	var stat *StatusError
	switch {
	case errors.As(err, &line):
		return line.HTTP >= 500
	case errors.As(err, &stat):
		return stat.Status >= 500 // want medipimstatus/branch
	}
	return false
}

// The type parameter names the type that is looked for.
func blocked(err error) bool {
	if e, ok := errors.AsType[*StatusError](err); ok {
		return e.Status == http.StatusForbidden // want medipimstatus/branch
	}
	if e, ok := errors.AsType[LineError](err); ok {
		return e.HTTP == http.StatusForbidden
	}
	return false
}

// The code is asked in the same way.
func wrongKey(err error) bool {
	e, ok := errors.AsType[*StatusError](err)
	return ok && e.Code == "authentication.api_key_unknown" // want medipimcode/unknown
}

func wrongSecret(err error) bool {
	e, ok := errors.AsType[LineError](err)
	return ok && e.Code == "authentication.invalid_api_secret"
}

// The number of the line and the code do not go together.
func odd(err error) bool {
	e, ok := errors.AsType[LineError](err)
	return ok && e.HTTP == 403 && e.Code == "authentication.not_authenticated" // want medipimpair/impossible
}

// The number of the line and the code go together.
func even(err error) bool {
	e, ok := errors.AsType[LineError](err)
	return ok && e.HTTP == 401 && e.Code == "authentication.not_authenticated"
}

// The body's number guards the code: that is one mistake, and the pair would be sound.
func guarded(err error) string {
	var e *StatusError
	if !errors.As(err, &e) {
		return ""
	}
	if e.Status == 404 { // want medipimstatus/branch
		switch e.Code {
		case "not_found":
			return "absent"
		case "endpoint_not_found":
			return "path"
		}
	}
	return e.Request
}

// The text of the error holds the sentence, which is looked for.
func sentence(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && strings.HasSuffix(e.Error(), "not active") // want medipimmessage/text
}

// The text of the error is shown.
func show(err error) string {
	var e *StatusError
	if errors.As(err, &e) {
		return strings.ToUpper(e.Error())
	}
	return err.Error()
}

// A request's name is compared, which the client gave itself.
func ours(err error) bool {
	var e *StatusError
	return errors.As(err, &e) && strings.HasPrefix(e.Request, "products/")
}

// Joined errors are walked through one by one.
func worst(errs []error) (n int) {
	for _, err := range errs {
		if e, ok := err.(*StatusError); ok {
			n = max(n, e.Status)
		}
	}
	return n
}

// The greatest of the bodies' numbers is compared.
func alarming(errs []error) bool {
	return worst(errs) >= 500 // want medipimstatus/branch
}

func worstLine(errs []error) (n int) {
	for _, err := range errs {
		if e, ok := err.(LineError); ok {
			n = max(n, e.HTTP)
		}
	}
	return n
}

func alarmingLine(errs []error) bool { return worstLine(errs) >= 500 }

var _ = []any{check, checkLine, retryLater, blocked, wrongKey, wrongSecret, odd, even, guarded, sentence, show, ours, alarming, alarmingLine}
