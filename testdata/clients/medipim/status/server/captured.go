package server

import (
	"encoding/json"
	"net/http"
)

// Refusals answers with failures through a function that its handlers share.
func Refusals() http.Handler {
	mux := http.NewServeMux()
	refuse := func(w http.ResponseWriter, e apiError) {
		if e.Status == 0 {
			e.Status = http.StatusInternalServerError
		}
		w.WriteHeader(e.Status)
		_ = json.NewEncoder(w).Encode(envelope{Error: e})
	}
	mux.HandleFunc("/v4/brands/find", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			refuse(w, apiError{Status: 401, Code: "authentication.not_authenticated"})
			return
		}
		refuse(w, apiError{Code: "server_error"})
	})
	return mux
}

// Relay gives the failures that it decodes to a function in a variable, which another one captures.
func Relay(resp *http.Response, w http.ResponseWriter) {
	pass := func(e apiError) {
		if e.Status == 503 { // want medipimstatus/branch
			w.Header().Set("Connection", "close")
		}
	}
	func() {
		var env envelope
		if json.NewDecoder(resp.Body).Decode(&env) == nil {
			pass(env.Error)
		}
	}()
}

// Hook is what a program may set.
var Hook func(apiError)

// SetHook hands a function out: who calls it, with what, is not seen.
func SetHook() {
	hook := func(e apiError) {
		if e.Status == 502 { // want medipimstatus/branch
			panic(e.Code)
		}
	}
	Hook = hook
}
