// Package othernodes reads Medipim errors with other JSON libraries.
package othernodes

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"

	"github.com/Jeffail/gabs/v2"
	"github.com/bitly/go-simplejson"
	"github.com/mitchellh/mapstructure"
	segjson "github.com/segmentio/encoding/json"
	"github.com/spf13/cast"
	"github.com/valyala/fastjson"
)

func fast(body []byte) bool {
	var p fastjson.Parser
	v, err := p.ParseBytes(body)
	if err != nil {
		return false
	}
	if v.GetInt("error", "status") == 404 { // want medipimstatus/branch
		return true
	}
	return string(v.GetStringBytes("error", "code")) == "nope" // want medipimcode/unknown
}

func fastSteps(body string) bool {
	v := fastjson.MustParse(body)
	e := v.Get("error")
	n, _ := e.Get("status").Int()
	return n == 404 || fastjson.GetString([]byte(body), "error", "code") == "nope" // want medipimstatus/branch medipimcode/unknown
}

func fastVisit(body string) bool {
	v := fastjson.MustParse(body)
	var st int
	o, _ := v.Get("error").Object()
	o.Visit(func(key []byte, v *fastjson.Value) {
		if string(key) == "status" {
			st, _ = v.Int()
		}
	})
	return st == 404 // want medipimstatus/branch
}

func container(body []byte) bool {
	c, err := gabs.ParseJSON(body)
	if err != nil {
		return false
	}
	if c.Path("error.status").Data().(float64) == 404 { // want medipimstatus/branch
		return true
	}
	code, _ := c.Search("error", "code").Data().(string)
	return code == "nope" // want medipimcode/unknown
}

func simple(r io.Reader) bool {
	js, err := simplejson.NewFromReader(r)
	if err != nil {
		return false
	}
	if js.Get("error").Get("status").MustInt() == 404 { // want medipimstatus/branch
		return true
	}
	code, _ := js.GetPath("error", "code").String()
	return code == "nope" // want medipimcode/unknown
}

func casted(body []byte) bool {
	var m map[string]any
	_ = json.Unmarshal(body, &m)
	e := cast.ToStringMap(m["error"])
	return cast.ToInt(e["status"]) == 404 || cast.ToString(e["code"]) == "nope" // want medipimstatus/branch medipimcode/unknown
}

func structured(body []byte) bool {
	var m map[string]any
	_ = json.Unmarshal(body, &m)
	var e struct {
		Status int
		Code   string
	}
	_ = mapstructure.Decode(m["error"], &e)
	return e.Status == 404 || e.Code == "nope" // want medipimstatus/branch medipimcode/unknown
}

func seg(resp *http.Response) bool {
	var env struct {
		Error struct {
			Status int
			Code   string
		}
	}
	_ = segjson.NewDecoder(resp.Body).Decode(&env)
	return env.Error.Status == 404 // want medipimstatus/branch
}

func numbers(body []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var m map[string]any
	_ = dec.Decode(&m)
	n, _ := m["error"].(map[string]any)["status"].(json.Number).Int64()
	return n == 404 // want medipimstatus/branch
}

func fastOther(body []byte) bool {
	v, _ := fastjson.ParseBytes(body)
	for _, p := range v.GetArray("results") {
		if p.GetInt("status") == 1 {
			return true
		}
	}
	return v.GetInt("status") == 404
}
