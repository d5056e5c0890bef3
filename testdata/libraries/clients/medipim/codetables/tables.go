// Package codetables looks codes up in tables of texts and numbers.
package codetables

import (
	jsoniter "github.com/json-iterator/go"
	"github.com/tidwall/gjson"
)

type problem struct {
	Error struct {
		Status int    `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

var hints = map[string]string{
	"not_authorized": "ask for the permission",
	"forbidden":      "ask for the permission", // want medipimcode/unknown
}

func Hint(raw []byte) string {
	var p problem
	_ = jsoniter.Unmarshal(raw, &p)
	return hints[p.Error.Code]
}

var exits = map[string]int{
	"bad_request":       64,
	"to_many_requests":  75, // want medipimcode/unknown
	"server_error":      70,
	"Validation_Failed": 65, // want medipimcode/case
}

func Exit(raw []byte) int {
	return exits[gjson.GetBytes(raw, "error.code").String()]
}

// The table is in a function, and the code a parameter.
func severity(code string) string {
	return map[string]string{
		"server_error": "error",
		"429":          "warn", // want medipimcode/status
	}[code]
}

func Severity(raw []byte) string {
	return severity(gjson.GetBytes(raw, "error.code").Str)
}

// A text that the status in the body looks up is text, as http.StatusText's.
var titles = map[int]string{404: "not there", 403: "not for us"}

func Title(p problem) string { return titles[p.Error.Status] }

// Here the status says what is done.
var closes = map[int]bool{404: true, 403: true}

func Closes(p problem) bool {
	return closes[p.Error.Status] // want medipimstatus/branch
}

// These tables are asked for other words.
var shelves = map[string]int{"forbidden": 1, "rate_limited": 2}

func Shelf(raw []byte) int { return shelves[gjson.GetBytes(raw, "shelf.code").String()] }

// Counting is no search.
func Count(raw []byte, seen map[string]int) {
	seen["unknown_code"] = 0
	seen[gjson.GetBytes(raw, "error.code").String()]++
}

// A part of the code is no code.
var families = map[string]string{"authentication": "keys", "validation": "data"}

func Family(raw []byte) string {
	code := gjson.GetBytes(raw, "error.code").String()
	return families[code[:min(len(code), 14)]]
}
