// Package tokens reads Medipim errors token by token.
package tokens

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

func tokens(r io.Reader) bool {
	dec := json.NewDecoder(r)
	var st int
	dec.Token()
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false
		}
		if key != "error" {
			var skip json.RawMessage
			dec.Decode(&skip)
			continue
		}
		dec.Token()
		for dec.More() {
			k, _ := dec.Token()
			switch k.(string) {
			case "status":
				dec.Decode(&st)
			default:
				var skip any
				dec.Decode(&skip)
			}
		}
	}
	return st == 404 // want medipimstatus/branch
}

func tokenValue(r io.Reader) bool {
	dec := json.NewDecoder(r)
	for {
		t, err := dec.Token()
		if err != nil {
			return false
		}
		if s, ok := t.(string); ok && s == "error" {
			var inner struct {
				Status int
				Code   string
			}
			if err := dec.Decode(&inner); err != nil {
				return false
			}
			return inner.Status == 404 || inner.Code == "oops" // want medipimstatus/branch medipimcode/unknown
		}
	}
}

func rawMap(body []byte) bool {
	var m map[string]json.RawMessage
	_ = json.Unmarshal(body, &m)
	var inner map[string]json.RawMessage
	_ = json.Unmarshal(m["error"], &inner)
	var st int
	_ = json.Unmarshal(inner["status"], &st)
	return st == 404 || string(inner["status"]) == "404" // want medipimstatus/branch medipimstatus/branch
}

func rawLoop(body []byte) (st int, code string) {
	var m map[string]map[string]json.RawMessage
	_ = json.Unmarshal(body, &m)
	for k, v := range m["error"] {
		switch k {
		case "status":
			_ = json.Unmarshal(v, &st)
		case "code":
			_ = json.Unmarshal(v, &code)
		}
	}
	return
}

func useRawLoop(body []byte) bool {
	st, code := rawLoop(body)
	return st == 404 || code == "oops" // want medipimstatus/branch medipimcode/unknown
}

func anyLoop(body []byte) bool {
	var m map[string]any
	_ = json.Unmarshal(body, &m)
	for k, v := range m {
		inner, ok := v.(map[string]any)
		if k == "error" && ok {
			return inner["status"] == 404.0 // want medipimstatus/branch
		}
		if k == "result" && ok && inner["status"] == "active" {
			return false
		}
	}
	return false
}

func quoted(body []byte) bool {
	var m map[string]map[string]json.RawMessage
	_ = json.Unmarshal(body, &m)
	return bytes.Equal(m["error"]["status"], []byte("404")) || strings.Trim(string(m["error"]["code"]), `"`) == "not_found" // want medipimstatus/branch
}

func buffered(r io.Reader) bool {
	var buf bytes.Buffer
	tee := io.TeeReader(r, &buf)
	b, _ := io.ReadAll(tee)
	_ = b
	var env struct {
		Error struct {
			Status int
			Code   string
		}
	}
	_ = json.NewDecoder(&buf).Decode(&env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

func pointers(body []byte) bool {
	var st *int
	var code *string
	var env struct {
		Error struct {
			Status *int
			Code   *string
		}
	}
	_ = json.Unmarshal(body, &env)
	st, code = env.Error.Status, env.Error.Code
	return *st == 404 || *code == "oops" // want medipimstatus/branch medipimcode/unknown
}
