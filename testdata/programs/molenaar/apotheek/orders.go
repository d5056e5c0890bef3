package apotheek

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Order is a purchase order.
type Order struct{ Number string }

var (
	errDenied  = errors.New("denied")
	errRelogin = errors.New("log in again")
	errRefused = errors.New("refused")
)

// catchers is what the catch blocks became.
var catchers = map[int]func(*Problem) error{
	http.StatusUnauthorized: func(*Problem) error { return errRelogin },
	http.StatusForbidden:    func(*Problem) error { return errDenied },
}

// Banner is the line above the form.
func Banner(r Result[Order]) string {
	return Match(r,
		func(o Order) string { return "order " + o.Number },
		func(p *Problem) string {
			if p.StatusCode == http.StatusForbidden { // want medipimstatus/branch
				return "you may not order this"
			}
			if p.HttpStatus == http.StatusNotFound {
				return "no such order"
			}
			if p.ErrorCode == "unparsable" {
				return "the answer makes no sense"
			}
			return "refused: " + p.Detail
		})
}

// Throw is throw.
func Throw(r Result[Order]) error {
	return Match(r,
		func(Order) error { return nil },
		func(p *Problem) error {
			if err := dispatch(p.HttpStatus, p); err != nil {
				return err
			}
			if err := dispatch(p.StatusCode, p); err != nil { // want medipimstatus/branch
				return err
			}
			return fmt.Errorf("%w: %w", errRefused, p)
		})
}

func dispatch(status int, p *Problem) error {
	if handle, ok := catchers[status]; ok {
		return handle(p)
	}
	return nil
}

// Catch is the try/catch/when ladder of OrderController.
func Catch(err error) (view string) {
	defer func() {
		if view == "" {
			view = "Error"
		}
	}()
	switch {
	case When(err, func(p *Problem) bool { return p.ErrorCode == "insufficient_permissions" }): // want medipimcode/unknown
		return "Denied"
	case When(err, func(p *Problem) bool { return p.HttpStatus == 403 && p.ErrorCode == "not_authorized" }):
		return "Denied"
	case When(err, func(p *Problem) bool { return p.HttpStatus == 500 && p.ErrorCode == "endpoint_not_found" }): // want medipimpair/impossible
		return "Bug"
	case When(err, func(p *Problem) bool { return p.HttpStatus >= 500 || p.ErrorCode == "bad_request" }):
		return "Sorry"
	case When(err, func(p *Problem) bool { return strings.Contains(p.Detail, "duplicate") }): // want medipimmessage/text
		return "Duplicate"
	case When(err, func(p *Problem) bool { return p.Detail != "" }):
		return "Detail"
	}
	return ""
}

// Menu greys out what will not work.
func Menu(p *Problem) (disabled []string) {
	if p.ErrorCode == "not_authorized" { // want medipimpair/impossible
		if p.HttpStatus == http.StatusUnauthorized {
			return []string{"order", "return", "login"}
		}
		return []string{"order", "return"}
	}
	if p.ErrorCode == "not_found" || p.ErrorCode == "endpoint_not_found" {
		if p.HttpStatus == http.StatusNotFound {
			return []string{"return"}
		}
	}
	switch first, _, _ := strings.Cut(p.ErrorCode, "."); first {
	case "authentication":
		return []string{"order"}
	case "validation", "server":
		return nil
	}
	return nil
}
