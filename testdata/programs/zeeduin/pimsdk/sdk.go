// Package pimsdk is shared by the teams.
package pimsdk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Endpoints by country.
const (
	endpointBE = "https://api.medipim.be"
	endpointFR = "https://api.medipim.fr"
)

// CodeQuota is told by the account team.
const CodeQuota = "quota_exceeded"

// CodeLocked is in the vendor's mail of March.
//
//medipimlint:code
const CodeLocked = "resource_locked"

// CodeNotFound is the common one.
const CodeNotFound = "not_found"

// Error is what the API refused.
type Error struct {
	HTTPStatus int
	Violations json.RawMessage

	line         int
	code, detail string
}

// Sentinels for errors.Is.
var (
	ErrNotFound = errors.New("pimsdk: not found")
	ErrOutage   = errors.New("pimsdk: outage")
)

func (e *Error) Error() string { return fmt.Sprintf("pimsdk: %s", e.code) }

// Code is the machine-readable reason.
func (e *Error) Code() string { return e.code }

// Detail is the human-readable reason.
func (e *Error) Detail() string { return e.detail }

// Line is the status of the response.
func (e *Error) Line() int { return e.line }

// HasCode says whether the reason is one of codes.
func (e *Error) HasCode(codes ...string) bool { return slices.Contains(codes, e.code) }

// Is makes the sentinels work.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrNotFound:
		return e.HTTPStatus == http.StatusNotFound // want medipimstatus/branch
	case ErrOutage:
		return e.line >= http.StatusInternalServerError
	}
	return false
}

// StatusOf digs the status out of err, or 0.
func StatusOf(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.HTTPStatus
	}
	return 0
}

// LineOf digs the status of the response out of err, or 0.
func LineOf(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.line
	}
	return 0
}

// Blame names who has to act.
func Blame(e *Error) string {
	switch strings.ToUpper(e.code) {
	case "NOT_FOUND", "BAD_REQUEST":
		return "caller"
	case "Server_Error": // want medipimcode/case
		return "vendor"
	}
	if strings.ToLower(e.code) == "not_authorized" {
		return "account"
	}
	if rest, ok := strings.CutPrefix(e.code, "authentication."); ok && rest == "api_key_is_not_active" {
		return "account"
	}
	return "nobody"
}

// SDK is a client.
type SDK struct {
	HC      *http.Client
	Country string
}

func (s *SDK) endpoint() string {
	if s.Country == "fr" {
		return endpointFR
	}
	return endpointBE
}

// Query posts q and decodes the answer into out.
func (s *SDK) Query(ctx context.Context, kind string, q, out any) error {
	b, err := json.Marshal(q)
	if err != nil {
		return err
	}
	for try := 0; ; try++ {
		again, err := s.once(ctx, kind, b, out)
		if !again || try == 4 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(try+1) * 2 * time.Second):
		}
	}
}

func (s *SDK) once(ctx context.Context, kind string, b []byte, out any) (again bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint()+"/v4/"+kind+"/query", bytes.NewReader(b))
	if err != nil {
		return false, err
	}
	resp, err := s.HC.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return resp.StatusCode == http.StatusTooManyRequests, newError(resp)
	}
	return false, json.NewDecoder(resp.Body).Decode(out)
}

func newError(resp *http.Response) *Error {
	e := &Error{line: resp.StatusCode}
	var doc struct {
		Error struct {
			Status  int
			Code    string
			Message string
		}
		Violations json.RawMessage
	}
	if json.NewDecoder(resp.Body).Decode(&doc) == nil {
		e.HTTPStatus = doc.Error.Status
		e.code = doc.Error.Code
		e.detail = doc.Error.Message
		e.Violations = doc.Violations
	}
	return e
}
