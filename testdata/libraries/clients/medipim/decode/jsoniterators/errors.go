// Package jsoniterators reads the error envelope with json-iterator: by structs
// under the usual name json, and by its lazy values.
package jsoniterators

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"

	jsoniter "github.com/json-iterator/go"
)

var json = jsoniter.ConfigCompatibleWithStandardLibrary

var (
	errNotFound = errors.New("medipim: not found")
	errLimited  = errors.New("medipim: too many requests")
)

type envelope struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func throughAPI(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

func throughPackage(body []byte) (bool, error) {
	env := new(envelope)
	if err := jsoniter.Unmarshal(body, env); err != nil {
		return false, err
	}
	return env.Error.Code == "not-found", nil // want medipimcode/unknown
}

func throughDecoder(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Status { // want medipimstatus/branch
	case http.StatusTooManyRequests:
		return errLimited
	}
	if env.Error.Code == "endpoint_notfound" { // want medipimcode/unknown
		return errNotFound
	}
	return nil
}

func fastest(r io.Reader) (bool, error) {
	var env envelope
	err := jsoniter.ConfigFastest.NewDecoder(r).Decode(&env)
	return env.Error.Status >= 500, err // want medipimstatus/branch
}

func lazy(body []byte) bool {
	return jsoniter.Get(body, "error", "status").ToInt() == http.StatusNotFound // want medipimstatus/branch
}

func lazySteps(body []byte) bool {
	inner := json.Get(body).Get("error")
	return inner.Get("status").ToInt64() == http.StatusForbidden // want medipimstatus/branch
}

func lazyCode(body []byte) error {
	switch jsoniter.Get(body, "error", "code").ToString() {
	case "not_found":
		return errNotFound
	case "rate_limited": // want medipimcode/unknown
		return errLimited
	}
	return nil
}

func lazyValue(body []byte) bool {
	var env envelope
	jsoniter.Get(body).ToVal(&env)
	return env.Error.Status == http.StatusNotFound // want medipimstatus/branch
}

// What follows is not reported.

func logged(body []byte) {
	log.Printf("medipim says %d", jsoniter.Get(body, "error", "status").ToInt())
}

func fromResponse(resp *http.Response) (bool, error) {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false, err
	}
	env.Error.Status = resp.StatusCode
	return env.Error.Status == http.StatusNotFound, nil
}

func product(body []byte) bool {
	return jsoniter.Get(body, "result", "status").ToInt() == 1 && jsoniter.Get(body, "code").ToString() == "CNK"
}

func describe(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Code == "" || env.Error.Code == "bad_request" {
		return nil
	}
	return fmt.Errorf("medipim: %d %s: %s", env.Error.Status, env.Error.Code, env.Error.Message)
}
