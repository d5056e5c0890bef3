// Package mixing joins the two numbers.
package mixing

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
)

type medipimEnvelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errMissing = errors.New("missing")

// Decodes the body: no branch.
func parse(resp *http.Response) (env medipimEnvelope, err error) {
	err = json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}

// The first of the two that is not zero.
func First(resp *http.Response) error {
	env, err := parse(resp)
	if err != nil {
		return err
	}
	status := cmp.Or(env.Error.Status, resp.StatusCode)
	if status == http.StatusNotFound { // want medipimstatus/mixed
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// The response's number is only kept when there is no error in the body.
func Prefer(resp *http.Response) error {
	status := resp.StatusCode
	env, err := parse(resp)
	if err == nil {
		status = env.Error.Status
	}
	switch status { // want medipimstatus/mixed
	case http.StatusNotFound:
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// A closure chooses one of the two.
func Choose(resp *http.Response, trustBody bool) (bool, error) {
	env, err := parse(resp)
	if err != nil {
		return false, err
	}
	pick := func() int {
		if trustBody {
			return env.Error.Status
		}
		return resp.StatusCode
	}
	return pick() == http.StatusForbidden, nil // want medipimstatus/mixed
}

// Presence in the body is a branch, and so is what comes after.
func Present(resp *http.Response) error {
	status := resp.StatusCode
	env, err := parse(resp)
	if err != nil {
		return err
	}
	if env.Error.Status != 0 { // want medipimstatus/branch
		status = env.Error.Status
	}
	if status == http.StatusNotFound { // want medipimstatus/mixed
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// Chooses one of two numbers of the response and the request.
func Real(resp, previous *http.Response) bool {
	status := cmp.Or(resp.StatusCode, previous.StatusCode)
	return status == http.StatusNotFound
}

// Joined for a log line only.
func Text(resp *http.Response) string {
	env, err := parse(resp)
	if err != nil {
		return resp.Status
	}
	return http.StatusText(cmp.Or(env.Error.Status, resp.StatusCode)) + env.Error.Message
}
