package medipimalias

import (
	"net/http"
)

// Silent: after the swap the first variable has the real status.
func swapFirst(resp *http.Response) bool {
	env, err := read(resp)
	if err != nil {
		return false
	}
	first, second := env.Error.Status, resp.StatusCode
	first, second = second, first
	println(second)
	return first == http.StatusNotFound
}

// Reported: after the swap the second variable has the decoded status.
func swapSecond(resp *http.Response) bool {
	env, err := read(resp)
	if err != nil {
		return false
	}
	first, second := env.Error.Status, resp.StatusCode
	first, second = second, first
	println(first)
	return second == http.StatusNotFound // want medipimstatus/branch
}

// Reported: one branch alone writes the real status.
func stampedOnOneBranch(resp *http.Response, strict bool) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	if strict {
		env.Error.Status = resp.StatusCode
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/mixed
		return errMissing
	}
	return nil
}

// Silent: both branches write the real status.
func stampedOnBoth(resp *http.Response, strict bool) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	if strict {
		env.Error.Status = resp.StatusCode
	} else {
		env.Error = failure{Status: resp.StatusCode, Code: env.Error.Code}
	}
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Reported: set before the decode, which overwrites it.
func setTooEarly(resp *http.Response) error {
	var env envelope
	env.Error.Status = resp.StatusCode
	if err := decodeInto(resp, &env); err != nil {
		return err
	}
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/order
		return errMissing
	}
	return nil
}

// Silent: set before the decode and again after it.
func setTwice(resp *http.Response) error {
	var env envelope
	env.Error.Status = resp.StatusCode
	if err := decodeInto(resp, &env); err != nil {
		return err
	}
	env.Error.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Silent: the branch reads the field before the decode touches it.
func readBeforeDecode(resp *http.Response) error {
	var env envelope
	env.Error.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return decodeInto(resp, &env)
}
