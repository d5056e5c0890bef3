// Package jsonparserkeys reads the error envelope with buger/jsonparser.
package jsonparserkeys

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"strconv"

	"github.com/buger/jsonparser"
)

var (
	errNotFound = errors.New("medipim: not found")
	errRefused  = errors.New("medipim: refused")
)

func direct(body []byte) error {
	status, err := jsonparser.GetInt(body, "error", "status")
	if err != nil {
		return err
	}
	if status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func ignoringTheError(body []byte) bool {
	status, _ := jsonparser.GetFloat(body, "error", "status")
	return status >= 500 // want medipimstatus/branch
}

func inTwoSteps(body []byte) bool {
	inner, _, _, err := jsonparser.Get(body, "error")
	if err != nil {
		return false
	}
	status, _ := jsonparser.GetInt(inner, "status")
	return status == http.StatusNotFound // want medipimstatus/branch
}

func rawNumber(body []byte) bool {
	raw, _, _, err := jsonparser.Get(body, "error", "status")
	if err != nil {
		return false
	}
	status, err := strconv.Atoi(string(raw))
	return err == nil && status == http.StatusNotFound // want medipimstatus/branch
}

func rawText(body []byte) bool {
	raw, _, _, _ := jsonparser.Get(body, "error", "status")
	return string(raw) == "404" // want medipimstatus/branch
}

var keys = []string{"error", "status"}

func spread(body []byte) bool {
	status, _ := jsonparser.GetInt(body, keys...)
	return status == http.StatusForbidden // want medipimstatus/branch
}

// apiError is filled key by key.
type apiError struct {
	status  int64
	code    string
	message string
}

func (e *apiError) Error() string {
	return fmt.Sprintf("medipim: %d %s: %s", e.status, e.code, e.message)
}

func parse(body []byte) (*apiError, error) {
	e := new(apiError)
	err := jsonparser.ObjectEach(body, func(key, value []byte, _ jsonparser.ValueType, _ int) (err error) {
		switch string(key) {
		case "status":
			e.status, err = jsonparser.ParseInt(value)
		case "code":
			e.code, err = jsonparser.ParseString(value)
		case "message":
			e.message, err = jsonparser.ParseString(value)
		}
		return err
	}, "error")
	return e, err
}

func carried(body []byte) error {
	e, err := parse(body)
	if err != nil {
		return err
	}
	if e.status == http.StatusUnauthorized { // want medipimstatus/branch
		return errRefused
	}
	return e
}

func codes(body []byte) error {
	code, err := jsonparser.GetString(body, "error", "code")
	if err != nil {
		return err
	}
	switch code {
	case "not_found":
		return errNotFound
	case "forbidden": // want medipimcode/unknown
		return errRefused
	case "too_many_request": // want medipimcode/unknown
		return errRefused
	}
	return nil
}

func unsafeCode(body []byte) bool {
	code, _ := jsonparser.GetUnsafeString(body, "error", "code")
	return code == "server-error" // want medipimcode/unknown
}

func rawCode(body []byte) bool {
	raw, _, _, _ := jsonparser.Get(body, "error", "code")
	return string(raw) == "validation_error" // want medipimcode/unknown
}

func carriedCode(body []byte) bool {
	e, _ := parse(body)
	return e.code == "invalid_api_secret" // want medipimcode/unknown
}

// What follows is not reported.

func logged(body []byte) {
	status, _ := jsonparser.GetInt(body, "error", "status")
	code, _ := jsonparser.GetString(body, "error", "code")
	log.Printf("medipim says %d %s", status, code)
}

func consistent(resp *http.Response, body []byte) bool {
	status, _ := jsonparser.GetInt(body, "error", "status")
	return status == int64(resp.StatusCode)
}

func product(body []byte) bool {
	status, _ := jsonparser.GetString(body, "result", "status")
	code, _ := jsonparser.GetString(body, "result", "code")
	n, _ := jsonparser.GetInt(body, "status")
	return status == "active" && code == "CNK" && n == 1
}

func replaced(resp *http.Response, body []byte) (bool, error) {
	e, err := parse(body)
	if err != nil {
		return false, err
	}
	e.status = int64(resp.StatusCode)
	return e.status == http.StatusNotFound && e.code == "endpoint_not_found", nil
}
