// Package beside decodes data and error side by side. It finds the error by its presence, which is no look,
// but does something about it.
package beside

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

const base = "https://api.medipim.be/v4"

var (
	errNotFound = errors.New("medipim: not found")
	errLimit    = errors.New("medipim: rate limit")
)

type apiError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (e *apiError) Error() string { return e.Code + ": " + e.Message }

type answer struct {
	Results []string  `json:"results"`
	Error   *apiError `json:"error"`
}

func (a *answer) failure() error {
	if a.Error == nil {
		return nil
	}
	return a.Error
}

// get waits out a 429, and hands every other answer up.
func get(path string) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := http.Get(base + path)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == 4 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

func byPresence() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, fmt.Errorf("decode: %w", err)
	}
	if a.Error != nil {
		if a.Error.Code == "not_found" {
			return nil, errNotFound
		}
		return nil, a.Error
	}
	return a.Results, nil
}

func bySwitch() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, fmt.Errorf("decode: %w", err)
	}
	switch {
	case a.Error == nil:
	case a.Error.Code == "not_found":
		return nil, errNotFound
	case a.Error.Code == "too_many_requests":
		return nil, errLimit
	default:
		return nil, a.Error
	}
	return a.Results, nil
}

// The error is a variable of its own.
func byVariable() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var a answer
	if err := json.Unmarshal(data, &a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	failed := a.Error
	if failed != nil && failed.Code == "not_found" {
		return nil, errNotFound
	}
	log.Printf("%d brands", len(a.Results))
	return a.Results, nil
}

// A method looks at the error.
func byMethod() (*answer, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := new(answer)
	if err := json.NewDecoder(resp.Body).Decode(a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if err := a.failure(); err != nil {
		return nil, err
	}
	return a, nil
}

// A helper that decodes looks at the error, and what it makes of that is returned beside the data: a check
// would end that.
func decodeInto(r io.Reader, a *answer) error {
	if err := json.NewDecoder(r).Decode(a); err != nil {
		return err
	}
	return a.failure()
}

func byHelper() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	err = decodeInto(resp.Body, &a) // want medipimunchecked/unchecked
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	return a.Results, err
}

func byHelperFirst() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := decodeInto(resp.Body, &a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return a.Results, nil
}

// The helper is asked again where it failed: that uses what it decodes into, before any place of a check.
func byHelperAgain() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := decodeInto(resp.Body, &a); err != nil { // want medipimunchecked/unchecked
		return nil, decodeInto(resp.Body, &a) // want medipimunchecked/unchecked
	}
	return a.Results, nil
}

// The error is decoded by itself, before the data.
func inTwoSteps() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var failed struct {
		Error apiError `json:"error"`
	}
	if err := json.Unmarshal(data, &failed); err == nil && failed.Error.Code != "" {
		return nil, &failed.Error
	}
	var list struct {
		Results []string `json:"results"`
	}
	err = json.Unmarshal(data, &list) // want medipimunchecked/unchecked
	return list.Results, err
}

// The data is used before the error is looked at: no place is right.
func usedBefore() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if len(a.Results) > 0 {
		return a.Results, nil
	}
	return nil, a.Error
}

// The callers look at the error.
func whole(path string) (*answer, error) {
	resp, err := get(path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &a, nil
}

func into(path string, v any) error {
	resp, err := get(path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(v) // want medipimunchecked/unchecked
}

func as[T any](path string) (T, error) {
	var v T
	resp, err := get(path)
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&v) // want medipimunchecked/unchecked
	return v, err
}

type media struct {
	Files []string  `json:"files"`
	Error *apiError `json:"error"`
}

type labels struct {
	Labels []string  `json:"labels"`
	Error  *apiError `json:"error"`
}

func callers() ([]string, error) {
	a, err := whole("/brands")
	if err != nil {
		return nil, err
	}
	if a.Error != nil {
		return nil, errNotFound
	}
	var m media
	if err := into("/media", &m); err != nil {
		return nil, err
	}
	if m.Error != nil {
		return nil, errNotFound
	}
	l, err := as[labels]("/labels")
	if err != nil {
		return nil, err
	}
	if l.Error != nil {
		return nil, errNotFound
	}
	return append(append(a.Results, m.Files...), l.Labels...), nil
}

type organisation struct {
	Name  string    `json:"name"`
	Error *apiError `json:"error"`
}

// Nobody looks at the error that stands beside.
func organisations() (*organisation, error) {
	resp, err := get("/organisations")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var o organisation
	if err := json.NewDecoder(resp.Body).Decode(&o); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return &o, nil
}

// A closure asks for the error, where the status says that there is one.
func askedByClosure() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		said := func() error { return a.Error }
		return nil, said()
	}
	return a.Results, nil
}

// A closure counts what came, before the status says what that is.
func countedByClosure() (int, error) {
	resp, err := get("/brands")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return 0, err
	}
	count := func() int { return len(a.Results) }
	n := count()
	if resp.StatusCode >= 500 {
		log.Print(a.Error)
	}
	return n, nil
}

// The error is not decoded: to look at it is no look at the answer.
func byHidden() ([]string, error) {
	resp, err := get("/brands")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a struct {
		Results []string `json:"results"`
		Error   apiError `json:"-"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	if a.Error.Code == "not_found" {
		return nil, errNotFound
	}
	return a.Results, nil
}
