// Package jsonparserwalks reads Medipim errors with jsonparser in further styles.
package jsonparserwalks

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/buger/jsonparser"
)

var errGone = errors.New("gone")

var paths = [][]string{
	{"error", "status"},
	{"error", "code"},
	{"error", "message"},
}

type failure struct {
	Status  int
	Code    string
	Message string
}

// EachKey
func eachKey(body []byte) *failure {
	f := &failure{}
	jsonparser.EachKey(body, func(idx int, value []byte, _ jsonparser.ValueType, err error) {
		switch idx {
		case 0:
			n, _ := strconv.Atoi(string(value))
			f.Status = n
		case 1:
			f.Code = string(value)
		case 2:
			f.Message = string(value)
		}
	}, paths...)
	return f
}

func useEachKey(body []byte) bool {
	f := eachKey(body)
	return f.Status == 404 || f.Code == "no_such_product" // want medipimstatus/branch medipimcode/unknown
}

func useEachKeyOK(resp *http.Response, body []byte) bool {
	f := eachKey(body)
	f.Status = resp.StatusCode
	return f.Status == 404 && f.Code == "not_found"
}

// EachKey with paths in place
func eachKeyInline(body []byte) (gone bool) {
	jsonparser.EachKey(body, func(idx int, value []byte, vt jsonparser.ValueType, err error) {
		if idx == 0 && string(value) == "404" { // want medipimstatus/branch
			gone = true
		}
		if idx == 1 && string(value) == "404" {
			gone = true
		}
	}, []string{"error", "status"}, []string{"meta", "total"})
	return
}

// path in a helper
func (c *client) text(body []byte, keys ...string) string {
	s, err := jsonparser.GetString(body, keys...)
	if err != nil {
		return ""
	}
	return s
}

type client struct{ http *http.Client }

func (c *client) check(body []byte) error {
	if c.text(body, "error", "code") == "notauthorized" { // want medipimcode/unknown
		return errGone
	}
	if c.text(body, "result", "code") == "notauthorized" {
		return errGone
	}
	return nil
}

// raw to json
func rawJSON(body []byte) (int, error) {
	raw, _, _, err := jsonparser.Get(body, "error")
	if err != nil {
		return 0, err
	}
	var f failure
	err = json.Unmarshal(raw, &f)
	return f.Status, err
}

func useRaw(body []byte) bool {
	st, err := rawJSON(body)
	return err == nil && st == 429 // want medipimstatus/branch
}

// nested ObjectEach without keys
func nested(body []byte) (st int64, code string) {
	_ = jsonparser.ObjectEach(body, func(key []byte, value []byte, dt jsonparser.ValueType, off int) error {
		if string(key) != "error" {
			return nil
		}
		return jsonparser.ObjectEach(value, func(k []byte, v []byte, dt jsonparser.ValueType, off int) error {
			switch {
			case bytes.Equal(k, []byte("status")):
				st, _ = jsonparser.ParseInt(v)
			case bytes.Equal(k, []byte("code")):
				code, _ = jsonparser.ParseString(v)
			}
			return nil
		})
	})
	return
}

func useNested(body []byte) bool {
	st, code := nested(body)
	return st == 404 || code == "oops" // want medipimstatus/branch medipimcode/unknown
}

// method as a callback
func (f *failure) set(key, value []byte, _ jsonparser.ValueType, _ int) (err error) {
	switch string(key) {
	case "status":
		f.Status, err = strconv.Atoi(string(value))
	case "code":
		f.Code = string(value)
	}
	return err
}

func useSet(body []byte) bool {
	var f failure
	if err := jsonparser.ObjectEach(body, f.set, "error"); err != nil {
		return false
	}
	switch f.Code {
	case "not_found", "not-found": // want medipimcode/unknown
		return true
	}
	return f.Status == 404 // want medipimstatus/branch
}

// GetInt inside if
func inline(r io.Reader) bool {
	body, _ := io.ReadAll(r)
	if st, err := jsonparser.GetInt(body, "error", "status"); err == nil && st > 499 { // want medipimstatus/branch
		return true
	}
	return false
}

// const keys
const (
	kError  = "error"
	kStatus = "status"
)

func consts(body []byte) bool {
	st, _ := jsonparser.GetInt(body, kError, kStatus)
	return st == 404 // want medipimstatus/branch
}

// append
var base = []string{"error"}

func appended(body []byte) bool {
	st, _ := jsonparser.GetInt(body, append(base, "status")...)
	return st == 404 // want medipimstatus/branch
}

// array of errors, another shape
func list(body []byte) (bad bool) {
	jsonparser.ArrayEach(body, func(value []byte, _ jsonparser.ValueType, _ int, _ error) {
		st, _ := jsonparser.GetString(value, "status")
		if st == "inactive" {
			bad = true
		}
	}, "results")
	st, _ := jsonparser.GetInt(body, "error", "[0]", "status")
	return bad || st == 4
}

// unsafe string switch
func unsafe(body []byte) error {
	msg, _ := jsonparser.GetUnsafeString(body, "error", "status")
	switch msg { // want medipimstatus/branch
	case "404":
		return errGone
	}
	return nil
}

// closure
func closure(body []byte) bool {
	get := func(k string) int64 { n, _ := jsonparser.GetInt(body, "error", k); return n }
	return get("status") == 404 // want medipimstatus/branch
}
