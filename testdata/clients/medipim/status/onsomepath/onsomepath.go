// Package onsomepath has a value that is the HTTP status on one path and the body's on another.
package onsomepath

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errNotFound = errors.New("medipim: not found")

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// The body's status wins where there is one: the usual "fallback", the wrong way round.
func fallback(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	status := resp.StatusCode
	if env.Error.Status > 0 { // want medipimstatus/branch
		status = env.Error.Status
	}
	if status == http.StatusNotFound { // want medipimstatus/mixed
		return errNotFound
	}
	return errors.New(env.Error.Code)
}

// Overwritten only if the body left it out.
func fillIn(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == 0 { // want medipimstatus/branch
		env.Error.Status = resp.StatusCode
	}
	if env.Error.Status == 404 { // want medipimstatus/mixed
		return errNotFound
	}
	return errors.New(env.Error.Code)
}

// Overwritten under a condition that has nothing to do with it.
func underAnotherCondition(resp *http.Response, strict bool) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if strict {
		env.Error.Status = resp.StatusCode
	}
	switch env.Error.Status { // want medipimstatus/mixed
	case 404:
		return errNotFound
	}
	return errors.New(env.Error.Code)
}

// Overwritten on both paths: clean.
func onBothPaths(resp *http.Response, gateway int) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if gateway != 0 {
		env.Error.Status = gateway
	} else {
		env.Error.Status = resp.StatusCode
	}
	if env.Error.Status == 404 {
		return errNotFound
	}
	return errors.New(env.Error.Code)
}

// The body's status is only the default of a message.
func forTheMessage(resp *http.Response) error {
	var env envelope
	_ = json.NewDecoder(resp.Body).Decode(&env)
	if resp.StatusCode == http.StatusNotFound {
		return errNotFound
	}
	text := env.Error.Message
	if text == "" {
		text = http.StatusText(env.Error.Status)
	}
	return errors.New(text)
}
