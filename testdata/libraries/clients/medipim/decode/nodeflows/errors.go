// Package nodeflows has Medipim clients that read nodes right and wrong.
package nodeflows

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/buger/jsonparser"
	jsoniter "github.com/json-iterator/go"
	"github.com/tidwall/gjson"
)

var errGone = errors.New("gone")

// the message
func message(body []byte) bool {
	msg := gjson.GetBytes(body, "error.message").String()
	return strings.Contains(msg, "not found") // want medipimmessage/text
}

func messageParser(body []byte) bool {
	msg, _ := jsonparser.GetString(body, "error", "message")
	return msg == "Not found" // want medipimmessage/text
}

func messageEmpty(body []byte) bool { return gjson.GetBytes(body, "error.message").String() == "" }

// one helper, two kinds of documents
func field(doc, path string) string { return gjson.Get(doc, path).String() }

func order(doc string) bool {
	return field(doc, "order.status") == "404" && field(doc, "order.code") == "nope"
}

func refused(doc string) bool {
	return field(doc, "error.code") == "not_authorised" // want medipimcode/unknown
}

// a list of fields
func fields(doc string) map[string]string {
	out := map[string]string{}
	for _, f := range []string{"error.status", "error.code", "error.message"} {
		out[f] = gjson.Get(doc, f).String()
	}
	return out
}

func useFields(doc string) bool {
	m := fields(doc)
	log.Print(m["error.status"])
	return m["error.code"] == "not_found"
}

// a struct of nodes
type nodes struct{ status, code, message gjson.Result }

func split(body []byte) nodes {
	r := gjson.GetManyBytes(body, "error.status", "error.code", "error.message")
	return nodes{r[0], r[1], r[2]}
}

func useSplit(body []byte) error {
	n := split(body)
	switch {
	case n.status.Int() == 404: // want medipimstatus/branch
		return errGone
	case n.code.Str == "too_many": // want medipimcode/unknown
		return errGone
	case n.message.Str != "":
		return errors.New(n.message.Str)
	}
	return nil
}

// sorted by status: a comparison of two bodies
func sorted(bodies []string) {
	sort.Slice(bodies, func(i, j int) bool {
		return gjson.Get(bodies[i], "name").String() < gjson.Get(bodies[j], "name").String()
	})
}

// pointers to nodes
func pointer(body []byte) bool {
	r := gjson.GetBytes(body, "error.status")
	p := &r
	return p.Int() == 404 // want medipimstatus/branch
}

// a closure over the root
func rooted(body []byte) bool {
	root := gjson.ParseBytes(body)
	get := func(p string) gjson.Result { return root.Get(p) }
	if get("meta.status").Int() == 404 {
		return false
	}
	return get("error.status").Int() == 404 // want medipimstatus/branch
}

// replaced before it is read
func replaced(resp *http.Response, body []byte) bool {
	st := gjson.GetBytes(body, "error.status").Int()
	st = int64(resp.StatusCode)
	return st == 404
}

// mixed
func mixed(resp *http.Response, body []byte) bool {
	st := int64(resp.StatusCode)
	if gjson.GetBytes(body, "error").Exists() {
		st = gjson.GetBytes(body, "error.status").Int()
	}
	return st == 404 // want medipimstatus/mixed
}

// code chosen by the program
func chosen(resp *http.Response, body []byte) bool {
	code := gjson.GetBytes(body, "error.code").String()
	if code == "" {
		code = "unknown"
	}
	return code == "unknown" || code == "not_found"
}

// the last part of the code
func lastPart(body []byte) bool {
	code := gjson.GetBytes(body, "error.code").String()
	_, what, _ := strings.Cut(code, ".")
	return what == "invalid_api_secret"
}

// Request that the program serves
func serve(w http.ResponseWriter, r *http.Request) {
	b, _ := io.ReadAll(r.Body)
	if gjson.GetBytes(b, "error.status").Int() == 404 || jsoniter.Get(b, "error", "code").ToString() == "nope" {
		w.WriteHeader(http.StatusNoContent)
	}
	n, _ := jsonparser.GetInt(b, "error", "status")
	if n == 404 {
		w.WriteHeader(http.StatusNoContent)
	}
	var st int
	gjson.GetBytes(b, "error").ForEach(func(k, v gjson.Result) bool {
		if k.Str == "status" {
			st = int(v.Int())
		}
		return true
	})
	if st == 404 {
		w.WriteHeader(http.StatusNoContent)
	}
}

// a file of settings
func settings() bool {
	b, _ := os.ReadFile("medipim.json")
	return gjson.GetBytes(b, "retry.status").Int() == 429 && gjson.GetBytes(b, "error").Bool()
}

// a table of codes by node
var byCode = map[string]error{
	"not_found":  errGone,
	"not_foundd": errGone, // want medipimcode/unknown
}

func lookedUp(body []byte) error { return byCode[gjson.GetBytes(body, "error.code").Str] }

// numbers as text
func padded(body []byte) bool {
	s := strconv.FormatInt(gjson.GetBytes(body, "error.status").Int(), 10)
	return strings.HasPrefix(s, "5") // want medipimstatus/branch
}

func formatted(body []byte) string {
	return fmt.Sprintf("%03d %s", gjson.GetBytes(body, "error.status").Int(), gjson.GetBytes(body, "error.code"))
}

// JSON out of a node
func typed(body []byte) bool {
	var p struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	}
	_ = json.NewDecoder(strings.NewReader(gjson.GetBytes(body, "error").String())).Decode(&p)
	return p.Status == 404 // want medipimstatus/branch
}

// ForEach with early return and nested keys
func deep(body []byte) (st int64) {
	gjson.ParseBytes(body).ForEach(func(key, value gjson.Result) bool {
		if key.String() != "error" {
			return true
		}
		value.ForEach(func(key, value gjson.Result) bool {
			if key.String() == "status" {
				st = value.Int()
				return false
			}
			return true
		})
		return false
	})
	return st
}

func useDeep(body []byte) bool { return deep(body) == 404 } // want medipimstatus/branch

// another key of the same object
func other(body []byte) (st int64) {
	gjson.ParseBytes(body).ForEach(func(key, value gjson.Result) bool {
		if key.String() == "meta" {
			st = value.Get("status").Int()
		}
		return true
	})
	return st
}

func useOther(body []byte) bool { return other(body) == 404 }

// switch true on a key with several names
func names(body []byte) (st int64) {
	gjson.GetBytes(body, "error").ForEach(func(k, v gjson.Result) bool {
		switch k.Str {
		case "status", "httpStatus", "http_status":
			st = v.Int()
		}
		return true
	})
	return
}

func useNames(body []byte) bool { return names(body) == 404 } // want medipimstatus/branch

// iterators kept in a struct
type lexer struct{ it *jsoniter.Iterator }

func newLexer(b []byte) *lexer { return &lexer{jsoniter.ParseBytes(jsoniter.ConfigFastest, b)} }

func (l *lexer) envelope() (st int, code string) {
	for f := l.it.ReadObject(); f != ""; f = l.it.ReadObject() {
		if f != "error" {
			l.it.Skip()
			continue
		}
		st, code = l.inner()
	}
	return
}

func (l *lexer) inner() (st int, code string) {
	for f := l.it.ReadObject(); f != ""; f = l.it.ReadObject() {
		switch f {
		case "status":
			st = l.it.ReadInt()
		case "code":
			code = l.it.ReadString()
		default:
			l.it.Skip()
		}
	}
	return
}

func useLexer(b []byte) bool {
	st, code := newLexer(b).envelope()
	return st == 404 || code == "nope" // want medipimstatus/branch medipimcode/unknown
}

// stdin
func stdin() bool {
	s := bufio.NewScanner(os.Stdin)
	for s.Scan() {
		if gjson.Get(s.Text(), "command.status").Int() == 1 {
			return true
		}
	}
	return false
}
