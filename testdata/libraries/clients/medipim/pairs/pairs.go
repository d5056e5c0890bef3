// Package pairs tests codes in functions that get the decoded body beside its response or status.
package pairs

import (
	"net/http"

	"github.com/bytedance/sonic"
	"github.com/go-resty/resty/v2"
	gojson "github.com/goccy/go-json"
)

type problem struct {
	Error inner `json:"error"`
}

type inner struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Nobody here calls these functions: the body that comes with the response is the response's.

func Rights(resp *http.Response, p *problem) bool {
	return resp.StatusCode == http.StatusUnauthorized && p.Error.Code == "not_authorized" // want medipimpair/impossible
}

func Late(resp *http.Response, p problem) string {
	if resp.StatusCode < http.StatusInternalServerError {
		return resp.Status
	}
	if p.Error.Code == "not_found" { // want medipimpair/impossible
		return "gone"
	}
	return p.Error.Code
}

func (p *problem) Told(resp *resty.Response) string {
	switch resp.StatusCode() {
	case 403:
		if p.Error.Code == "validation_failed" { // want medipimpair/impossible
			return "wrong data"
		}
	case 422:
		if p.Error.Code == "validation_failed" {
			return "wrong data"
		}
	}
	return ""
}

// Inside is given what stands below the key.
func Inside(e inner, resp *http.Response) bool {
	return resp.StatusCode == 404 && e.Code == "too_many_requests" // want medipimpair/impossible
}

func RightsTold(resp *http.Response, p *problem) bool {
	return resp.StatusCode == http.StatusForbidden && p.Error.Code == "not_authorized"
}

// Which of the two responses the body is of cannot be told.
func Two(first, second *http.Response, p *problem) bool {
	return first.StatusCode == 401 && second != nil && p.Error.Code == "not_authorized"
}

// Nor whether a number is the status of the answer.
func Number(n int, p *problem) bool {
	return n == 401 && p.Error.Code == "not_authorized"
}

// These have callers here, who pass a body with its response, with its status, or with another's.

func refused(resp *http.Response, p *problem) bool {
	return resp.StatusCode == 401 && p.Error.Code == "not_authorized" // want medipimpair/impossible
}

func Refused(resp *http.Response) bool {
	p := new(problem)
	if gojson.NewDecoder(resp.Body).Decode(p) != nil {
		return false
	}
	return refused(resp, p)
}

func kind(status int, p *problem) string {
	switch status {
	case 404:
		if p.Error.Code == "bad_request" { // want medipimpair/impossible
			return "request"
		}
		if p.Error.Code == "endpoint_not_found" {
			return "path"
		}
	}
	return "other"
}

func Kind(resp *resty.Response) string {
	var p problem
	if err := sonic.Unmarshal(resp.Body(), &p); err != nil {
		return ""
	}
	return kind(resp.StatusCode(), &p)
}

func apart(resp *http.Response, p *problem) bool {
	return resp.StatusCode == 401 && p.Error.Code == "not_authorized"
}

func Apart(first, second *http.Response) bool {
	var p problem
	if gojson.NewDecoder(second.Body).Decode(&p) != nil {
		return false
	}
	return apart(first, &p)
}
