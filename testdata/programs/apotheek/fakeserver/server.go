//medipimlint:client

// Package fakeserver has the client's reader and a server to try it on.
package fakeserver

import (
	"encoding/json"
	"net/http"
)

type answer struct {
	Error answerDetail `json:"error"`
}

type answerDetail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Silent: the server decides what it will say.
func write(w http.ResponseWriter, a answer) {
	if a.Error.Status < 400 {
		a.Error.Status = http.StatusInternalServerError
	}
	if a.Error.Code == "maintenance" {
		w.Header().Set("X-Maintenance", "1")
	}
	if a.Error.Message == "Nothing here" {
		a.Error.Message = "Nothing"
	}
	w.WriteHeader(a.Error.Status)
	_ = json.NewEncoder(w).Encode(a)
}

// Silent: the server makes the answer up.
func serve(w http.ResponseWriter, r *http.Request) {
	a := answer{answerDetail{http.StatusNotFound, "not_found", "Nothing here"}}
	if r.URL.Path == "/closed" {
		a.Error = answerDetail{http.StatusServiceUnavailable, "maintenance", "Closed"}
	}
	write(w, a)
}

type statusRecorder struct {
	http.ResponseWriter
	Status int
}

// WriteHeader is silent: the server's own status.
func (s *statusRecorder) WriteHeader(status int) {
	s.Status = status
	s.ResponseWriter.WriteHeader(status)
}

// Silent: the server's own status again.
func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rec := &statusRecorder{ResponseWriter: w, Status: 200}
		next(rec, r)
		if rec.Status >= 500 {
			println("failed", r.URL.Path)
		}
	}
}

// Handler is silent: it puts them together.
func Handler() http.Handler { return logged(serve) }

type reading struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Missing is reported: the client's side of it.
func Missing(body []byte) bool {
	var r reading
	if err := json.Unmarshal(body, &r); err != nil {
		return false
	}
	return r.Error.Status == http.StatusNotFound // want medipimstatus/branch
}
