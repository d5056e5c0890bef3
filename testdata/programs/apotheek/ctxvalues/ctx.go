//medipimlint:client

// Package ctxvalues carries failures in contexts.
package ctxvalues

import (
	"context"
	"encoding/json"
	"net/http"
)

type key struct{}

type lineKey struct{}

// Failure is what the body said.
type Failure struct {
	Status int
	Code   string
}

// LineFailure is what the status line said.
type LineFailure struct {
	Status int
	Code   string
}

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// With is silent: it stores the body's status.
func With(ctx context.Context, body []byte) (context.Context, error) {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return ctx, err
	}
	return context.WithValue(ctx, key{}, &Failure{env.Error.Status, env.Error.Code}), nil
}

// From is silent: it takes the failure out.
func From(ctx context.Context) (*Failure, bool) {
	f, ok := ctx.Value(key{}).(*Failure)
	return f, ok
}

// Missing is reported: the context carried the body's status.
func Missing(ctx context.Context) bool {
	f, ok := From(ctx)
	return ok && f.Status == http.StatusNotFound // want medipimstatus/branch
}

// Locked is reported: the context carried the body's code.
func Locked(ctx context.Context) bool {
	f, ok := From(ctx)
	return ok && f.Code == "authentication.api_key_locked" // want medipimcode/unknown
}

// Unknown is silent: the catalog has the code.
func Unknown(ctx context.Context) bool {
	f, ok := From(ctx)
	return ok && f.Code == "authentication.api_key_not_found"
}

// WithLine is silent: it stores the real status.
func WithLine(ctx context.Context, resp *http.Response) (context.Context, error) {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return ctx, err
	}
	return context.WithValue(ctx, lineKey{}, &LineFailure{resp.StatusCode, env.Error.Code}), nil
}

// LineMissing is silent: the context carried the real status.
func LineMissing(ctx context.Context) bool {
	f, ok := ctx.Value(lineKey{}).(*LineFailure)
	return ok && f.Status == http.StatusNotFound
}
