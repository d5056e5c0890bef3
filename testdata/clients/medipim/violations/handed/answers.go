package handed

import (
	"errors"
	"net/http"
)

// Invalid is an answer, neither an error nor a message.

func valid(resp *http.Response) (bool, error) {
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		return false, nil
	}
	if resp.StatusCode >= 300 {
		return false, errors.New(resp.Status)
	}
	return true, nil
}

func validNamed(resp *http.Response) (ok bool, err error) {
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	switch resp.StatusCode {
	case http.StatusOK:
		return true, nil
	case http.StatusUnprocessableEntity:
		return false, nil
	}
	return false, errors.New(resp.Status)
}

type outcome int

const (
	accepted outcome = iota
	refused
	broken
)

func judged(resp *http.Response) (o outcome, err error) {
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNoContent:
	case http.StatusUnprocessableEntity:
		o = refused
	default:
		o, err = broken, errors.New(resp.Status)
	}
	return o, err
}
