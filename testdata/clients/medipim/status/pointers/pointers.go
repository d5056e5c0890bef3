// Package pointers keeps all that it decodes behind pointers, and pointers to pointers.
package pointers

import (
	"encoding/json"
	"net/http"
)

type fault struct {
	Status *int    `json:"status"`
	Code   *string `json:"code"`
	Text   *string `json:"message"`
}

type sheet struct {
	Error **fault `json:"error"`
}

func load(b []byte) *sheet {
	s := new(sheet)
	if json.Unmarshal(b, s) != nil || s.Error == nil || *s.Error == nil {
		return nil
	}
	return s
}

func missing(b []byte) bool {
	s := load(b)
	return s != nil && *(*s.Error).Status == http.StatusNotFound // want medipimstatus/branch
}

func deref[T any](p *T) T { return *p }

func server(b []byte) bool {
	s := load(b)
	return s != nil && deref((*s.Error).Status) >= 500 // want medipimstatus/branch
}

// or looks for nil, and yields what it points to all the same.
func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

// there looks for nil, and tells.
func there[T any](p *T) bool { return p != nil }

func chosen(b []byte) bool {
	s := load(b)
	return s != nil && or((*s.Error).Status, 0) >= 500 // want medipimstatus/branch
}

func stored(b []byte, into map[string]int) {
	if s := load(b); s != nil {
		into["status"] = or((*s.Error).Status, -1)
	}
}

func present(b []byte) bool {
	s := load(b)
	return s != nil && there((*s.Error).Status) // want medipimstatus/branch
}

func foreign(b []byte) bool {
	f := *load(b).Error
	return f.Code != nil && *f.Code == "unknown_product" // want medipimcode/unknown
}

func known(b []byte) bool { return deref((*load(b).Error).Code) == "not_found" }

func text(b []byte) bool {
	f := *load(b).Error
	return f.Text != nil && *f.Text == "Invalid credentials" // want medipimmessage/text
}

type chain struct {
	Error ***struct {
		Status ******int `json:"status"`
		Code   string    `json:"code"`
	} `json:"error"`
}

func deep(b []byte) bool {
	var c chain
	_ = json.Unmarshal(b, &c)
	return ******(**c.Error).Status == 404 // want medipimstatus/branch
}

// The pointer leads to the HTTP status.
func retargeted(resp *http.Response, b []byte) bool {
	f := *load(b).Error
	f.Status = &resp.StatusCode
	return *f.Status == http.StatusNotFound
}

// What it leads to is replaced.
func replaced(resp *http.Response, b []byte) bool {
	f := *load(b).Error
	*f.Status = resp.StatusCode
	return *f.Status == http.StatusNotFound
}
