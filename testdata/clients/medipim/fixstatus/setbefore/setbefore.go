// Package setbefore has error types with a field for the HTTP status, which is set where the value is made:
// before the body's part is put into it.
package setbefore

import (
	"encoding/json"
	"io"
	"net/http"
)

type detail struct {
	Code   string `json:"code"`
	Status int    `json:"status"`
}

type envelope struct {
	Error *detail `json:"error"`
}

// A literal sets the status, an assignment puts the body's part beside it.
type inLiteral struct {
	HTTPStatus int
	Detail     detail
	raw        []byte
}

func (e *inLiteral) Error() string { return "medipim: " + e.Detail.Code }

func (e *inLiteral) temporary() bool {
	switch e.Detail.Status { // want medipimstatus/branch
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return true
	}
	return false
}

func parseInLiteral(resp *http.Response) *inLiteral {
	raw, _ := io.ReadAll(resp.Body)
	e := &inLiteral{HTTPStatus: resp.StatusCode, raw: raw}
	var env envelope
	if err := json.Unmarshal(raw, &env); err == nil && env.Error != nil {
		e.Detail = *env.Error
	}
	return e
}

// An assignment sets it; the body is decoded into a part of the value.
type assigned struct {
	HTTPStatus int
	Detail     detail
	raw        []byte
}

func (e *assigned) Error() string { return "medipim: " + e.Detail.Code }

func (e *assigned) notFound() bool { return e.Detail.Status == http.StatusNotFound } // want medipimstatus/branch

func parseAssigned(resp *http.Response) error {
	raw, _ := io.ReadAll(resp.Body)
	var env struct {
		Error json.RawMessage `json:"error"`
	}
	_ = json.Unmarshal(raw, &env)
	e := new(assigned)
	e.HTTPStatus, e.raw = resp.StatusCode, raw
	_ = json.Unmarshal(env.Error, &e.Detail)
	return e
}

// The whole envelope is a part of it, behind a getter.
type behind struct {
	status int
	body   struct {
		Error detail `json:"error"`
	}
}

func (e *behind) Error() string { return "medipim: " + e.body.Error.Code }

func (e *behind) code() int { return e.body.Error.Status }

func parseBehind(resp *http.Response) error {
	var e behind
	e.status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&e.body); err != nil {
		return &e
	}
	if e.code() == http.StatusUnauthorized { // want medipimstatus/branch
		return nil
	}
	return &e
}

// The field is set on one way alone: it is no substitute, and another one is added.
type onOneWay struct {
	HTTPStatus int
	Detail     detail
}

func (e *onOneWay) Error() string { return "medipim: " + e.Detail.Code }

func (e *onOneWay) down() bool { return e.Detail.Status >= 500 } // want medipimstatus/branch

func parseOnOneWay(resp *http.Response, verbose bool) error {
	e := &onOneWay{}
	if verbose {
		e.HTTPStatus = resp.StatusCode
	}
	var env envelope
	if json.NewDecoder(resp.Body).Decode(&env) == nil && env.Error != nil {
		e.Detail = *env.Error
	}
	return e
}

// The value leaves before the field is set.
type tooLate struct {
	HTTPStatus int
	Detail     detail
}

func (e *tooLate) Error() string { return "medipim: " + e.Detail.Code }

func (e *tooLate) down() bool { return e.Detail.Status >= 500 } // want medipimstatus/branch

func parseTooLate(resp *http.Response) error {
	e := &tooLate{}
	var env envelope
	if json.NewDecoder(resp.Body).Decode(&env) == nil && env.Error != nil {
		e.Detail = *env.Error
	}
	if e.Detail.Code == "" {
		return e
	}
	e.HTTPStatus = resp.StatusCode
	return e
}

// Another variable of the same name has it.
type another struct {
	HTTPStatus int
	Detail     detail
}

func (e *another) Error() string { return "medipim: " + e.Detail.Code }

func (e *another) down() bool { return e.Detail.Status >= 500 } // want medipimstatus/branch

func parseAnother(resp *http.Response) error {
	e := &another{HTTPStatus: resp.StatusCode}
	var env envelope
	if json.NewDecoder(resp.Body).Decode(&env) == nil && env.Error != nil {
		e := &another{}
		e.Detail = *env.Error
		return e
	}
	return e
}

// There is no field: it is added, and set where the part of the body is known to be there.
type unset struct {
	Part *part
	raw  []byte
}

type part struct {
	Code   string `json:"code"`
	Status int    `json:"status"`
}

func (e *unset) Error() string { return "medipim: " + string(e.raw) }

func (e *unset) down() bool { return e.Part != nil && e.Part.Status >= 500 } // want medipimstatus/branch

func parseUnset(resp *http.Response) error {
	raw, _ := io.ReadAll(resp.Body)
	e := &unset{raw: raw}
	var env struct {
		Error *part `json:"error"`
	}
	if err := json.Unmarshal(raw, &env); err == nil && env.Error != nil {
		e.Part = env.Error
	}
	return e
}

// The part is read behind the branch, too: it cannot be set in there.
type readBehind struct {
	Part *behindPart
	raw  []byte
}

type behindPart struct {
	Code   string `json:"code"`
	Status int    `json:"status"`
}

func (e *readBehind) Error() string { return "medipim: " + string(e.raw) }

func (e *readBehind) down() bool { return e.Part != nil && e.Part.Status >= 500 } // want medipimstatus/branch

func parseReadBehind(resp *http.Response) (*readBehind, bool) {
	raw, _ := io.ReadAll(resp.Body)
	e := &readBehind{raw: raw}
	var env struct {
		Error *behindPart `json:"error"`
	}
	known := false
	if err := json.Unmarshal(raw, &env); err == nil && env.Error != nil {
		known = env.Error.Code != ""
	}
	e.Part = env.Error
	return e, known
}
