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

type fault struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (f *fault) gone() bool { return f.Status == 404 } // want medipimstatus/branch

type body struct {
	Error fault `json:"error"`
}

// around converts what the type is a field of: one more field of the type is one on both sides.
func around(resp *http.Response) (bool, error) {
	var b body
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return false, err
	}
	plain := struct {
		Error fault `json:"error"`
	}(b)
	return b.Error.gone(), errors.New(plain.Error.Code)
}

type reason struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

func (r *reason) gone() bool { return r.Status == 404 } // want medipimstatus/branch

// apart converts the type itself.
func apart(resp *http.Response) (bool, error) {
	var b struct {
		Error reason `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return false, err
	}
	plain := struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	}(b.Error)
	return b.Error.gone(), errors.New(plain.Code)
}
