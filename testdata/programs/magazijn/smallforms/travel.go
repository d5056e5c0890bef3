package smallforms

import (
	"errors"
	"fmt"
	"net/http"
)

var actions = map[int]func() error{
	401: func() error { return errOther },
	404: func() error { return errGone },
}

// table picks a function by the body's number.
func table(resp *http.Response) error {
	act, ok := actions[read(resp).Error.Status] // want medipimstatus/branch
	if !ok {
		return nil
	}
	return act()
}

// tableReal picks a function by the response's number.
func tableReal(resp *http.Response) error {
	act, ok := actions[resp.StatusCode]
	if !ok {
		return nil
	}
	return act()
}

// conjunct compares the body's number behind a look at the code.
func conjunct(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Code != "" && env.Error.Status == 404 // want medipimstatus/branch
}

// conjunctReal compares the response's number behind a look at the code.
func conjunctReal(resp *http.Response) bool {
	env := read(resp)
	return env.Error.Code != "" && resp.StatusCode == 404
}

// asserted takes the body's number through an interface.
func asserted(resp *http.Response) bool {
	var v any = read(resp).Error.Status
	n, ok := v.(int)
	return ok && n >= 500 // want medipimstatus/branch
}

// negated turns the comparison of the body's number round.
func negated(resp *http.Response) error {
	env := read(resp)
	if !(env.Error.Status < 500) { // want medipimstatus/branch
		return errOther
	}
	return nil
}

type bodyErr struct{ status int }

// Error formats.
func (e *bodyErr) Error() string { return fmt.Sprint("status ", e.status) }

// asBodyErr makes an error with the body's number.
func asBodyErr(resp *http.Response) error {
	env := read(resp)
	return &bodyErr{status: env.Error.Status}
}

// caught compares the body's number after errors.As.
func caught(resp *http.Response) bool {
	var be *bodyErr
	if err := fmt.Errorf("call: %w", asBodyErr(resp)); errors.As(err, &be) {
		return be.status == 404 // want medipimstatus/branch
	}
	return false
}

type lineErr struct{ status int }

// Error formats.
func (e *lineErr) Error() string { return fmt.Sprint("status ", e.status) }

// asLineErr makes an error with the response's number.
func asLineErr(resp *http.Response) error {
	return &lineErr{status: resp.StatusCode}
}

// caughtReal compares the response's number after errors.As.
func caughtReal(resp *http.Response) bool {
	var le *lineErr
	if err := fmt.Errorf("call: %w", asLineErr(resp)); errors.As(err, &le) {
		return le.status == 404
	}
	return false
}
