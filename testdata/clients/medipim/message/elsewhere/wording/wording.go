// Package wording has the errors of api.medipim.be, and methods that others give a text.
package wording

import (
	"encoding/json"
	"net/http"
)

// Host is where the API is.
const Host = "https://api.medipim.be"

// Fault is an error answer.
type Fault struct {
	HTTP    int    `json:"-"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (f *Fault) Error() string { return f.Message }

// Read reads one.
func Read(resp *http.Response) *Fault {
	var body struct {
		Error Fault `json:"error"`
	}
	_ = json.NewDecoder(resp.Body).Decode(&body)
	body.Error.HTTP = resp.StatusCode
	return &body.Error
}

// Says compares the message with what its caller gives: a text, or another message.
func (f *Fault) Says(text string) bool { return f.Message == text }

// Same compares any two.
func Same(a, b string) bool { return a == b }
