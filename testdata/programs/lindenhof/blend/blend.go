// Package medipimblend takes what it can get.
package medipimblend

import (
	"cmp"
	"encoding/json"
	"errors"
	"log"
	"net/http"
)

type (
	env struct {
		Error inner `json:"error"`
	}
	inner struct {
		Status  int    `json:"status"`
		Code    string `json:"code"`
		Message string `json:"message"`
	}
)

func read(resp *http.Response) (e env, err error) {
	err = json.NewDecoder(resp.Body).Decode(&e)
	return
}

// The first number that is there wins.
func firstOf(resp *http.Response) error {
	e, _ := read(resp)
	status := cmp.Or(e.Error.Status, resp.StatusCode)
	if status == http.StatusNotFound { // want medipimstatus/mixed
		return errors.New("none")
	}
	return errors.New(e.Error.Code)
}

// The first text that is there wins.
func firstText(resp *http.Response) error {
	e, _ := read(resp)
	text := cmp.Or(e.Error.Message, e.Error.Code, resp.Status)
	if resp.StatusCode == http.StatusNotFound {
		return errors.New("none")
	}
	return errors.New(text)
}

// The larger number wins.
func largest(resp *http.Response) bool {
	e, _ := read(resp)
	return max(e.Error.Status, resp.StatusCode) >= 500 // want medipimstatus/mixed
}

// The number is capped and still the body's.
func capped(resp *http.Response) bool {
	e, _ := read(resp)
	return min(e.Error.Status, 599)/100 == 5 // want medipimstatus/branch
}

// The number is capped and the line's.
func cappedLine(resp *http.Response) bool {
	e, err := read(resp)
	if err != nil {
		log.Print(e.Error.Status, err)
	}
	return min(resp.StatusCode, 599)/100 == 5
}

// The body's number replaces the line's when the body could be read.
func replaced(resp *http.Response) string {
	status := resp.StatusCode
	if e, err := read(resp); err == nil {
		status = e.Error.Status
	}
	switch status { // want medipimstatus/mixed
	case 401:
		return "login"
	case 403:
		return "permission"
	}
	return ""
}

// The line's number replaces the body's in any case.
func replacedBack(resp *http.Response) string {
	e, err := read(resp)
	status := e.Error.Status
	log.Println("body says", status, err)
	status = resp.StatusCode
	switch status {
	case 401:
		return "login"
	case 403:
		return "permission"
	}
	return ""
}

// One return gives the line's number, another the body's.
func statusOf(resp *http.Response) int {
	e, err := read(resp)
	if err != nil {
		return resp.StatusCode
	}
	return e.Error.Status
}

// Both returns give the line's number.
func lineStatusOf(resp *http.Response) (int, string) {
	e, err := read(resp)
	if err != nil {
		return resp.StatusCode, ""
	}
	return resp.StatusCode, e.Error.Code
}

// The helper's number is compared.
func gone(resp *http.Response) bool {
	return statusOf(resp) == http.StatusGone // want medipimstatus/mixed
}

// The other helper's number is compared.
func lineGone(resp *http.Response) bool {
	n, code := lineStatusOf(resp)
	return n == http.StatusNotFound && code == "not_found"
}

type apiError struct {
	HTTP int
	Code string
}

// The field gets one or the other.
func eitherField(resp *http.Response) bool {
	e, err := read(resp)
	ae := apiError{Code: e.Error.Code}
	if err != nil {
		ae.HTTP = resp.StatusCode
	} else {
		ae.HTTP = e.Error.Status
	}
	return ae.HTTP == 404 // want medipimstatus/mixed
}

type lineError struct {
	HTTP int
	Code string
}

// The field gets the line's number on both ways.
func sameField(resp *http.Response) bool {
	e, err := read(resp)
	le := lineError{Code: e.Error.Code, HTTP: resp.StatusCode}
	if err != nil {
		le = lineError{HTTP: resp.StatusCode, Code: "unreadable"}
	}
	return le.HTTP == 404
}

// The closure picks a number, and the caller compares it.
func picked(resp *http.Response, trustBody bool) bool {
	e, _ := read(resp)
	pick := func() int {
		if trustBody {
			return e.Error.Status
		}
		return resp.StatusCode
	}
	return pick() == 403 // want medipimstatus/mixed
}

// The closure gives the line's number only.
func pickedLine(resp *http.Response, trustBody bool) bool {
	e, _ := read(resp)
	pick := func() int {
		if trustBody {
			log.Print(e.Error.Status)
		}
		return resp.StatusCode
	}
	return pick() == 403
}

// A pointer to one number or to the other.
func pointed(resp *http.Response) bool {
	e, err := read(resp)
	p := &e.Error.Status
	if err != nil {
		p = &resp.StatusCode
	}
	log.Print(*p)
	return resp.StatusCode == 404
}

// The difference between the numbers is looked at, with a guard for absence.
func differ(resp *http.Response) {
	e, _ := read(resp)
	if e.Error.Status != 0 && e.Error.Status != resp.StatusCode {
		log.Printf("the body says %d, the line %d", e.Error.Status, resp.StatusCode)
	}
}

var _ = []any{firstOf, firstText, largest, capped, cappedLine, replaced, replacedBack, gone, lineGone, eitherField, sameField, picked, pickedLine, pointed, differ}
