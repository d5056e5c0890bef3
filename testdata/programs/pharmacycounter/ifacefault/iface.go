package ifacefault

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// MedipimError is an error with a status.
type MedipimError interface {
	error
	Status() int
}

type envelope struct {
	Error detail `json:"error"`
}

type detail struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type bodyError struct {
	detail
	path string
}

// Error formats, silent.
func (e bodyError) Error() string { return fmt.Sprintf("%s: %d", e.path, e.detail.Status) }

// Status hands the body's status on, silent.
func (e bodyError) Status() int { return e.detail.Status }

// parse makes the only error that has a status, silent.
func parse(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return bodyError{detail: env.Error, path: resp.Request.URL.Path}
}

// Missing branches on the body's status behind an interface, reported.
func Missing(resp *http.Response) bool {
	var me MedipimError
	if err := parse(resp); errors.As(err, &me) {
		return me.Status() == http.StatusNotFound // want medipimstatus/branch
	}
	return false
}

// Kind switches on the body's status behind an interface, the tag is reported.
func Kind(resp *http.Response) string {
	err := parse(resp)
	if me, ok := err.(MedipimError); ok {
		switch s := me.Status(); s { // want medipimstatus/branch
		case 401:
			return "key"
		case 403:
			return "rights"
		}
	}
	return ""
}

// Shown only prints what is behind the interface, silent.
func Shown(resp *http.Response) string {
	var me MedipimError
	if err := parse(resp); errors.As(err, &me) {
		return fmt.Sprint(me.Status(), http.StatusText(me.Status()))
	}
	return ""
}
