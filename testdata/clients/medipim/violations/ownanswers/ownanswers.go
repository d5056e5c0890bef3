// Package ownanswers gives its own clients answers of its own.
package ownanswers

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
)

const url = "https://api.medipim.be/v4/prices"

// Answer is for those who asked.
type Answer struct {
	Code int
	Body string
}

func text(code int, body string) Answer { return Answer{Code: code, Body: body} }

// Logged says what went wrong in the log alone.
func Logged() (Answer, error) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		slog.Warn("price refused")
		return text(400, "please check the form"), nil
	}
	return Answer{Code: resp.StatusCode}, nil
}

// Failed has an empty answer beside the error.
func Failed() (Answer, error) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return Answer{Code: 400, Body: "refused"}, errors.New("price refused")
	}
	return Answer{Code: resp.StatusCode}, nil
}

// Passed hands the body on.
func Passed() (Answer, error) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		slog.Warn("price refused")
		raw, err := io.ReadAll(resp.Body)
		return text(400, string(raw)), err
	}
	return Answer{Code: resp.StatusCode}, nil
}

// Filled puts it into the answer.
func Filled() (a Answer, err error) {
	resp, err := http.Get(url) // want medipimretry/missing
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return a, err
	}
	a = Answer{Code: 400}
	if resp.StatusCode == http.StatusUnprocessableEntity {
		a.Body = string(raw)
		return a, errors.New("price refused")
	}
	return Answer{Code: resp.StatusCode}, nil
}
