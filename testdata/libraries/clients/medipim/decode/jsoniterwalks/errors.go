// Package jsoniterwalks reads Medipim errors with json-iterator in further styles.
package jsoniterwalks

import (
	"errors"
	"io"
	"net/http"

	jsoniter "github.com/json-iterator/go"
)

var errGone = errors.New("gone")

var api = jsoniter.Config{EscapeHTML: true}.Froze()

type problem struct {
	Status int
	Code   string
}

// iterator with ReadObject loops
func iterate(body []byte) (p problem) {
	iter := jsoniter.ParseBytes(jsoniter.ConfigDefault, body)
	for field := iter.ReadObject(); field != ""; field = iter.ReadObject() {
		if field != "error" {
			iter.Skip()
			continue
		}
		for f := iter.ReadObject(); f != ""; f = iter.ReadObject() {
			switch f {
			case "status":
				p.Status = iter.ReadInt()
			case "code":
				p.Code = iter.ReadString()
			default:
				iter.Skip()
			}
		}
	}
	return p
}

func useIterate(body []byte) bool {
	p := iterate(body)
	return p.Status == 404 || p.Code == "oops" // want medipimstatus/branch medipimcode/unknown
}

// callbacks
func callbacks(body []byte) bool {
	var st int
	iter := api.BorrowIterator(body)
	defer api.ReturnIterator(iter)
	iter.ReadObjectCB(func(it *jsoniter.Iterator, field string) bool {
		switch field {
		case "error":
			it.ReadObjectCB(func(it *jsoniter.Iterator, field string) bool {
				if field == "status" {
					st = it.ReadInt()
				} else {
					it.Skip()
				}
				return true
			})
		default:
			it.Skip()
		}
		return true
	})
	return st == 404 // want medipimstatus/branch
}

// a product
func product(body []byte) bool {
	var st int
	iter := jsoniter.ParseBytes(jsoniter.ConfigDefault, body)
	for field := iter.ReadObject(); field != ""; field = iter.ReadObject() {
		switch field {
		case "status":
			st = iter.ReadInt()
		default:
			iter.Skip()
		}
	}
	return st == 404
}

// Any chain in a variable
func anyChain(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	any := jsoniter.Get(b)
	if any.LastError() != nil {
		return any.LastError()
	}
	e := any.Get("error")
	if e.ValueType() == jsoniter.InvalidValue {
		return nil
	}
	if e.Get("status").ToInt() == 404 { // want medipimstatus/branch
		return errGone
	}
	if e.Get("code").ToString() == "forbidden" { // want medipimcode/unknown
		return errGone
	}
	return nil
}

// ReadVal
func readVal(body []byte) bool {
	var p problem
	iter := jsoniter.ParseBytes(jsoniter.ConfigDefault, body)
	for f := iter.ReadObject(); f != ""; f = iter.ReadObject() {
		if f == "error" {
			iter.ReadVal(&p)
		} else {
			iter.Skip()
		}
	}
	return p.Status == 404 // want medipimstatus/branch
}

// ReadAny
func readAny(body []byte) bool {
	any := jsoniter.ParseBytes(jsoniter.ConfigDefault, body).ReadAny()
	return any.Get("error", "status").ToInt64() == 404 // want medipimstatus/branch
}

// GetInterface
func getInterface(body []byte) bool {
	m, ok := jsoniter.Get(body, "error").GetInterface().(map[string]interface{})
	return ok && m["status"].(float64) == 404 // want medipimstatus/branch
}

// API as a field and an interface of one's own
type codec interface {
	Unmarshal(data []byte, v interface{}) error
}

type client struct {
	json codec
	hc   *http.Client
}

func newClient() *client { return &client{json: api, hc: http.DefaultClient} }

func (c *client) check(body []byte) error {
	var env struct {
		Error problem `json:"error"`
	}
	if err := c.json.Unmarshal(body, &env); err != nil {
		return err
	}
	if env.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return nil
}

// UnmarshalFromString
func fromString(s string) bool {
	var env map[string]map[string]interface{}
	_ = api.UnmarshalFromString(s, &env)
	return env["error"]["status"] == float64(404) // want medipimstatus/branch
}

// jsoniter.Read
func readMap(body []byte) bool {
	v := jsoniter.ParseBytes(jsoniter.ConfigDefault, body).Read()
	m := v.(map[string]interface{})
	e := m["error"].(map[string]interface{})
	return e["code"] == "oops" // want medipimcode/unknown
}

// real status
func good(resp *http.Response, body []byte) bool {
	any := jsoniter.Get(body, "error")
	return resp.StatusCode == 404 && any.Get("code").ToString() == "not_found"
}
