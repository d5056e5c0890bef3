// Package medipimmw wraps everything in something else.
package medipimmw

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
)

var errMissing = errors.New("missing")

type failure struct {
	Status int
	Code   string
}

type handler func(*http.Response, *failure) error

type middleware func(handler) handler

// Silent: it nests the middlewares.
func chain(h handler, mws ...middleware) handler {
	for i := len(mws) - 1; i >= 0; i-- {
		h = mws[i](h)
	}
	return h
}

// Silent: it copies the body's status for those that follow.
func withBody(next handler) handler {
	return func(resp *http.Response, f *failure) error {
		var env struct {
			Error struct {
				Status  int    `json:"status"`
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
			return err
		}
		f.Status, f.Code = env.Error.Status, env.Error.Code
		return next(resp, f)
	}
}

// Reported: the field was filled two layers further out.
func withMissing(next handler) handler {
	return func(resp *http.Response, f *failure) error {
		if f.Status == http.StatusNotFound { // want medipimstatus/branch
			return errMissing
		}
		return next(resp, f)
	}
}

// Silent: the same layer on the real status.
func withMissingReal(next handler) handler {
	return func(resp *http.Response, f *failure) error {
		if resp.StatusCode == http.StatusNotFound {
			return errMissing
		}
		return next(resp, f)
	}
}

// Silent: it logs and goes on.
func withLog(next handler) handler {
	return func(resp *http.Response, f *failure) error {
		log.Printf("%d/%d %s", resp.StatusCode, f.Status, f.Code)
		return next(resp, f)
	}
}

// Reported: a layer that knows another API's word.
func withLogin(next handler) handler {
	return func(resp *http.Response, f *failure) error {
		if f.Code == "invalid_token" { // want medipimcode/unknown
			return errMissing
		}
		return next(resp, f)
	}
}

// Handle is silent: it puts the layers together.
func Handle(resp *http.Response) error {
	last := func(*http.Response, *failure) error { return nil }
	h := chain(last, withLog, withBody, withMissing, withMissingReal, withLogin)
	return h(resp, new(failure))
}
