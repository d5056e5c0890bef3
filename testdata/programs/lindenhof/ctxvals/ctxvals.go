// Package ctxvals carries the last failure in the context.
package ctxvals

import (
	"context"
	"encoding/json"
	"net/http"
)

type ctxKey struct{}

// MedipimFailure is the last failure of a call chain.
type MedipimFailure struct {
	Status int
	Code   string
	Words  string
}

type medipimDoc struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
		Words  string `json:"message"`
	} `json:"error"`
}

// The body's number goes into the context with the rest.
func WithMedipimFailure(ctx context.Context, b []byte) context.Context {
	var d medipimDoc
	if json.Unmarshal(b, &d) != nil {
		return ctx
	}
	return context.WithValue(ctx, ctxKey{}, &MedipimFailure{Status: d.Error.Status, Code: d.Error.Code, Words: d.Error.Words})
}

func medipimFrom(ctx context.Context) *MedipimFailure {
	f, _ := ctx.Value(ctxKey{}).(*MedipimFailure)
	return f
}

// What comes out of the context is the body's number.
func LastWasForbidden(ctx context.Context) bool {
	f := medipimFrom(ctx)
	return f != nil && f.Status == http.StatusForbidden // want medipimstatus/branch
}

// What comes out of the context is the code.
func LastWasForbiddenByCode(ctx context.Context) bool {
	f := medipimFrom(ctx)
	return f != nil && f.Code == "not_authorized"
}

// The words out of the context are compared.
func LastWasWordy(ctx context.Context) bool {
	f, ok := ctx.Value(ctxKey{}).(*MedipimFailure)
	return ok && f.Words == "Unexpected error" // want medipimmessage/text
}

type lineKey struct{}

// The line's number goes into the context.
func WithMedipimLine(ctx context.Context, resp *http.Response) context.Context {
	return context.WithValue(ctx, lineKey{}, resp.StatusCode)
}

// What comes out of the context is the line's number.
func LineWasForbidden(ctx context.Context) bool {
	n, _ := ctx.Value(lineKey{}).(int)
	return n == http.StatusForbidden
}

type codeKey struct{}

// The program's own code goes into the context.
func WithOwnCode(ctx context.Context) context.Context {
	return context.WithValue(ctx, codeKey{}, "cache_miss")
}

// What comes out of the context is the program's own code.
func WasCacheMiss(ctx context.Context) bool {
	c, _ := ctx.Value(codeKey{}).(string)
	return c == "cache_miss"
}
