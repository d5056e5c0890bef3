package medipimalias

import (
	"encoding/json"
	"net/http"
)

// Reported: a pointer to the inner struct still reads the decoded field.
func innerPointer(body []byte) error {
	var env envelope
	if err := json.Unmarshal(body, &env); err != nil {
		return err
	}
	inner := &env.Error
	if inner.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: a pointer to the field, dereferenced in the condition.
func fieldPointer(resp *http.Response) bool {
	env, err := read(resp)
	if err != nil {
		return false
	}
	status := &env.Error.Status
	return *status == http.StatusGone // want medipimstatus/branch
}

// Silent: the pointer to the field writes the real status before the read.
func fieldPointerStamped(resp *http.Response) bool {
	env, err := read(resp)
	if err != nil {
		return false
	}
	status := &env.Error.Status
	*status = resp.StatusCode
	return env.Error.Status == http.StatusGone
}

// Silent: the alias of the inner struct writes the real status.
func innerPointerStamped(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	inner := &env.Error
	inner.Status = resp.StatusCode
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Silent: a helper that gets the address writes the real status.
func stampedByHelper(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	stamp(&env, resp)
	if env.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Silent: it stores, and compares nothing.
func stamp(env *envelope, resp *http.Response) {
	env.Error.Status = resp.StatusCode
}

// Reported: the helper got a copy, so the original keeps the decoded value.
func stampedCopyOnly(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	logStamped(env, resp)
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Silent: it changes its own copy and prints it.
func logStamped(env envelope, resp *http.Response) {
	env.Error.Status = resp.StatusCode
	println(env.Error.Status, env.Error.Code)
}
