// Package medipimsequence cares about what is written first.
package medipimsequence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

var errNone = errors.New("none")

type detail struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type envelope struct {
	Error *detail `json:"error"`
}

type loose struct {
	Error struct {
		Status int
		Code   string
	}
}

type hidden struct {
	Error struct {
		Status  int    `json:"-"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type private struct {
	Error struct {
		status  int
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type renamed struct {
	Error struct {
		HTTPStatus int
		Code       string `json:"code"`
		Message    string `json:"message"`
	} `json:"error"`
}

// The pointer keeps its target, and the decode writes over it.
func prefilledPointer(resp *http.Response) error {
	d := &detail{Status: resp.StatusCode}
	if err := json.NewDecoder(resp.Body).Decode(&envelope{Error: d}); err != nil {
		return err
	}
	if d.Status == http.StatusNotFound { // want medipimstatus/order
		return errNone
	}
	return errors.New(d.Code)
}

// The pointer's target gets the real number when the decode is over.
func filledAfterwards(resp *http.Response) error {
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

// The untagged name matches the key without regard to case.
func prefilledLoose(resp *http.Response) error {
	var l loose
	l.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&l); err != nil {
		return err
	}
	switch l.Error.Status { // want medipimstatus/order
	case 403:
		return errors.New("no permission")
	case 404:
		return errNone
	}
	return errors.New(l.Error.Code)
}

// The tag keeps the decode away from the field.
func prefilledHidden(resp *http.Response) error {
	var h hidden
	h.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&h); err != nil {
		return err
	}
	switch h.Error.Status {
	case 403:
		return errors.New("no permission")
	case 404:
		return errNone
	}
	return errors.New(h.Error.Code)
}

// The small letter keeps the decode away from the field.
func prefilledPrivate(resp *http.Response) error {
	var p private
	p.Error.status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return err
	}
	if p.Error.status == 404 {
		return errNone
	}
	return errors.New(p.Error.Code)
}

// The name is another key than status.
func prefilledRenamed(resp *http.Response) error {
	var r renamed
	r.Error.HTTPStatus = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if r.Error.HTTPStatus == 404 {
		return errNone
	}
	return errors.New(r.Error.Code)
}

// The inner object comes out of a raw message and writes over what was there.
func prefilledInner(resp *http.Response) error {
	var outer struct {
		Error json.RawMessage `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&outer); err != nil {
		return err
	}
	in := detail{Status: resp.StatusCode}
	if err := json.Unmarshal(outer.Error, &in); err != nil {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	if in.Status >= 500 { // want medipimstatus/order
		return errors.New("server")
	}
	return errors.New(in.Code)
}

// The same comparison is made before the decode writes over it.
func comparedBefore(resp *http.Response) error {
	in := detail{Status: resp.StatusCode}
	if in.Status == 404 {
		return errNone
	}
	if err := json.NewDecoder(resp.Body).Decode(&envelope{Error: &in}); err != nil {
		return err
	}
	return fmt.Errorf("%s (%d)", in.Message, in.Status)
}

// A deferred assignment runs when everything was compared.
func deferredAssignment(resp *http.Response) (missing bool) {
	var env envelope
	env.Error = &detail{}
	defer func() { env.Error.Status = resp.StatusCode }()
	if json.NewDecoder(resp.Body).Decode(&env) != nil {
		return false
	}
	return env.Error.Status == 404 // want medipimstatus/branch
}

// The literal wraps the decoded inner object and keeps the real number beside it.
type wrapped struct {
	detail
	Real int
}

// The promoted fields are only shown.
func wrappedReal(resp *http.Response) string {
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	var env struct {
		Error detail `json:"error"`
	}
	_ = json.Unmarshal(b, &env)
	w := wrapped{detail: env.Error, Real: resp.StatusCode}
	if w.Real == 404 {
		return "none"
	}
	return fmt.Sprint(w.Status, w.Code)
}

// The promoted field is compared.
func wrappedPromoted(resp *http.Response) string {
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	var env struct {
		Error detail `json:"error"`
	}
	_ = json.Unmarshal(b, &env)
	w := wrapped{detail: env.Error, Real: resp.StatusCode}
	if w.Status == 404 { // want medipimstatus/branch
		return "none"
	}
	return fmt.Sprint(w.Real, w.Code)
}

// The copy is corrected, and the copy is compared.
func correctedCopy(resp *http.Response, env *envelope) bool {
	c := *env.Error
	c.Status = resp.StatusCode
	return c.Status == 404 && c.Code == "not_found"
}

// The copy is corrected, and the original is compared.
func correctedWrongOne(resp *http.Response, env *envelope) bool {
	c := *env.Error
	c.Status = resp.StatusCode
	fmt.Println(c.Status)
	return env.Error.Status == 404 // want medipimstatus/branch
}
