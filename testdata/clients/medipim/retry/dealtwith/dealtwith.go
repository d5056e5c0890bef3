// Package dealtwith hands a 429 to its callers as what it is.
package dealtwith

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

const findURL = "https://api.medipim.be/v4/products/find?id="

func failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

// ErrRateLimited is a sentinel.
var ErrRateLimited = errors.New("medipim: rate limited")

func sentinel(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return fmt.Errorf("find %s: %w", id, ErrRateLimited)
	default:
		return failed(resp)
	}
}

// RateLimitError is a type of its own.
type RateLimitError struct{ After time.Duration }

func (e *RateLimitError) Error() string { return "medipim: rate limited" }

func typed(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return &RateLimitError{After: time.Minute}
	}
	return failed(resp)
}

// StatusError is a general one, with a predicate that tells a 429 apart.
type StatusError struct{ Status int }

func (e *StatusError) Error() string { return fmt.Sprintf("medipim: %d", e.Status) }

// IsRateLimited reports whether err is a 429.
func IsRateLimited(err error) bool {
	var s *StatusError
	return errors.As(err, &s) && s.Status == http.StatusTooManyRequests
}

func predicate(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &StatusError{Status: resp.StatusCode}
	}
	return nil
}

// A wrapped text, built for the 429 alone, will do.
func text(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusTooManyRequests:
		return fmt.Errorf("medipim: %s: slow down", id)
	}
	return failed(resp)
}

// Result says how a lookup ended.
type Result int

// The ends of a lookup.
const (
	Found Result = iota
	Missing
	Throttled
	Failed
)

func enum(c *http.Client, id string) (Result, error) {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return Failed, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return Found, nil
	case http.StatusNotFound:
		return Missing, nil
	case http.StatusTooManyRequests:
		return Throttled, nil
	}
	return Failed, failed(resp)
}

var byStatus = map[int]error{
	http.StatusUnauthorized:    errors.New("medipim: log in"),
	http.StatusTooManyRequests: ErrRateLimited,
}

func table(c *http.Client, id string) error {
	resp, err := c.Get(findURL + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err, ok := byStatus[resp.StatusCode]; ok {
		return err
	}
	return failed(resp)
}
