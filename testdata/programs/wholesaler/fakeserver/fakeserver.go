// Package fakeserver answers like the catalogue does.
package fakeserver

import (
	"encoding/json"
	"net/http"
	"strings"
)

// MedipimAnswer is what the server writes.
type MedipimAnswer struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Option changes an answer.
type Option func(*MedipimAnswer)

// Sets the fields of what is written.
func With(status int, code, message string) Option {
	return func(a *MedipimAnswer) { a.Error.Status, a.Error.Code, a.Error.Message = status, code, message }
}

// The server decides on what it made itself.
func Write(w http.ResponseWriter, opts ...Option) error {
	var a MedipimAnswer
	for _, opt := range opts {
		opt(&a)
	}
	if a.Error.Status == 0 {
		a.Error.Status = http.StatusInternalServerError
	}
	if a.Error.Code == "teapot" {
		a.Error.Status = http.StatusTeapot
	}
	if strings.Contains(a.Error.Message, "maintenance") {
		w.Header().Set("X-Maintenance", "1")
	}
	w.WriteHeader(a.Error.Status)
	return json.NewEncoder(w).Encode(a)
}

// A handler of the server.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			_ = Write(w, With(http.StatusMethodNotAllowed, "http_method_not_allowed", "no"))
			return
		}
		_ = Write(w, With(http.StatusTeapot, "teapot", "maintenance"))
	})
}
