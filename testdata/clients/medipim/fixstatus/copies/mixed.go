// Package copies takes the status from here or there.
package copies

import (
	"encoding/json"
	"net/http"
)

// Err is filled in two ways.
type Err struct {
	Status int
	Code   string
}

func (e *Err) Error() string { return e.Code }

func check(resp *http.Response) error {
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return &Err{Status: resp.StatusCode}
	}
	e := &Err{Status: resp.StatusCode, Code: env.Error.Code}
	if env.Error.Status != 0 { // want medipimstatus/branch
		e.Status = env.Error.Status
	}
	return e
}

func missing(err error) bool {
	e, ok := err.(*Err)
	return ok && e.Status == 404 // want medipimstatus/mixed
}

func present(err error) bool {
	e, ok := err.(*Err)
	return ok && e.Status > 0 // want medipimstatus/mixed
}
