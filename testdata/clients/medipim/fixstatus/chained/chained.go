// Package chained copies the status from type to type.
package chained

import (
	"encoding/json"
	"errors"
	"net/http"
)

type detail struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type body struct {
	Error detail `json:"error"`
}

// Inner is the first type.
type Inner struct {
	detail
	Op string
}

func (i *Inner) Error() string { return i.Op }

// Outer is the second.
type Outer struct {
	Status int
	cause  error
}

func (o *Outer) Error() string { return o.cause.Error() }
func (o *Outer) Unwrap() error { return o.cause }

func read(resp *http.Response) error {
	var b body
	if err := json.NewDecoder(resp.Body).Decode(&b); err != nil {
		return err
	}
	return &Inner{detail: b.Error, Op: "read"}
}

func wrapped(resp *http.Response) error {
	err := read(resp)
	var in *Inner
	if errors.As(err, &in) {
		return &Outer{Status: in.Status, cause: in}
	}
	return err
}

func isMissing(err error) bool {
	var o *Outer
	return errors.As(err, &o) && o.Status == 404 // want medipimstatus/branch
}

func isDenied(err error) bool {
	var in *Inner
	return errors.As(err, &in) && in.Status == 403 // want medipimstatus/branch
}

func isDetail(d detail) bool { return d.Status == 405 } // want medipimstatus/branch

func use(resp *http.Response) bool {
	err := wrapped(resp)
	var in *Inner
	return isMissing(err) || isDenied(err) || errors.As(err, &in) && isDetail(in.detail)
}
