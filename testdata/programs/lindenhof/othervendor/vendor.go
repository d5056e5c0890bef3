//medipimlint:client

// Package othervendor reads the failures of a cloud whose envelope looks similar.
package othervendor

import (
	"encoding/json"
	"errors"
)

type cloudFailure struct {
	Error struct {
		Code    int    `json:"code"`
		Status  string `json:"status"`
		Message string `json:"message"`
	} `json:"error"`
}

// The status is a word and the code is a number there.
func cloud(b []byte) error {
	var c cloudFailure
	if err := json.Unmarshal(b, &c); err != nil {
		return err
	}
	switch {
	case c.Error.Status == "NOT_FOUND":
		return errors.New("absent")
	case c.Error.Code == 403:
		return errors.New("denied")
	}
	return errors.New(c.Error.Message)
}

type flatFailure struct {
	Status int    `json:"status"`
	Code   string `json:"error_code"`
	Title  string `json:"title"`
}

// The problem document has no inner object at all.
func problem(b []byte) bool {
	var f flatFailure
	if json.Unmarshal(b, &f) != nil {
		return false
	}
	return f.Status == 404 || f.Code == "gone_for_good" || f.Title == "Gone"
}

type wordFailure struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
}

// The inner object is a word there.
func oauth(b []byte) bool {
	var w wordFailure
	return json.Unmarshal(b, &w) == nil && w.Error == "invalid_grant"
}

type order struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Note   string `json:"message"`
}

type orders struct {
	Orders []order `json:"orders"`
}

// An order has a status, a code and a message as well.
func open(b []byte) (n int) {
	var o orders
	if json.Unmarshal(b, &o) != nil {
		return 0
	}
	for _, x := range o.Orders {
		if x.Status == 2 && x.Code == "urgent" && x.Note != "" {
			n++
		}
	}
	return n
}

var _ = []any{cloud, problem, oauth, open}
