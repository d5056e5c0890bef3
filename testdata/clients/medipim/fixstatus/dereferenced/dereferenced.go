// Package dereferenced takes the address of a field, only to read what is there.
package dereferenced

import (
	"encoding/json"
	"net/http"
)

type apiError struct {
	Status int
	Code   string
}

func (e *apiError) Error() string { return e.Code }

func (e *apiError) missing() bool { return *&e.Status == http.StatusNotFound } // want medipimstatus/branch

func (e *apiError) denied() bool { return *(&(e.Status)) == http.StatusForbidden } // want medipimstatus/branch

func check(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &apiError{Status: env.Error.Status, Code: env.Error.Code}
}

// An address that is kept may be written to: nothing is repaired.
type kept struct {
	Status int
	Code   string
}

func (e *kept) Error() string { return e.Code }

func (e *kept) missing() bool { return e.Status == http.StatusNotFound } // want medipimstatus/branch

func (e *kept) where() *int { return &e.Status }

func checkKept(resp *http.Response) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &kept{Status: env.Error.Status, Code: env.Error.Code}
}
