// Package throttled asks the API, and says when it was too fast.
package throttled

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

const base = "https://api.medipim.be/v4/"

// ErrRateLimited is what a 429 becomes.
var ErrRateLimited = errors.New("rate limited")

// ThrottleError is made for a 429 and for nothing else.
type ThrottleError struct{ Path string }

// Error says which path it was.
func (e *ThrottleError) Error() string { return "throttled: " + e.Path }

// Brand sends once, and hands a 429 up as a sentinel.
func Brand(id string) ([]byte, error) {
	resp, err := http.Get(base + "brands/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return io.ReadAll(resp.Body)
	case http.StatusTooManyRequests:
		return nil, ErrRateLimited
	}
	return nil, fmt.Errorf("brand %s: %s", id, resp.Status)
}

// Media sends once, and hands a 429 up as a typed error.
func Media(id string) ([]byte, error) {
	resp, err := http.Get(base + "media/find?id=" + id)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == 429 {
		return nil, &ThrottleError{Path: "media"}
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("media %s: %s", id, resp.Status)
	}
	return io.ReadAll(resp.Body)
}

// Query sends once, and its wrapped sentinel tells the caller.
func Query(q string) ([]byte, error) {
	resp, err := http.Post(base+"products/query", "application/json", strings.NewReader(q))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	return io.ReadAll(resp.Body)
}

// check makes the sentinel out of a 429.
func check(resp *http.Response) error {
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return ErrRateLimited
	case resp.StatusCode > 299:
		return fmt.Errorf("answer %s", resp.Status)
	}
	return nil
}

// APIError is a general error with a status and a predicate.
type APIError struct{ HTTPStatus int }

// Error formats the status.
func (e *APIError) Error() string { return fmt.Sprintf("status %d", e.HTTPStatus) }

// IsRateLimited tells whether an error stands for a 429.
func IsRateLimited(err error) bool {
	var e *APIError
	return errors.As(err, &e) && e.HTTPStatus == http.StatusTooManyRequests
}

// Substance sends once; its error has the predicate above.
func Substance(id string) error {
	resp, err := http.Get(base + "substances/find?id=" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &APIError{HTTPStatus: resp.StatusCode}
	}
	return nil
}
