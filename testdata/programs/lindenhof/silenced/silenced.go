// Package medipimsilenced has made its peace with some findings.
package medipimsilenced

import "encoding/json"

type doc struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func parse(b []byte) (d doc) {
	_ = json.Unmarshal(b, &d)
	return d
}

// The directive at the line's end names the rule.
func named(b []byte) bool {
	return parse(b).Error.Status == 404 //nolint:medipimstatus // only the bytes are at hand
}

// The directive at the line's end names the linter.
func linter(b []byte) bool {
	return parse(b).Error.Code == "gone_fishing" //nolint:medipimlint
}

// The directive at the line's end names nothing.
func bare(b []byte) bool {
	return parse(b).Error.Message == "Gone fishing" //nolint
}

// The directive names several.
func several(b []byte) bool {
	d := parse(b)
	return d.Error.Status == 404 || d.Error.Code == "gone" //nolint:medipimcode,medipimstatus // old
}

// The directive stands above the declaration and is for all of it.
//
//nolint:medipimstatus
func whole(b []byte) int {
	switch parse(b).Error.Status {
	case 404:
		return 1
	}
	if parse(b).Error.Status > 500 {
		return 2
	}
	return 0
}

// The directive stands above the statement.
func above(b []byte) int {
	//nolint:medipimcode
	switch parse(b).Error.Code {
	case "out_of_office":
		return 1
	}
	return 0
}

// The directive names another linter, with a space.
func another(b []byte) bool {
	d := parse(b)                //nolint: errcheck
	return d.Error.Status == 404 // want medipimstatus/branch
}

// The directive names another rule of the same linter.
func anotherRule(b []byte) bool {
	d := parse(b)
	//nolint:medipimcode
	return d.Error.Status == 404 // want medipimstatus/branch
}

// The directive's statement ends before the comparison.
func endsBefore(b []byte) bool {
	//nolint:medipimcode // the next statement only
	first := parse(b).Error.Code == "first_of_april"
	second := parse(b).Error.Code == "first_of_may" // want medipimcode/unknown
	return first || second
}

var _ = []any{named, linter, bare, several, whole, above, another, anotherRule, endsBefore}
