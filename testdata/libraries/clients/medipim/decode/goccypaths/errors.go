// Package goccypaths reads Medipim errors with goccy/go-json in further styles.
package goccypaths

import (
	"context"
	"errors"
	"net/http"

	"github.com/goccy/go-json"
)

var errGone = errors.New("gone")

type envelope struct {
	Error *struct {
		Status  int
		Code    string
		Message string
	}
}

var statusPath, _ = json.CreatePath("$.error.status")

func path(body []byte) bool {
	var st int
	_ = statusPath.Unmarshal(body, &st)
	return st == 404 // want medipimstatus/branch
}

func localPath(body []byte) (string, error) {
	p, err := json.CreatePath("$['error']['code']")
	if err != nil {
		return "", err
	}
	var code string
	err = p.Unmarshal(body, &code)
	return code, err
}

func usePath(body []byte) bool {
	code, _ := localPath(body)
	return code == "oops" // want medipimcode/unknown
}

func extract(body []byte) bool {
	p, _ := json.CreatePath("$.error.status")
	parts, err := p.Extract(body)
	if err != nil || len(parts) == 0 {
		return false
	}
	return string(parts[0]) == "404" // want medipimstatus/branch
}

func ctx(c context.Context, body []byte) bool {
	var env envelope
	_ = json.UnmarshalContext(c, body, &env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

func decodeContext(resp *http.Response) bool {
	var env envelope
	dec := json.NewDecoder(resp.Body)
	dec.DisallowUnknownFields()
	_ = dec.DecodeContext(resp.Request.Context(), &env)
	return env.Error.Code == "oops" // want medipimcode/unknown
}

func noEscape(body []byte) bool {
	var env envelope
	_ = json.UnmarshalNoEscape(body, &env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

func option(body []byte) bool {
	var env envelope
	_ = json.UnmarshalWithOption(body, &env, json.DecodeFieldPriorityFirstWin())
	return env.Error.Status == 404 // want medipimstatus/branch
}

func generic[T any](body []byte) (T, error) {
	var v T
	err := json.Unmarshal(body, &v)
	return v, err
}

func useGeneric(body []byte) bool {
	env, err := generic[envelope](body)
	return err == nil && env.Error.Status == 404 // want medipimstatus/branch
}

func of(body []byte) bool {
	var env envelope
	_ = json.UnmarshalOf(body, &env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

func rawMessage(body []byte) bool {
	var env struct{ Error json.RawMessage }
	_ = json.Unmarshal(body, &env)
	var inner struct {
		Status json.Number
		Code   string
	}
	_ = json.Unmarshal(env.Error, &inner)
	return inner.Status == "404" // want medipimstatus/branch
}

func valid(resp *http.Response, body []byte) bool {
	if !json.Valid(body) {
		return false
	}
	var env envelope
	_ = json.Unmarshal(body, &env)
	return resp.StatusCode == 404 && env.Error.Code == "not_found"
}

func other(body []byte) bool {
	p, _ := json.CreatePath("$.result.status")
	var st int
	_ = p.Unmarshal(body, &st)
	return st == 404
}
