// Package anywalk reads answers of the Medipim API without any struct.
package anywalk

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

const endpoint = "https://api.au.medipim.com/v4/products/query"

// dig walks down a tree of maps.
func dig(m map[string]any, path ...string) any {
	var cur any = m
	for _, p := range path {
		mm, ok := cur.(map[string]any)
		if !ok {
			return nil
		}
		cur = mm[p]
	}
	return cur
}

// The tree is walked by hand to the number of the body.
func Missing(b []byte) bool {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	detail, _ := m["error"].(map[string]any)
	n, ok := detail["status"].(float64)
	return ok && n == 404 // want medipimstatus/branch
}

// The tree is walked by hand to the code.
func MissingByCode(b []byte) bool {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	detail, _ := m["error"].(map[string]any)
	c, ok := detail["code"].(string)
	return ok && c == "not_found"
}

// The tree is walked to a code of nobody.
func Throttled(b []byte) bool {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	detail, _ := m["error"].(map[string]any)
	c, _ := detail["code"].(string)
	return c == "rate_limited" // want medipimcode/unknown
}

// One chained expression in the switch's tag.
func Chained(b []byte) string {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return ""
	}
	e, ok := m["error"].(map[string]any)
	if !ok {
		return ""
	}
	switch int(e["status"].(float64)) { // want medipimstatus/branch
	case 401, 403:
		return "login"
	case 404:
		return "nothing"
	}
	return fmt.Sprint(e["message"])
}

// The tree's sentence is searched.
func Sentence(b []byte) bool {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	e, _ := m["error"].(map[string]any)
	msg, _ := e["message"].(string)
	return strings.Contains(strings.ToLower(msg), "too many") // want medipimmessage/text
}

// The tree's sentence and number are only shown.
func Show(b []byte) string {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return "?"
	}
	return fmt.Sprintf("%v: %v", dig(m, "error", "status"), dig(m, "error", "message"))
}

// The tree of a product has a status too.
func Active(b []byte) bool {
	var m map[string]any
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	p, _ := m["product"].(map[string]any)
	return p["status"] == "active" && p["code"] == "sku-1"
}

// The line's number decides, and the tree only adds the words.
func Check(resp *http.Response) error {
	if resp.StatusCode/100 == 2 {
		return nil
	}
	var v any
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return fmt.Errorf("%s: %s", endpoint, resp.Status)
	}
	m, _ := v.(map[string]any)
	if resp.StatusCode == http.StatusNotFound {
		return errors.New("nothing there")
	}
	return fmt.Errorf("%s: %v (%v)", resp.Status, dig(m, "error", "code"), dig(m, "error", "status"))
}

// The walk starts at an interface and takes the number in one go.
func FromAny(b []byte) bool {
	var v any
	if json.Unmarshal(b, &v) != nil {
		return false
	}
	if n := v.(map[string]any)["error"].(map[string]any)["status"].(float64); n >= 500 { // want medipimstatus/branch
		return true
	}
	return false
}

// The walk starts at an interface and takes the code in one go.
func CodeFromAny(b []byte) bool {
	var v any
	if json.Unmarshal(b, &v) != nil {
		return false
	}
	c := v.(map[string]any)["error"].(map[string]any)["code"].(string)
	return c == "server_error"
}

// A map of maps does as well for the code.
func Nested(b []byte) bool {
	var m map[string]map[string]any
	if json.Unmarshal(b, &m) != nil {
		return false
	}
	code, _ := m["error"]["code"].(string)
	return code == "authentication.api_key_not_found"
}
