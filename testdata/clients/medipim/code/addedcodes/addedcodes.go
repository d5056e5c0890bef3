// Package addedcodes knows codes that the catalog does not have yet.
package addedcodes

import (
	"encoding/json"
	"errors"
	"net/http"
)

//medipimlint:code
const CodeQuotaExceeded = "quota_exceeded"

// Codes of the announced version.
//
//medipimlint:code
const (
	CodeArchived = "archived"
	CodeMerged   = "product_merged"
)

const codeHidden = "hidden" // want medipimcode/unknown

type envelope struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func check(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	switch env.Error.Code {
	case CodeQuotaExceeded, CodeArchived, CodeMerged:
		return errors.New("medipim: " + env.Error.Message)
	case codeHidden:
		return nil
	}
	// The value was added, not the name.
	if env.Error.Code == "archived" || env.Error.Code == "quota_exceeded" {
		return nil
	}
	if env.Error.Code == "archive" { // want medipimcode/unknown
		return nil
	}
	return errors.New(env.Error.Code)
}
