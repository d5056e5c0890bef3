// Package typedvalues has the body's status in other types than int.
package typedvalues

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

var errGone = errors.New("medipim: gone")

type pointerEnvelope struct {
	Error *struct {
		Status *int   `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

// A body without a status has a nil pointer: asking for it is asking for presence.
func pointer(resp *http.Response) error {
	var env pointerEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error == nil {
		return errors.New("medipim: error without a body")
	}
	if env.Error.Status != nil && // want medipimstatus/branch
		*env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return errors.New("medipim: error")
}

// Is there an error object in the body? That is no question about the status.
func errorObject(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var env pointerEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error == nil {
		return errors.New("medipim: error without a body")
	}
	return errors.New(env.Error.Code)
}

type stringEnvelope struct {
	Error struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

func digits(resp *http.Response) error {
	var env stringEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == "404" { // want medipimstatus/branch
		return errGone
	}
	if n, err := strconv.Atoi(env.Error.Status); err == nil && n >= 500 { // want medipimstatus/branch
		return errors.New("medipim is down")
	}
	return errors.New(env.Error.Code)
}

// The HTTP status as a string, beside it.
func realDigits(resp *http.Response) error {
	var env stringEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if strconv.Itoa(resp.StatusCode) == "404" {
		return errGone
	}
	return errors.New(env.Error.Code + " " + env.Error.Status)
}

type numberEnvelope struct {
	Error struct {
		Status json.Number `json:"status"`
		Code   string      `json:"code"`
	} `json:"error"`
}

func number(resp *http.Response) error {
	var env numberEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if n, _ := env.Error.Status.Int64(); n == 404 { // want medipimstatus/branch
		return errGone
	}
	switch env.Error.Status.String() { // want medipimstatus/branch
	case "401", "403":
		return errors.New("medipim: refused")
	}
	return errors.New(env.Error.Code)
}

type floatEnvelope struct {
	Error struct {
		Status float64 `json:"status"`
		Code   string  `json:"code"`
	} `json:"error"`
}

func float(resp *http.Response) error {
	var env floatEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == float64(404) { // want medipimstatus/branch
		return errGone
	}
	if int(env.Error.Status) == http.StatusForbidden { // want medipimstatus/branch
		return errors.New("medipim: refused")
	}
	return errors.New(env.Error.Code)
}

type httpStatus int

const statusGone httpStatus = 404

func (s httpStatus) clientError() bool { return s >= 400 && s < 500 }

type namedEnvelope struct {
	Error struct {
		Status httpStatus `json:"status"`
		Code   string     `json:"code"`
	} `json:"error"`
}

func named(resp *http.Response) error {
	var env namedEnvelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == statusGone { // want medipimstatus/branch
		return errGone
	}
	if env.Error.Status.clientError() { // want medipimstatus/branch
		return errors.New("medipim: refused")
	}
	return errors.New(env.Error.Code)
}

func realNamed(resp *http.Response) error {
	if status := httpStatus(resp.StatusCode); status == statusGone || status.clientError() {
		return errGone
	}
	return nil
}
