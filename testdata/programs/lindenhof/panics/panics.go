// Package medipimpanics throws and catches.
package medipimpanics

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type thrown struct {
	Number int
	Code   string
	Text   string
}

type paper struct {
	Error struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func parse(b []byte) (p paper, err error) {
	err = json.Unmarshal(b, &p)
	return p, err
}

// What is thrown holds the body's number.
func throw(b []byte) {
	p := must(parse(b))
	panic(&thrown{Number: p.Error.Status, Code: p.Error.Code, Text: p.Error.Message})
}

// What is caught is asked for its number.
func catchNumber(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *thrown:
			if r.Number == 404 { // want medipimstatus/branch
				err = errors.New("absent")
				return
			}
			err = errors.New(r.Text)
		default:
			panic(r)
		}
	}()
	f()
	return nil
}

// What is caught is asked for its code.
func catchCode(f func()) (err error) {
	defer func() {
		if t, ok := recover().(*thrown); ok {
			if t.Code == "not_found" {
				err = errors.New("absent")
				return
			}
			err = fmt.Errorf("%d: %s", t.Number, t.Text)
		}
	}()
	f()
	return nil
}

// What is caught is asked for its text, and for a word that is nowhere.
func catchText(f func()) (err error) {
	defer func() {
		t, ok := recover().(*thrown)
		if !ok {
			return
		}
		switch {
		case t.Text == "Forbidden": // want medipimmessage/text
			err = errors.New("permission")
		case t.Code == "access_denied": // want medipimcode/unknown
			err = errors.New("permission")
		}
	}()
	f()
	return nil
}

type thrownLine struct {
	Number int
	Code   string
}

// What is thrown holds the line's number.
func throwLine(resp *http.Response, b []byte) {
	if resp.StatusCode < 400 {
		return
	}
	p := must(parse(b))
	panic(thrownLine{Number: resp.StatusCode, Code: p.Error.Code})
}

// What is caught is asked for the line's number.
func catchLine(f func()) (err error) {
	defer func() {
		if t, ok := recover().(thrownLine); ok && t.Number == 404 && t.Code == "not_found" {
			err = errors.New("absent")
		}
	}()
	f()
	return nil
}

// The helper that panics hands the decoded value on, and its number is compared.
func mustNumber(b []byte) bool {
	return must(parse(b)).Error.Status == 405 // want medipimstatus/branch
}

// The helper that panics hands the decoded value on, and its code is compared.
func mustCode(b []byte) bool {
	return must(parse(b)).Error.Code == "http_method_not_allowed"
}

var _ = []any{throw, catchNumber, catchCode, catchText, throwLine, catchLine, mustNumber, mustCode}
