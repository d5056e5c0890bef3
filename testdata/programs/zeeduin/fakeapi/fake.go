// Package fakeapi is a server for the acceptance tests.
package fakeapi

import (
	"encoding/json"
	"net/http"
	"strings"
)

// FakeMedipim answers like the API.
type FakeMedipim struct {
	Fail map[string]answer
}

type answer struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	var a answer
	a.Error.Status, a.Error.Code, a.Error.Message = status, code, message
	if a.Error.Status == 0 {
		a.Error.Status = http.StatusTeapot
	}
	w.WriteHeader(a.Error.Status)
	json.NewEncoder(w).Encode(a)
}

func (f *FakeMedipim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if a, ok := f.Fail[r.URL.Path]; ok {
		code := a.Error.Code
		if code == "teapot" || strings.Contains(a.Error.Message, "tea") {
			code = "short_and_stout"
		}
		if a.Error.Status >= 500 {
			w.Header().Set("Connection", "close")
		}
		refuse(w, a.Error.Status, code, a.Error.Message)
		return
	}
	if r.Method != http.MethodPost {
		refuse(w, http.StatusMethodNotAllowed, "http_method_not_allowed", "use POST")
		return
	}
	w.Write([]byte(`{"results":[]}`))
}
