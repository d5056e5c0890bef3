// Package nightdesk keeps what was agreed upon.
package nightdesk

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

var errMissing = errors.New("missing")

type medipimFailure struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Silent: one word at the end of the line.
func agreed(body []byte) bool {
	var f medipimFailure
	if err := json.Unmarshal(body, &f); err != nil {
		return false
	}
	return f.Error.Status == http.StatusNotFound //nolint:medipimstatus // agreed in 2023
}

// Silent: the directive stands above the statement and goes for all of it.
func agreedAbove(body []byte) error {
	var f medipimFailure
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	//nolint:medipimlint
	switch {
	case f.Error.Code == "unauthorized":
		return errMissing
	case strings.Contains(f.Error.Message, "missing"):
		return errMissing
	}
	return nil
}

// Reported: what was agreed upon is another rule.
func agreedElsewhere(body []byte) bool {
	var f medipimFailure
	if err := json.Unmarshal(body, &f); err != nil {
		return false
	}
	//nolint:medipimcode
	missing := f.Error.Status == http.StatusNotFound // want medipimstatus/branch
	return missing
}

// Silent: the whole declaration.
//
//nolint:medipimstatus,medipimmessage
func agreedWhole(body []byte) bool {
	var f medipimFailure
	if err := json.Unmarshal(body, &f); err != nil {
		return false
	}
	return f.Error.Status == http.StatusNotFound || f.Error.Message == "Not found"
}
