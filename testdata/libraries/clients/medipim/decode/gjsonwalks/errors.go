// Package gjsonwalks reads Medipim errors with gjson in further styles.
package gjsonwalks

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

var errGone = errors.New("gone")

// ForEach with a switch on the key
func forEach(body []byte) error {
	var status int64
	var code string
	gjson.GetBytes(body, "error").ForEach(func(key, value gjson.Result) bool {
		switch key.String() {
		case "status":
			status = value.Int()
		case "code":
			code = value.String()
		}
		return true
	})
	if status == 404 { // want medipimstatus/branch
		return errGone
	}
	if code == "notfound" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

// ForEach with if and Str
func forEachIf(body []byte) (limited bool) {
	gjson.ParseBytes(body).Get("error").ForEach(func(k, v gjson.Result) bool {
		if k.Str == "status" && v.Num == 429 { // want medipimstatus/branch
			limited = true
			return false
		}
		if k.Str == "message" && v.Num == 429 {
			return false
		}
		return true
	})
	return
}

// range over All
func rangeAll(body []byte) bool {
	for k, v := range gjson.GetBytes(body, "error").All() {
		if k.String() != "code" {
			continue
		}
		if v.String() == "ratelimited" { // want medipimcode/unknown
			return true
		}
	}
	return false
}

// map range
func mapRange(body []byte) bool {
	for k, v := range gjson.GetBytes(body, "error").Map() {
		if k == "status" {
			return v.Int() >= 500 // want medipimstatus/branch
		}
	}
	return false
}

// helpers with a path
func num(body []byte, path string) int { return int(gjson.GetBytes(body, path).Int()) }
func str(body []byte, path string) string {
	return gjson.GetBytes(body, path).String()
}

func helpers(body []byte) error {
	if num(body, "error.status") == http.StatusNotFound { // want medipimstatus/branch
		return errGone
	}
	if num(body, "meta.total") == 0 {
		return nil
	}
	switch str(body, "error.code") {
	case "authentication.api_key_inactive": // want medipimcode/unknown
		return errGone
	}
	if str(body, "result.name") == "nothing" {
		return nil
	}
	return nil
}

// an interface value
type reply struct {
	raw gjson.Result
}

func newReply(r io.Reader) (*reply, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if !gjson.ValidBytes(b) {
		return nil, errors.New("no json")
	}
	return &reply{raw: gjson.ParseBytes(b)}, nil
}

func (r *reply) failure() gjson.Result { return r.raw.Get("error") }
func (r *reply) status() int64         { return r.failure().Get("status").Int() }
func (r *reply) code() string          { return r.failure().Get("code").Str }

func useReply(resp *http.Response) error {
	r, err := newReply(resp.Body)
	if err != nil {
		return err
	}
	if !r.failure().Exists() {
		return nil
	}
	if r.status() == 404 { // want medipimstatus/branch
		return errGone
	}
	if r.code() == "validation_error" { // want medipimcode/unknown
		return errGone
	}
	return fmt.Errorf("%s: %s", resp.Status, r.failure().Get("message"))
}

// Value and a type switch
func valueSwitch(body []byte) bool {
	switch v := gjson.GetBytes(body, "error.status").Value().(type) {
	case float64:
		return v == 404 // want medipimstatus/branch
	case string:
		return v == "404" // want medipimstatus/branch
	}
	return false
}

// Raw handed to encoding/json
func rawDecode(body []byte) (bool, error) {
	var inner struct {
		Status int
		Code   string
	}
	if err := json.Unmarshal([]byte(gjson.GetBytes(body, "error").Raw), &inner); err != nil {
		return false, err
	}
	return inner.Status == 404 || inner.Code == "gone", nil // want medipimstatus/branch medipimcode/unknown
}

// Raw number through strconv
func rawNumber(body []byte) bool {
	n, _ := strconv.Atoi(gjson.GetBytes(body, "error.status").Raw)
	return n == 404 // want medipimstatus/branch
}

// Map with a nested Map and a table
var table = map[int64]error{404: errGone}

func dispatch(body []byte) error {
	m := gjson.ParseBytes(body).Map()
	inner := m["error"].Map()
	if err, ok := table[inner["status"].Int()]; ok { // want medipimstatus/branch
		return err
	}
	return nil
}

// prefix joined
func joined(body []byte) bool {
	const root = "error"
	return gjson.GetBytes(body, root+".status").Int() == 404 // want medipimstatus/branch
}

// Sprintf path
func formatted(body []byte, field string) string {
	return gjson.GetBytes(body, fmt.Sprintf("error.%s", field)).String()
}

func useFormatted(body []byte) bool {
	return formatted(body, "message") == "x"
}

// GetMany, range
func many(body []byte) bool {
	var status, code gjson.Result
	rs := gjson.GetManyBytes(body, "error.status", "error.code")
	status, code = rs[0], rs[1]
	return status.Int() == 404 && code.String() == "missing" // want medipimstatus/branch medipimcode/unknown
}

// the real status wins
func good(resp *http.Response, body []byte) error {
	e := gjson.GetBytes(body, "error")
	if resp.StatusCode == 404 && e.Get("code").String() == "not_found" {
		return errGone
	}
	if e.Exists() {
		return fmt.Errorf("%d %s (%d)", resp.StatusCode, e.Get("code"), e.Get("status").Int())
	}
	return nil
}

// keys of other things
func lookalikes(body []byte) bool {
	for _, p := range gjson.GetBytes(body, "results").Array() {
		if p.Get("status").String() == "active" || p.Get("error.status").Int() == 4 {
			return true
		}
	}
	var n int
	gjson.GetBytes(body, "results").ForEach(func(_, p gjson.Result) bool {
		if p.Get("status").Int() == 1 {
			n++
		}
		return true
	})
	v := gjson.GetBytes(body, "Error.Status").Int() == 404
	return v || n == 404
}

// violations
func violations(body []byte) (out []string) {
	gjson.GetBytes(body, "violations").ForEach(func(_, v gjson.Result) bool {
		if v.Get("code").String() == "blank" {
			out = append(out, v.Get("path").String())
		}
		return true
	})
	return
}

// error type carrying the result
type apiErr struct{ res gjson.Result }

func (e apiErr) Error() string   { return e.res.Get("error.message").String() }
func (e apiErr) NotFound() bool  { return e.res.Get("error.status").Int() == 404 }    // want medipimstatus/branch
func (e apiErr) Throttled() bool { return e.res.Get("error.code").String() == "429" } // want medipimcode/status

func toErr(b []byte) error { return apiErr{gjson.ParseBytes(bytes.TrimSpace(b))} }

// lower-cased
func lower(body []byte) bool {
	return strings.ToLower(gjson.GetBytes(body, "error.code").String()) == "Not_Found" // want medipimcode/case
}

// member handed to a method
type parsed struct {
	status int64
	code   string
}

func (p *parsed) put(key, value gjson.Result) bool {
	switch key.Str {
	case "status":
		p.status = value.Int()
	case "code":
		p.code = value.Str
	}
	return true
}

func method(body []byte) bool {
	var p parsed
	gjson.GetBytes(body, "error").ForEach(p.put)
	return p.status == 404 || p.code == "unknown_product" // want medipimstatus/branch medipimcode/unknown
}

// member handed on
func handedOn(body []byte) bool {
	p := new(parsed)
	gjson.GetBytes(body, "error").ForEach(func(key, value gjson.Result) bool { return p.put(key, value) })
	return p.status == 404 // want medipimstatus/branch
}
