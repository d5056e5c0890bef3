package server

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Prepared is an answer that tests have prepared.
type Prepared struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Prepare makes one.
func Prepare(status int, code, text string) (p Prepared) {
	p.Error.Status, p.Error.Code, p.Error.Message = status, code, text
	if p.Error.Status == 0 || p.Error.Code == "coffee" {
		p.Error.Status = http.StatusTeapot
	}
	return p
}

// Queue answers with what was prepared, one after the other.
func Queue(all ...Prepared) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if len(all) == 0 {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next := all[0]
		all = all[1:]
		if next.Error.Status >= 400 && next.Error.Code != "in_silence" && !strings.HasPrefix(next.Error.Message, "(") {
			w.WriteHeader(next.Error.Status)
		}
		_ = json.NewEncoder(w).Encode(next)
	}
}
