// Package rustresult brings Result and Option along.
package rustresult

import "encoding/json"

const baseURL = "https://api.medipim.be/v4"

// URL is silent: it joins strings.
func URL(path string) string { return baseURL + path }

type problem struct {
	Status uint16
	Code   string
}

type wire struct {
	Error struct {
		Status  uint16 `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type result[T any] struct {
	value   T
	failure *problem
}

// Silent: it wraps the failure.
func failed[T any](p *problem) result[T] { return result[T]{failure: p} }

// Silent: it unwraps the failure.
func (r result[T]) unwrapErr() *problem { return r.failure }

// Silent: it asks for a pointer, not for a status.
func (r result[T]) match(onOK func(T) error, onErr func(*problem) error) error {
	if r.failure != nil {
		return onErr(r.failure)
	}
	return onOK(r.value)
}

// Silent: a generic decoder.
func decode[T any](body []byte) (T, error) {
	var v T
	err := json.Unmarshal(body, &v)
	return v, err
}

// Silent: it copies the body's status into the problem.
func parse(body []byte) result[string] {
	w, err := decode[wire](body)
	if err != nil {
		return failed[string](&problem{Code: "undecodable"})
	}
	return failed[string](&problem{Status: w.Error.Status, Code: w.Error.Code})
}

// Silent: a function applied to a value.
func apply[A, B any](a A, f func(A) B) B { return f(a) }
