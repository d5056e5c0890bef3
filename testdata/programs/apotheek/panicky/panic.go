// Package panicky panics and recovers.
package panicky

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

const endpoint = "https://api.au.medipim.com/v4/products/query"

// Endpoint is silent: a constant.
func Endpoint() string { return endpoint }

var errMissing = errors.New("missing")

type bodyFailure struct {
	status int
	code   string
	text   string
}

type lineFailure struct {
	status int
	code   string
}

type envelope = struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: it decodes, or panics.
func must(r io.Reader) envelope {
	var env envelope
	if err := json.NewDecoder(r).Decode(&env); err != nil {
		panic(err)
	}
	return env
}

// Silent: it panics with what the body said.
func throw(resp *http.Response) {
	env := must(resp.Body)
	panic(&bodyFailure{env.Error.Status, env.Error.Code, env.Error.Message})
}

// Silent: it panics with what the status line said.
func throwLine(resp *http.Response) {
	env := must(resp.Body)
	panic(lineFailure{resp.StatusCode, env.Error.Code})
}

// Reported: what was recovered has the body's status.
func catch(resp *http.Response) (err error) {
	defer func() {
		f, ok := recover().(*bodyFailure)
		if ok && f.status == http.StatusNotFound { // want medipimstatus/branch
			err = errMissing
		}
	}()
	throw(resp)
	return nil
}

// Silent: what was recovered has the real status.
func catchLine(resp *http.Response) (err error) {
	defer func() {
		f, ok := recover().(lineFailure)
		if ok && f.status == http.StatusNotFound {
			err = errMissing
		}
	}()
	throwLine(resp)
	return nil
}

// Reported: a catch that switches on the kind, then on the code.
func catchCode(resp *http.Response) (err error) {
	defer func() {
		switch f := recover().(type) {
		case *bodyFailure:
			switch f.code {
			case "not_found":
				err = errMissing
			case "gone": // want medipimcode/unknown
				err = errMissing
			}
		case error:
			err = f
		}
	}()
	throw(resp)
	return nil
}

// Reported: a catch that reads the message.
func catchText(resp *http.Response) (err error) {
	defer func() {
		if f, ok := recover().(*bodyFailure); ok {
			switch f.text { // want medipimmessage/text
			case "Product not found":
				err = errMissing
			}
		}
	}()
	throw(resp)
	return nil
}

// Silent: a catch that compares the text of its own panic.
func catchOwn(f func()) (err error) {
	defer func() {
		if text, ok := recover().(string); ok && text == "Product not found" {
			err = errMissing
		}
	}()
	f()
	return nil
}
