// Package ledger books what was sold.
package ledger

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

const host = "api.medipim.be"

// HTTPError carries the status of any bad answer.
type HTTPError struct {
	Status int
	Path   string
}

// Error formats both.
func (e *HTTPError) Error() string { return fmt.Sprintf("%s: %d", e.Path, e.Status) }

// NotFound is a predicate for another status.
func (e *HTTPError) NotFound() bool { return e.Status == http.StatusNotFound }

// Book sends once; its error carries the status, and nobody asks it for a 429.
func Book(id string) error {
	resp, err := http.Get("https://" + host + "/v4/products/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &HTTPError{Status: resp.StatusCode, Path: "/v4/products/find"}
	}
	return nil
}

// look sends once; its error carries the status, and Wait asks it for a 429.
func look(id string) error {
	resp, err := http.Get("https://" + host + "/v4/media/find?id=" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &HTTPError{Status: resp.StatusCode, Path: "/v4/media/find"}
	}
	return nil
}

// Wait rests for as long as look's error has a 429.
func Wait(id string) error {
	for {
		err := look(id)
		if he, ok := errors.AsType[*HTTPError](err); ok && he.Status == http.StatusTooManyRequests {
			time.Sleep(3 * time.Second)
			continue
		}
		return err
	}
}

// glance sends once; Skip asks its error for a 404 alone.
func glance(id string) error {
	resp, err := http.Get("https://" + host + "/v4/brands/find?id=" + id) // want medipimretry/missing
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &HTTPError{Status: resp.StatusCode, Path: "/v4/brands/find"}
	}
	return nil
}

// Skip passes a missing brand over.
func Skip(ids []string) error {
	for _, id := range ids {
		err := glance(id)
		var he *HTTPError
		if errors.As(err, &he) && he.NotFound() {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// probe sends once; Drop asks its error for a 429, only to pass it over.
func probe(id string) error {
	resp, err := http.Get("https://" + host + "/v4/substances/find?id=" + id)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return &HTTPError{Status: resp.StatusCode, Path: "/v4/substances/find"}
	}
	return nil
}

// Drop passes a throttled substance over.
func Drop(ids []string) error {
	for _, id := range ids {
		err := probe(id)
		var he *HTTPError
		if errors.As(err, &he) && he.Status == 429 { // want medipimretry/swallowed
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}
