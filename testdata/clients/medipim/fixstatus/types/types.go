// Package types has a status of many types.
package types

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

type num struct {
	Error struct {
		Status json.Number `json:"status"`
		Code   string      `json:"code"`
	} `json:"error"`
}

type str struct {
	Error struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type i64 struct {
	Error struct {
		Status int64  `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type flt struct {
	Error struct {
		Status float64 `json:"status"`
		Code   string  `json:"code"`
	} `json:"error"`
}

type ptr struct {
	Error *struct {
		Status *int   `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type httpCode uint16

type own struct {
	Error struct {
		Status httpCode `json:"status"`
		Code   string   `json:"code"`
	} `json:"error"`
}

const (
	gone64   int64 = 404
	goneText       = "404"
	goneOwn        = httpCode(404)
	gone           = 404
)

func decode[T any](resp *http.Response) (v T) {
	json.NewDecoder(resp.Body).Decode(&v)
	return
}

// The other side of a comparison is written as a number.
func numbers(resp *http.Response) bool {
	n := decode[num](resp)
	if n.Error.Status == "404" || n.Error.Status.String() == "405" || n.Error.Status == json.Number("403") { // want medipimstatus/branch medipimstatus/branch medipimstatus/branch
		return true
	}
	if v, err := n.Error.Status.Int64(); err == nil && v >= 500 { // want medipimstatus/branch
		return true
	}
	v, _ := n.Error.Status.Float64()
	return v == 401 || n.Error.Status != "" // want medipimstatus/branch medipimstatus/branch
}

// Where it cannot be, the HTTP status is written as text.
func strs(resp *http.Response, want string, codes map[string]bool) bool {
	s := decode[str](resp)
	switch s.Error.Status { // want medipimstatus/branch
	case "":
		return false
	case "404", goneText + "0":
		return true
	}
	switch s.Error.Status { // want medipimstatus/branch
	case want:
		return true
	case "403":
		return false
	}
	if s.Error.Status >= "500" || s.Error.Status[0] == '5' { // want medipimstatus/branch medipimstatus/branch
		return true
	}
	return s.Error.Status == want || codes[s.Error.Status] || slices.Contains([]string{"401"}, s.Error.Status) // want medipimstatus/branch medipimstatus/branch medipimstatus/branch
}

func ints(resp *http.Response, want int64, i int) bool {
	if resp.StatusCode < 400 {
		return false
	}
	e := decode[i64](resp)
	switch e.Error.Status { // want medipimstatus/branch
	case gone64, 405:
		return true
	}
	if e.Error.Status == gone64 || e.Error.Status == gone || e.Error.Status == want || e.Error.Status == int64(i) { // want medipimstatus/branch medipimstatus/branch medipimstatus/branch medipimstatus/branch
		return true
	}
	return strconv.FormatInt(e.Error.Status, 10) == "404" || e.Error.Status/100 == 4 // want medipimstatus/branch medipimstatus/branch
}

func floats(resp *http.Response, want float64) bool {
	if resp.StatusCode < 400 {
		return false
	}
	e := decode[flt](resp)
	switch e.Error.Status { // want medipimstatus/branch
	case 404, 405.0:
		return true
	}
	return e.Error.Status == 404.0 || e.Error.Status == float64(http.StatusForbidden) || e.Error.Status == want || e.Error.Status/100 >= 4.5 // want medipimstatus/branch medipimstatus/branch medipimstatus/branch medipimstatus/branch
}

func ptrs(resp *http.Response) bool {
	e := decode[ptr](resp)
	if e.Error != nil && e.Error.Status != nil && *e.Error.Status == 404 { // want medipimstatus/branch medipimstatus/branch
		return true
	}
	if e.Error == nil || e.Error.Status == nil { // want medipimstatus/branch
		return false
	}
	s := *e.Error.Status
	return s >= 500 // want medipimstatus/branch
}

func owns(resp *http.Response, want httpCode) bool {
	if resp.StatusCode < 400 {
		return false
	}
	e := decode[own](resp)
	switch e.Error.Status { // want medipimstatus/branch
	case goneOwn:
		return true
	case 403:
		return false
	}
	return e.Error.Status == want || e.Error.Status > 499 || isGone(e.Error.Status) // want medipimstatus/branch medipimstatus/branch medipimstatus/branch
}

func isGone(c httpCode) bool { return c == goneOwn }

// What was computed from the status is computed from the HTTP status.
func parts(resp *http.Response) bool {
	e := decode[i64](resp)
	class := e.Error.Status / 100
	if class == 4 { // want medipimstatus/branch
		return true
	}
	if hundreds(int(e.Error.Status)) == 5 { // want medipimstatus/branch
		return true
	}
	s := decode[str](resp)
	digit := s.Error.Status[:1]
	switch digit { // want medipimstatus/branch
	case "4":
		return true
	}
	off := int(e.Error.Status) - 400
	return off*2 == 8 || s.Error.Status[0] == '3' // want medipimstatus/branch medipimstatus/branch
}

func hundreds(s int) int { return s / 100 }
