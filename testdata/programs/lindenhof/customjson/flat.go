// Package medipimflat flattens the answer while it is decoded.
package medipimflat

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Flat is the failure without its wrapping.
type Flat struct {
	Status  int
	Code    string
	Message string
}

// UnmarshalJSON takes the inner object's fields.
func (f *Flat) UnmarshalJSON(b []byte) error {
	var w struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	f.Status, f.Code, f.Message = w.Error.Status, w.Error.Code, w.Error.Message
	return nil
}

// The flattened number is the body's.
func Absent(b []byte) bool {
	var f Flat
	return json.Unmarshal(b, &f) == nil && f.Status == 404 // want medipimstatus/branch
}

// The flattened code is compared.
func AbsentByCode(b []byte) bool {
	var f Flat
	return json.Unmarshal(b, &f) == nil && f.Code == "not_found"
}

// The flattened code is compared with another vendor's.
func Suspended(b []byte) bool {
	var f Flat
	return json.Unmarshal(b, &f) == nil && f.Code == "subscription_suspended" // want medipimcode/unknown
}

// The flattened sentence is compared.
func Worded(b []byte) bool {
	var f Flat
	return json.Unmarshal(b, &f) == nil && f.Message == "Bad request" // want medipimmessage/text
}

// The flattened number is replaced before it is asked.
func Replaced(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	var f Flat
	if err := json.NewDecoder(resp.Body).Decode(&f); err != nil {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	f.Status = resp.StatusCode
	if f.Status == 404 {
		return errors.New("absent")
	}
	return errors.New(f.Message)
}

// Slim takes the code alone out of the wrapping.
type Slim struct {
	HTTP int
	Code string
}

// UnmarshalJSON leaves the number alone.
func (s *Slim) UnmarshalJSON(b []byte) error {
	var w struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	s.Code = w.Error.Code
	return nil
}

// The number was set from the line, and the decode does not touch it.
func Kept(resp *http.Response) bool {
	s := Slim{HTTP: resp.StatusCode}
	if json.NewDecoder(resp.Body).Decode(&s) != nil {
		return false
	}
	return s.HTTP == 404 && s.Code == "not_found"
}

// Overwritten was set from the line, and the flattening writes over it.
func Overwritten(resp *http.Response) bool {
	f := Flat{Status: resp.StatusCode}
	if json.NewDecoder(resp.Body).Decode(&f) != nil {
		return false
	}
	return f.Status == 404 // want medipimstatus/order
}
