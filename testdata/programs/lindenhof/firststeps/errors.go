// Package medipimfirst is a first attempt at talking to the product catalogue.
package medipimfirst

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// errorBody is the error answer of the API.
type errorBody struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

var errGone = errors.New("product is gone")

// The comparison reads the number out of the body.
func checkBody(b []byte) error {
	var e errorBody
	if err := json.Unmarshal(b, &e); err != nil {
		return err
	}
	if e.Error.Status == 404 { // want medipimstatus/branch
		return errGone
	}
	return fmt.Errorf("medipim: %s", e.Error.Message)
}

// The number of the status line decides; the body only gives the text.
func checkResponse(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var e errorBody
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return fmt.Errorf("medipim: status %d", resp.StatusCode)
	}
	if resp.StatusCode == 404 {
		return errGone
	}
	return fmt.Errorf("medipim: %d %s: %s", e.Error.Status, e.Error.Code, e.Error.Message)
}

// The bool variable is the comparison.
func wasForbidden(b []byte) bool {
	var e errorBody
	if json.Unmarshal(b, &e) != nil {
		return false
	}
	forbidden := e.Error.Status == 403 // want medipimstatus/branch
	return forbidden
}

// Presence of the number in the body is a decision on it as well.
func hasProblem(b []byte) bool {
	var e errorBody
	_ = json.Unmarshal(b, &e)
	return e.Error.Status != 0 // want medipimstatus/branch
}

// Presence of the code is a plain emptiness test.
func hasCode(b []byte) bool {
	var e errorBody
	_ = json.Unmarshal(b, &e)
	return e.Error.Code != ""
}

// The secret's code lost the word api.
func badSecret(b []byte) bool {
	var e errorBody
	_ = json.Unmarshal(b, &e)
	return e.Error.Code == "authentication.invalid_secret" // want medipimcode/unknown
}

// The code stands in the catalog as written.
func badSecretSpelled(b []byte) bool {
	var e errorBody
	_ = json.Unmarshal(b, &e)
	return e.Error.Code == "authentication.invalid_api_secret"
}

// The sentence for people is compared word for word.
func isMissing(r io.Reader) bool {
	e := new(errorBody)
	if err := json.NewDecoder(r).Decode(e); err != nil {
		return false
	}
	return e.Error.Message == "Not found" // want medipimmessage/text
}

// An empty sentence is replaced for display.
func textFor(r io.Reader) string {
	e := new(errorBody)
	if err := json.NewDecoder(r).Decode(e); err != nil {
		return "unreadable"
	}
	if e.Error.Message == "" {
		return "no text"
	}
	return e.Error.Message
}

// The status is only printed.
func describe(b []byte) string {
	var e errorBody
	_ = json.Unmarshal(b, &e)
	return fmt.Sprintf("%d %s", e.Error.Status, http.StatusText(e.Error.Status))
}

// The order of two independent ifs: first the line's status, then the code that fits it.
func loginTrouble(resp *http.Response) string {
	var e errorBody
	_ = json.NewDecoder(resp.Body).Decode(&e)
	if resp.StatusCode == 401 {
		if e.Error.Code == "authentication.api_key_not_found" {
			return "key unknown"
		}
		if e.Error.Code == "not_authorized" { // want medipimpair/impossible
			return "key has no permission"
		}
	}
	return ""
}

// The codes fit the status they are asked under.
func lookupTrouble(resp *http.Response) string {
	var e errorBody
	_ = json.NewDecoder(resp.Body).Decode(&e)
	if resp.StatusCode == 404 {
		if e.Error.Code == "endpoint_not_found" {
			return "typo in the path"
		}
		if e.Error.Code == "not_found" {
			return "no such product"
		}
	}
	return ""
}
