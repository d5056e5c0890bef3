// Package catalogue calls api.medipim.be; some codes are its own.
package catalogue

import (
	"encoding/json"
	"net/http"
)

// Host is where the API is.
const Host = "https://api.medipim.be"

// Fault is an error answer, or what takes its place.
type Fault struct {
	HTTP int
	code string
	Kind string
}

func (f *Fault) Error() string { return f.code }

// Code is the API's code, or one of this package.
func (f *Fault) Code() string { return f.code }

// Read reads one.
func Read(resp *http.Response) *Fault {
	var body struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.NewDecoder(resp.Body).Decode(&body) != nil {
		return &Fault{HTTP: resp.StatusCode, code: "unreadable", Kind: "unreadable"}
	}
	return &Fault{HTTP: resp.StatusCode, code: body.Error.Code, Kind: body.Error.Code}
}
