// Package namedresults decodes into results that have a name: the return statement stores each of them
// where it is already.
package namedresults

import (
	"encoding/json"
	"net/http"

	"github.com/bytedance/sonic"
	gojson "github.com/goccy/go-json"
	jsoniter "github.com/json-iterator/go"
)

type problem struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func document(raw []byte) (doc map[string]any, err error) {
	err = jsoniter.Unmarshal(raw, &doc)
	return doc, err
}

func gone(raw []byte) bool {
	doc, err := document(raw)
	if err != nil {
		return false
	}
	inner, _ := doc["error"].(map[string]any)
	status, ok := inner["status"].(float64)
	return ok && status == 404 // want medipimstatus/branch
}

func parsed[T any](raw []byte) (out T, err error) {
	err = sonic.Unmarshal(raw, &out)
	return out, err
}

func throttled(raw []byte) bool {
	doc, _ := parsed[map[string]map[string]any](raw)
	return doc["error"]["status"] == 429.0 // want medipimstatus/branch
}

func pointed(raw []byte) (p *problem, err error) {
	err = gojson.Unmarshal(raw, &p)
	return p, err
}

func denied(raw []byte) bool {
	p, err := pointed(raw)
	return err == nil && p.Error.Status == 403 // want medipimstatus/branch
}

func boxed(raw []byte) (v any, err error) {
	err = json.Unmarshal(raw, &v)
	return v, err
}

func broken(raw []byte) bool {
	v, _ := boxed(raw)
	doc, _ := v.(map[string]any)
	inner, _ := doc["error"].(map[string]any)
	return inner["status"] == float64(500) // want medipimstatus/branch
}

// The code is what it is for.
func goneByCode(raw []byte) bool {
	doc, _ := parsed[map[string]any](raw)
	inner, _ := doc["error"].(map[string]any)
	return inner["code"] == "not_found"
}

// The decode overwrites the status, and what it was before is put back.
func restored(resp *http.Response, raw []byte) (status int, err error) {
	var p problem
	status = resp.StatusCode
	before := status
	err = json.Unmarshal(raw, &p)
	status = p.Error.Status
	status = before
	return status, err
}

func goneRestored(resp *http.Response, raw []byte) bool {
	status, err := restored(resp, raw)
	return err == nil && status == 404
}

// So it is for a field.
func kept(resp *http.Response, raw []byte) bool {
	var p problem
	p.Error.Status = resp.StatusCode
	before := p.Error.Status
	_ = json.Unmarshal(raw, &p)
	p.Error.Status = before
	return p.Error.Status == 404
}

// Another document has a status too.
func shipped(raw []byte) bool {
	doc, _ := parsed[map[string]map[string]any](raw)
	return doc["parcel"]["status"] == 404.0
}
