package embeddeep

import (
	"encoding/json"
	"net/http"
)

type inner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type shadowed struct {
	inner
	Status int `json:"-"`
}

type shadowReply struct {
	Error shadowed `json:"error"`
}

// Silent: the outer field hides the inner one, and JSON cannot reach it.
func outerField(resp *http.Response) error {
	var r shadowReply
	r.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if r.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Reported: the hidden field is the one that JSON fills.
func innerField(resp *http.Response) error {
	var r shadowReply
	r.Error.Status = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		return err
	}
	if r.Error.inner.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

type untagged struct {
	Error struct {
		STATUS int
		Code   string
		hidden int
	}
}

// Reported: without tags, the name matches in any case.
func untaggedField(body []byte) bool {
	var u untagged
	if err := json.Unmarshal(body, &u); err != nil {
		return false
	}
	return u.Error.STATUS == http.StatusNotFound // want medipimstatus/branch
}

// Silent: an unexported field cannot be decoded.
func hiddenField(resp *http.Response) bool {
	var u untagged
	u.Error.hidden = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&u); err != nil {
		return false
	}
	return u.Error.hidden == http.StatusNotFound
}

// Reported: set on the untagged field, and then filled by the decode.
func untaggedOrder(resp *http.Response) bool {
	var u untagged
	u.Error.STATUS = resp.StatusCode
	if err := json.NewDecoder(resp.Body).Decode(&u); err != nil {
		return false
	}
	return u.Error.STATUS == http.StatusNotFound // want medipimstatus/order
}

type sixLevel struct{ errorWrap }

type errorWrap struct{ failure }

type failure struct {
	inner
	line int
}

// Silent: the line's status beside the embedded body.
func besides(resp *http.Response, body []byte) bool {
	var r struct {
		Error inner `json:"error"`
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return false
	}
	six := sixLevel{errorWrap{failure{inner: r.Error, line: resp.StatusCode}}}
	return six.line == http.StatusNotFound
}

// Reported: the embedded body beside the line's status.
func insides(resp *http.Response, body []byte) bool {
	var r struct {
		Error inner `json:"error"`
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return false
	}
	six := sixLevel{errorWrap{failure{inner: r.Error, line: resp.StatusCode}}}
	return six.Status == http.StatusNotFound // want medipimstatus/branch
}
