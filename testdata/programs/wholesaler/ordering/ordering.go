// Package ordering sets the number too early.
package ordering

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type medipimFault struct {
	Status  int
	Code    string
	Message string
}

type medipimEnvelope struct {
	Error medipimFault
}

var errMissing = errors.New("missing")

// Set from the response, then overwritten by the decode.
func Early(resp *http.Response) error {
	var env medipimEnvelope
	env.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/order
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// Set in the literal, then overwritten by the decode.
func Literal(resp *http.Response) error {
	env := medipimEnvelope{Error: medipimFault{Status: resp.StatusCode, Code: "unreadable"}}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &env); err != nil {
		return err
	}
	switch env.Error.Status { // want medipimstatus/order
	case http.StatusNotFound:
		return errMissing
	default:
		return errors.New(env.Error.Code)
	}
}

// Set from the response before and after the decode.
func Twice(resp *http.Response) error {
	env := medipimEnvelope{Error: medipimFault{Status: resp.StatusCode}}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// Read before the decode has come.
func Before(resp *http.Response) error {
	env := medipimEnvelope{Error: medipimFault{Status: resp.StatusCode}}
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return errors.New(env.Error.Code)
}

// A wrapper of the decoder with no look at the type.
func decodeInto(r io.Reader, v any) error { return json.NewDecoder(r).Decode(v) }

// Set from the response, then overwritten by a wrapper of the decode.
func Wrapped(resp *http.Response) error {
	env := &medipimEnvelope{}
	env.Error.Status = resp.StatusCode
	if err := decodeInto(resp.Body, env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/order
		return errMissing
	}
	return errors.New(env.Error.Code)
}

// The decode fills another variable, of which only the code is taken.
func Apart(resp *http.Response) error {
	var env, decoded medipimEnvelope
	env.Error.Status = resp.StatusCode
	if err := decodeInto(resp.Body, &decoded); err != nil {
		return err
	}
	env.Error.Code = decoded.Error.Code
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return errors.New(env.Error.Code)
}
