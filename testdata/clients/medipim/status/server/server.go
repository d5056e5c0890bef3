// Package server is the other side: it writes the envelope, or hands on what it got.
package server

import (
	"encoding/json"
	"net/http"
)

type envelope struct {
	Error apiError `json:"error"`
}

type apiError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// fail answers as Medipim does; nothing here was decoded.
func fail(w http.ResponseWriter, e apiError) {
	if e.Status == 0 {
		e.Status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(e.Status)
	json.NewEncoder(w).Encode(envelope{Error: e})
}

// FakeMedipim serves tests.
func FakeMedipim(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Header.Get("Authorization") == "":
		fail(w, apiError{Status: 401, Code: "authentication.not_authenticated", Message: "log in"})
	case r.Method != http.MethodPost:
		fail(w, apiError{Status: 405, Code: "http_method_not_allowed", Message: "POST only"})
	default:
		fail(w, apiError{Code: "server_error", Message: "not served here"})
	}
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Logged decides on the status that this server sent.
func Logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r)
		if rec.status >= 500 {
			println("medipim: failed", r.URL.Path)
		}
	})
}
