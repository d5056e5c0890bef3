// Package medipimfake plays the vendor's part.
package medipimfake

import (
	"encoding/json"
	"net/http"
	"strings"
)

type failure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func newFailure(status int, code, message string) (f failure) {
	f.Error.Status, f.Error.Code, f.Error.Message = status, code, message
	return f
}

// The server chooses the number itself and writes it twice.
func write(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(newFailure(status, code, message))
}

// ServeHTTP answers by the path.
func ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key, _, ok := r.BasicAuth()
	switch {
	case !ok:
		write(w, http.StatusUnauthorized, "authentication.not_authenticated", "no credentials")
	case key == "slow":
		write(w, http.StatusTooManyRequests, "too_many_requests", "slow down")
	case !strings.HasPrefix(r.URL.Path, "/v4/"):
		write(w, http.StatusNotFound, "endpoint_not_found", "no such path")
	default:
		write(w, http.StatusNotFound, "not_found", "no such product")
	}
}

// Severity sorts the server's own choice for its log.
func Severity(status int) string {
	if status >= 500 {
		return "error"
	}
	return "info"
}
