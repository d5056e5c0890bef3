// Package goccystructs reads the error envelope with goccy/go-json, under the name
// of the package that it stands in for.
package goccystructs

import (
	"context"
	"errors"
	"log"
	"net/http"

	"github.com/goccy/go-json"
)

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

func unmarshal(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusTooManyRequests { // want medipimstatus/branch
		return errLimited
	}
	if env.Error.Code == "too_many_requests" || env.Error.Code == "too-many-requests" { // want medipimcode/unknown
		return errLimited
	}
	return nil
}

func unmarshalOf(body []byte) (bool, error) {
	var env envelope
	err := json.UnmarshalOf(body, &env)
	return env.Error.Status == 404, err // want medipimstatus/branch
}

func withContext(ctx context.Context, body []byte) (bool, error) {
	env := &envelope{}
	if err := json.UnmarshalContext(ctx, body, env); err != nil {
		return false, err
	}
	return env.Error.Status >= 500, nil // want medipimstatus/branch
}

func decoder(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errNotFound
	}
	return nil
}

// decode is a helper with a type parameter.
func decode[T any](body []byte) (*T, error) {
	v := new(T)
	if err := json.Unmarshal(body, v); err != nil {
		return nil, err
	}
	return v, nil
}

func generic(body []byte) (bool, error) {
	env, err := decode[envelope](body)
	if err != nil {
		return false, err
	}
	return env.Error.Status == http.StatusForbidden, nil // want medipimstatus/branch
}

func untyped(body []byte) bool {
	var v map[string]any
	if json.Unmarshal(body, &v) != nil {
		return false
	}
	inner, _ := v["error"].(map[string]any)
	status, _ := inner["status"].(float64)
	return status == 404 // want medipimstatus/branch
}

// Flat fills itself from the envelope.
type Flat struct {
	Status int
	Code   string
}

// UnmarshalJSON takes the object apart.
func (f *Flat) UnmarshalJSON(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	f.Status, f.Code = env.Error.Status, env.Error.Code
	return nil
}

func flat(body []byte) (bool, error) {
	var f Flat
	if err := json.Unmarshal(body, &f); err != nil {
		return false, err
	}
	return f.Status == http.StatusUnauthorized, nil // want medipimstatus/branch
}

// What follows is not reported.

func logged(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	log.Printf("medipim says %d %s", env.Error.Status, env.Error.Code)
	return nil
}

func fromResponse(resp *http.Response) (bool, error) {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false, err
	}
	env.Error.Status = resp.StatusCode
	return env.Error.Status == 404 && env.Error.Code == "not_found", nil
}

// unreachable has a status that JSON cannot fill.
type unreachable struct {
	Error struct {
		Status  int    `json:"-"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func ownStatus(resp *http.Response) (bool, error) {
	var env unreachable
	env.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return false, err
	}
	return env.Error.Status == 404, nil
}
