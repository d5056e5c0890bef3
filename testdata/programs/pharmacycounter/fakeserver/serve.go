// Package fakeserver answers like the real thing, for trials at the counter.
//
//medipimlint:client
package fakeserver

import (
	"encoding/json"
	"net/http"
)

type answer struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// answerFor makes the answer itself, on the encoder's side, silent.
func answerFor(path string) answer {
	var a answer
	a.Error.Status, a.Error.Code, a.Error.Message = 404, "not_found", "no such thing"
	if path == "/v4/teapot" {
		a.Error.Status, a.Error.Code, a.Error.Message = 418, "teapot", "short and stout"
	}
	return a
}

// ServeHTTP writes the answer with its own status and code, silent.
func ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := answerFor(r.URL.Path)
	if a.Error.Status == 418 {
		w.Header().Set("X-Pot", "tea")
	}
	if a.Error.Code == "teapot" {
		w.Header().Set("X-Stout", "yes")
	}
	w.WriteHeader(a.Error.Status)
	_ = json.NewEncoder(w).Encode(a)
}
