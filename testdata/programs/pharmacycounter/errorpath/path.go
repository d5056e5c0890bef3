package errorpath

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// MedipimFailure is built from the body's status.
type MedipimFailure struct {
	HTTP int
	Code string
}

// Error formats, silent.
func (f *MedipimFailure) Error() string { return fmt.Sprintf("%d %s", f.HTTP, f.Code) }

// Refusal is built from the response's status.
type Refusal struct {
	HTTP int
	Code string
}

// Error formats, silent.
func (r *Refusal) Error() string { return fmt.Sprintf("%d %s", r.HTTP, r.Code) }

type envelope struct {
	Error detail `json:"error"`
}

type detail struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
}

// failure copies the body's status into a field that looks like the real one, stored only, silent.
func failure(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &MedipimFailure{HTTP: env.Error.Status, Code: env.Error.Code}
}

// refusal takes the status from the response, silent.
func refusal(resp *http.Response) error {
	var env envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &Refusal{HTTP: resp.StatusCode, Code: env.Error.Code}
}

// step wraps a failure, silent.
func step(resp *http.Response) error { return fmt.Errorf("step: %w", failure(resp)) }

// trip wraps once more, silent.
func trip(resp *http.Response) error { return fmt.Errorf("trip: %w", step(resp)) }

// Missing branches on the field two wraps above, reported.
func Missing(resp *http.Response) bool {
	var f *MedipimFailure
	if err := trip(resp); errors.As(err, &f) {
		return f.HTTP == 404 // want medipimstatus/branch
	}
	return false
}

// Rank tests the field in an else-if chain, each test is reported.
func Rank(err error) int {
	var f *MedipimFailure
	if !errors.As(err, &f) {
		return 0
	} else if f.HTTP == 401 { // want medipimstatus/branch
		return 1
	} else if f.HTTP >= 500 { // want medipimstatus/branch
		return 2
	}
	return 3
}

// Refused branches on the field that came from the response, silent.
func Refused(resp *http.Response) bool {
	var r *Refusal
	if err := refusal(resp); errors.As(err, &r) {
		return r.HTTP == 404
	}
	return false
}

// settled replaces the status before the value leaves the function, silent.
func settled(resp *http.Response) (env envelope, err error) {
	if err = json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return env, err
	}
	env.Error.Status = resp.StatusCode
	return env, nil
}

// unsettled hands the body's status out as it is, silent.
func unsettled(resp *http.Response) (env envelope, err error) {
	err = json.NewDecoder(resp.Body).Decode(&env)
	return env, err
}

// UseSettled compares a status that was replaced before it got here, silent.
func UseSettled(resp *http.Response) bool {
	env, err := settled(resp)
	return err == nil && env.Error.Status == 403
}

// UseUnsettled compares a status that was never replaced, reported.
func UseUnsettled(resp *http.Response) bool {
	env, err := unsettled(resp)
	return err == nil && env.Error.Status == 403 // want medipimstatus/branch
}
