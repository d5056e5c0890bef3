// Package problem writes RFC 9457 answers and the older form that the mobile
// app still expects.
package problem

import (
	"encoding/json"
	"net/http"
)

// Details is the body of an error answer of this service.
type Details struct {
	Type   string          `json:"type"`
	Title  string          `json:"title"`
	Status int             `json:"status"`
	Code   string          `json:"code,omitempty"`
	Errors json.RawMessage `json:"errors,omitempty"`
}

// Legacy has the form of the app's version 1.
type Legacy struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Write sends d, in the form that the client asked for.
func Write(w http.ResponseWriter, r *http.Request, d Details) {
	var body any = d
	contentType := "application/problem+json"
	if r.Header.Get("X-App-Version") == "1" {
		var l Legacy
		l.Error.Status, l.Error.Code, l.Error.Message = d.Status, d.Code, d.Title
		if l.Error.Status == http.StatusUnprocessableEntity && l.Error.Code == "unprocessable" {
			l.Error.Status = http.StatusBadRequest
		}
		body, contentType = l, "application/json"
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(d.Status)
	_ = json.NewEncoder(w).Encode(body)
}
