// Package lodged decodes into variables whose address stands in what the decoder gets.
package lodged

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

var errNone = errors.New("medipim: none")

type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error *detail `json:"error"`
}

func prefilled(resp *http.Response) error {
	d := &detail{Status: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&envelope{Error: d}); err != nil {
		return err
	}
	if d.Status == http.StatusNotFound { // want medipimstatus/order
		return errNone
	}
	return errors.New(d.Code)
}

func variable(resp *http.Response, b []byte) error {
	var d detail
	d.Status = resp.StatusCode
	env := envelope{}
	env.Error = &d
	if err := json.Unmarshal(b, &env); err != nil {
		return err
	}
	switch d.Status { // want medipimstatus/order
	case http.StatusNotFound:
		return errNone
	}
	return errors.New(d.Code)
}

func anonymous(b []byte) (bool, error) {
	var d detail
	body := struct {
		Error *detail `json:"error"`
	}{&d}
	if err := json.Unmarshal(b, &body); err != nil {
		return false, err
	}
	return d.Status == http.StatusNotFound, nil // want medipimstatus/branch
}

// encoding/json fills what a non-nil interface points to.
func boxed(resp *http.Response) (bool, error) {
	var d detail
	body := struct {
		Error any `json:"error"`
	}{Error: &d}
	err := json.NewDecoder(resp.Body).Decode(&body)
	return d.Status >= 500, err // want medipimstatus/branch
}

func parse(r io.Reader, env *envelope) error { return json.NewDecoder(r).Decode(env) }

func helper(r io.Reader) (bool, error) {
	d := new(detail)
	if err := parse(r, &envelope{d}); err != nil {
		return false, err
	}
	return d.Status == http.StatusForbidden, nil // want medipimstatus/branch
}

func fill(r io.Reader, d *detail) error {
	return json.NewDecoder(r).Decode(&envelope{Error: d})
}

func parameter(r io.Reader) (bool, error) {
	var d detail
	err := fill(r, &d)
	return d.Status == http.StatusUnauthorized, err // want medipimstatus/branch
}

func code(b []byte) bool {
	var d detail
	_ = json.Unmarshal(b, &envelope{&d})
	return d.Code == "key_revoked" // want medipimcode/unknown
}

func text(b []byte) bool {
	var d detail
	_ = json.Unmarshal(b, &envelope{&d})
	return d.Message == "Not found" // want medipimmessage/text
}

// Set when the decode is over: in the variable, or through the envelope.

func after(resp *http.Response) error {
	d := &detail{}
	if err := json.NewDecoder(resp.Body).Decode(&envelope{Error: d}); err != nil {
		return err
	}
	d.Status = resp.StatusCode
	if d.Status == http.StatusNotFound {
		return errNone
	}
	return errors.New(d.Code)
}

func afterThroughEnvelope(resp *http.Response) error {
	d := &detail{}
	env := envelope{Error: d}
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	if d.Status == http.StatusNotFound {
		return errNone
	}
	return errors.New(d.Code)
}

// The pointer is put in when the decode is over.
func lateLodger(resp *http.Response) error {
	d := &detail{Status: resp.StatusCode}
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	env.Error = d
	if d.Status == http.StatusNotFound {
		return errNone
	}
	return errors.New(env.Error.Code)
}

// The decoder replaces what a map holds: it leaves the variable alone.
func mapped(resp *http.Response) error {
	d := &detail{Status: resp.StatusCode}
	body := map[string]any{"error": d}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	if d.Status == http.StatusNotFound {
		return errNone
	}
	return errors.New(d.Code)
}

// The other variable's address is handed to the decoder.
func neighbour(resp *http.Response) error {
	d, other := &detail{Status: resp.StatusCode}, &detail{}
	if err := json.NewDecoder(resp.Body).Decode(&envelope{Error: other}); err != nil {
		return err
	}
	if d.Status == http.StatusNotFound {
		return errNone
	}
	return errors.New(other.Code)
}

// Handing the address to the encoder, or to a printer, changes nothing.
func encoded(resp *http.Response, w io.Writer) error {
	d := &detail{Status: resp.StatusCode}
	if err := json.NewEncoder(w).Encode(&envelope{Error: d}); err != nil {
		return err
	}
	if d.Status == http.StatusNotFound {
		return errNone
	}
	return nil
}
