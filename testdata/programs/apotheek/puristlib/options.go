//medipimlint:client

// Package puristlib has options for everything.
package puristlib

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

var errMissing = errors.New("missing")

type envelope[E any] struct {
	Error E `json:"error"`
}

type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type codec interface {
	Decode(r io.Reader, into any) error
}

type jsonCodec struct{}

// Decode is silent: a wrapper round the decoder.
func (jsonCodec) Decode(r io.Reader, into any) error { return json.NewDecoder(r).Decode(into) }

type bodyFailure struct {
	status int
	code   string
}

type bodyOption func(*bodyFailure)

// Silent: an option that stores.
func withStatus(n int) bodyOption { return func(f *bodyFailure) { f.status = n } }

// Silent: an option that stores.
func withCode(c string) bodyOption { return func(f *bodyFailure) { f.code = c } }

// Silent: it applies the options.
func newBodyFailure(opts ...bodyOption) *bodyFailure {
	f := new(bodyFailure)
	for _, opt := range opts {
		opt(f)
	}
	return f
}

// Reported: the option carried the body's status into the field.
func viaOptions(c codec, r io.Reader) error {
	var env envelope[detail]
	if err := c.Decode(r, &env); err != nil {
		return err
	}
	f := newBodyFailure(withStatus(env.Error.Status), withCode(env.Error.Code))
	if f.status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

type lineFailure struct {
	status int
	code   string
}

type lineOption func(*lineFailure)

// Silent: an option that stores.
func withLine(n int) lineOption { return func(f *lineFailure) { f.status = n } }

// Silent: the option carried the real status into the field.
func viaLineOptions(resp *http.Response) error {
	var env envelope[detail]
	if err := (jsonCodec{}).Decode(resp.Body, &env); err != nil {
		return err
	}
	f := &lineFailure{code: env.Error.Code}
	for _, opt := range []lineOption{withLine(resp.StatusCode)} {
		opt(f)
	}
	if f.status == http.StatusNotFound {
		return errMissing
	}
	return nil
}
