// Package ownfield has a field for the HTTP status already.
package ownfield

import (
	"encoding/json"
	"errors"
	"net/http"
)

type apiError struct {
	HTTP   int    `json:"-"`
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (e *apiError) Error() string { return e.Code }

func check(resp *http.Response) error {
	body := struct {
		Error apiError `json:"error"`
	}{}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	body.Error.HTTP = resp.StatusCode
	return &body.Error
}

func missing(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.Status == 404 // want medipimstatus/branch
}

type other struct {
	real   int
	status int
	Code   string
}

func (e *other) Error() string { return e.Code }

func checkOther(resp *http.Response) error {
	var env struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return &other{real: resp.StatusCode}
	}
	return &other{real: resp.StatusCode, status: env.Error.Status, Code: env.Error.Code}
}

func otherMissing(err error) bool {
	e, ok := err.(*other)
	return ok && e.status == 404 // want medipimstatus/branch
}
