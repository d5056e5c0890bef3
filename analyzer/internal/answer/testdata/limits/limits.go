// Package limits hands what it gets up to other packages.
package limits

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

const api = "https://api.medipim.be/v4/"

// ErrSlow is a 429.
var ErrSlow = errors.New("slow down")

// Sentinel tells a 429 apart by an error of its own.
func Sentinel(id string) error {
	resp, err := http.Get(api + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return fmt.Errorf("%s: %w", id, ErrSlow)
	case resp.StatusCode >= 400:
		return errors.New(resp.Status)
	}
	return nil
}

// Error is a general error.
type Error struct{ Status int }

func (e *Error) Error() string { return fmt.Sprint(e.Status) }

// Code returns the status.
func (e *Error) Code() int { return e.Status }

// IsSlow reports whether err is a 429.
func IsSlow(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == 429
}

// General has a predicate.
func General(id string) error {
	resp, err := http.Get(api + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &Error{Status: resp.StatusCode}
	}
	return nil
}

// Outcome says what became of a request.
type Outcome int

// The outcomes.
const (
	Done Outcome = iota
	Slow
)

// Enum has a result for a 429.
func Enum(id string) (Outcome, error) {
	resp, err := http.Get(api + id)
	if err != nil {
		return Done, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return Slow, nil
	}
	if resp.StatusCode >= 400 {
		return Done, errors.New(resp.Status)
	}
	return Done, nil
}

type patient struct{ next http.RoundTripper }

func (p patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := p.next.RoundTrip(req.Clone(req.Context()))
		if err != nil || resp.StatusCode != 429 || n == 3 {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second << n)
	}
}

// Client waits on a 429.
func Client() *http.Client { return &http.Client{Transport: patient{http.DefaultTransport}} }

// Plain is a client like any other.
func Plain() *http.Client { return &http.Client{Timeout: time.Minute} }
