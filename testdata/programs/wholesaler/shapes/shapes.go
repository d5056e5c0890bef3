// Package shapes decodes the body in odd ways.
package shapes

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type medipimNumber struct {
	Error struct {
		Status json.Number `json:"status"`
		Code   string      `json:"code"`
	} `json:"error"`
}

type medipimDigits struct {
	Error struct {
		Status string `json:"status"`
		Code   string `json:"code"`
	} `json:"error"`
}

type medipimRaw struct {
	Error json.RawMessage `json:"error"`
}

type medipimInner struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type medipimFlat struct {
	Status int
	Code   string
}

var errMissing = errors.New("missing")

// A number as text, made an integer.
func Number(raw []byte) error {
	var m medipimNumber
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	n, err := m.Error.Status.Int64()
	if err != nil {
		return err
	}
	if n == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return errors.New(m.Error.Code)
}

// Digits in a string.
func Digits(raw []byte) error {
	var m medipimDigits
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	if m.Error.Status == "404" { // want medipimstatus/branch
		return errMissing
	}
	return errors.New(m.Error.Code)
}

// The inner struct by itself.
func Raw(raw []byte) error {
	var m medipimRaw
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	var in medipimInner
	if err := json.Unmarshal(m.Error, &in); err != nil {
		return err
	}
	if in.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return fmt.Errorf("%d %s", in.Status, in.Code)
}

// Flattens the body: no branch.
func (f *medipimFlat) UnmarshalJSON(raw []byte) error {
	var m struct {
		Error struct {
			Status int    `json:"status"`
			Code   string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	f.Status, f.Code = m.Error.Status, m.Error.Code
	return nil
}

// The flattened number decides, and so does a code that does not exist.
func Flat(raw []byte) error {
	var f medipimFlat
	if err := json.Unmarshal(raw, &f); err != nil {
		return err
	}
	if f.Status == http.StatusForbidden { // want medipimstatus/branch
		return errors.New("denied")
	}
	if f.Code == "missing_resource" { // want medipimcode/unknown
		return errMissing
	}
	return errors.New(f.Code)
}

// A map that is walked to the number.
func Walk(resp *http.Response) error {
	if resp.StatusCode < http.StatusBadRequest {
		return nil
	}
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return err
	}
	inner, _ := m["error"].(map[string]any)
	status, _ := inner["status"].(float64)
	if int(status) == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	if inner["code"] == "entity_not_found" { // want medipimcode/unknown
		return errMissing
	}
	return fmt.Errorf("%v", inner["message"])
}

// A type switch on the walked value leads to a comparison.
func WalkType(resp *http.Response) bool {
	if resp.StatusCode < http.StatusBadRequest {
		return false
	}
	var m map[string]any
	if json.NewDecoder(resp.Body).Decode(&m) != nil {
		return false
	}
	inner, _ := m["error"].(map[string]any)
	switch s := inner["status"].(type) {
	case float64:
		return s == 403 // want medipimstatus/branch
	}
	return false
}

// A map that is walked to the name of a product.
func WalkResult(resp *http.Response) (bool, error) {
	if resp.StatusCode != http.StatusOK {
		return false, fmt.Errorf("status %d", resp.StatusCode)
	}
	var m map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return false, err
	}
	inner, _ := m["result"].(map[string]any)
	return inner["status"] == "active" && inner["code"] == "missing", nil
}
