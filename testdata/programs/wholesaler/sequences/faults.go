// Package sequences ranges over faults.
package sequences

import (
	"encoding/json"
	"iter"
	"slices"
)

type medipimError struct {
	Status  int    `json:"status"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type medipimBody struct {
	Error *medipimError `json:"error"`
}

// Yields the decoded faults: no branch on the number.
func Faults(bodies [][]byte) iter.Seq[*medipimError] {
	return func(yield func(*medipimError) bool) {
		for _, raw := range bodies {
			var b medipimBody
			if json.Unmarshal(raw, &b) != nil || b.Error == nil {
				continue
			}
			if !yield(b.Error) {
				return
			}
		}
	}
}

// Yields the number and the code apart.
func Pairs(bodies [][]byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for f := range Faults(bodies) {
			if !yield(f.Status, f.Code) {
				return
			}
		}
	}
}

// The ranged fault's number decides.
func FirstMissing(bodies [][]byte) *medipimError {
	for f := range Faults(bodies) {
		if f.Status == 404 { // want medipimstatus/branch
			return f
		}
	}
	return nil
}

// Both values of the sequence come from the body.
func Denials(bodies [][]byte) (n int) {
	for status, code := range Pairs(bodies) {
		switch {
		case status == 403: // want medipimstatus/branch
			n++
		case code == "permission_denied": // want medipimcode/unknown
			n++
		case code == "not_authorized":
			n++
		}
	}
	return n
}

// The collected numbers are searched.
func AnyDown(bodies [][]byte) bool {
	var statuses []int
	for f := range Faults(bodies) {
		statuses = append(statuses, f.Status)
	}
	return slices.Contains(statuses, 500) // want medipimstatus/branch
}

// The closure given to the slices package compares the number.
func DropServer(faults []*medipimError) []*medipimError {
	return slices.DeleteFunc(faults, func(f *medipimError) bool {
		return f.Status >= 500 // want medipimstatus/branch
	})
}

// The closure given to the slices package searches the message.
func Named(faults []*medipimError) int {
	return slices.IndexFunc(faults, func(f *medipimError) bool {
		return f.Message == "Not found" // want medipimmessage/text
	})
}

// Collecting codes that the catalog has.
func Keys(bodies [][]byte) []string {
	known := []string{"authentication.api_key_not_found", "authentication.api_key_is_not_active"}
	var out []string
	for _, code := range Pairs(bodies) {
		if slices.Contains(known, code) {
			out = append(out, code)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}
