package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"example.com/bollenveld/gateway/internal/problem"
	"example.com/bollenveld/gateway/internal/upstream"
)

// types maps the database's codes to ours.
var types = map[string]string{
	"bad_request":         "/problems/bad-request",
	"not_found":           "/problems/unknown-product",
	"not_authorized":      "/problems/contract",
	"validation_error":    "/problems/invalid", // want medipimcode/unknown
	"rate_limit_exceeded": "/problems/busy",    // want medipimcode/unknown
	"server_error":        "/problems/database",
}

// titles are ours; the keys are the types, not the codes.
var titles = map[string]string{
	"/problems/bad-request": "That request is malformed",
	"/problems/busy":        "Too many people are searching",
	"not-found":             "Not found",
	"forbidden":             "Not permitted",
}

// fail answers with what an error of an upstream means to our own clients.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var me *upstream.MedipimError
	if !errors.As(err, &me) {
		s.Log.ErrorContext(r.Context(), "upstream", "err", err)
		problem.Write(w, r, problem.Details{Type: "about:blank", Title: "Bad gateway", Status: http.StatusBadGateway})
		return
	}
	d := problem.Details{Type: "about:blank", Status: http.StatusBadGateway, Code: ownCode(me)}
	if t, ok := types[me.Code]; ok {
		d.Type = t
	}
	switch me.HTTPStatus {
	case http.StatusNotFound:
		if me.Code == "endpoint_not_found" {
			s.Log.ErrorContext(r.Context(), "wrong path", "err", err)
			break
		}
		d.Status = http.StatusNotFound
	case http.StatusUnprocessableEntity:
		d.Status, d.Errors = http.StatusUnprocessableEntity, me.Violations
	case http.StatusTooManyRequests:
		d.Status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", "30")
	case http.StatusUnauthorized, http.StatusForbidden:
		if me.Code == "not_authorized" || strings.HasPrefix(me.Code, "authentication.") {
			s.Log.ErrorContext(r.Context(), "credentials", "code", me.Code)
		}
		if me.Code == "authentication.api_key_not_active" { // want medipimcode/unknown
			s.Log.ErrorContext(r.Context(), "the key was switched off")
		}
	case http.StatusBadRequest:
		d.Status = http.StatusBadRequest
		if me.Code == "validation_failed" { // want medipimpair/impossible
			d.Errors = json.RawMessage(me.Raw)
		}
	}
	if d.Title = titles[d.Type]; d.Title == "" {
		d.Title = http.StatusText(d.Status)
	}
	problem.Write(w, r, d)
}

// ownCode is the code that our clients know; it is not the database's.
func ownCode(me *upstream.MedipimError) string {
	code := "upstream"
	switch {
	case me.HTTPStatus == http.StatusNotFound:
		code = "not-found"
	case me.HTTPStatus == http.StatusForbidden:
		code = "forbidden"
	case me.HTTPStatus >= 500:
		code = "internal_server_error"
	}
	if code == "forbidden" || code == "not-found" {
		return "client." + code
	}
	return code
}
