package nottexts

import (
	"errors"
	"fmt"
	"net/http"
)

var (
	errGone   = errors.New("medipim: gone")
	errLocked = errors.New("medipim: locked out")
)

// outcome makes an error of an answer: one that it is known by, or one that tells people what was said.
func outcome(resp *http.Response) error {
	e, err := decode(resp)
	if err != nil {
		return err
	}
	switch resp.StatusCode {
	case http.StatusForbidden:
		return errLocked
	case http.StatusNotFound:
		return errGone
	}
	return fmt.Errorf("medipim: %s: %s", resp.Status, e.Message)
}

// isKnown asks which error it is, not what its text says.
func isKnown(resp *http.Response) (bool, error) {
	switch err := outcome(resp); err {
	case nil, errGone:
		return err == nil, nil
	case errLocked:
		return false, nil
	default:
		return false, err
	}
}

// differs asks whether the error is another one than before.
func differs(resp *http.Response, before error) bool {
	err := outcome(resp)
	switch err {
	case before:
		return false
	}
	return err != errGone
}

// heard asks whether the message is empty, or the one that came last.
func heard(e *apiError, last string) bool {
	switch e.Message {
	case "", last:
		return true
	}
	return false
}
