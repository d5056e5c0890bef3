package medipimalias

import (
	"net/http"
)

// Silent: the copy has the real status, and only the copy is read.
func copyFixed(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	fixed := env
	fixed.Error.Status = resp.StatusCode
	if fixed.Error.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Reported: the copy has the real status, but the original is read.
func originalRead(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	fixed := env
	fixed.Error.Status = resp.StatusCode
	println(fixed.Error.Status)
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Silent: withStatus returns a copy with the real status.
func returnedCopy(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	fixed := env.Error.withStatus(resp.StatusCode)
	if fixed.Status == http.StatusNotFound {
		return errMissing
	}
	return nil
}

// Silent: it stores in its own copy.
func (f failure) withStatus(status int) failure {
	f.Status = status
	return f
}

// Reported: the copy that withStatus returns is dropped, the original is read.
func returnedCopyDropped(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	_ = env.Error.withStatus(resp.StatusCode)
	if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}

// Reported: the saved copy was taken before the real status was written.
func savedBefore(resp *http.Response) error {
	env, err := read(resp)
	if err != nil {
		return err
	}
	saved := env.Error
	env.Error.Status = resp.StatusCode
	if saved.Status == http.StatusNotFound { // want medipimstatus/branch
		return errMissing
	}
	return nil
}
