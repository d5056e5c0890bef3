// Package medipimforms has one small function for each form that a request takes in our programs.
package medipimforms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const root = "https://api.medipim.be/v4"

const tries = 4

var errBusy = errors.New("rate limit reached")

type product struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

type failure struct {
	Error struct {
		Code       string            `json:"code"`
		Message    string            `json:"message"`
		Violations []json.RawMessage `json:"violations"`
	} `json:"error"`
}

type briefFailure struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// nap waits longer with each try.
func nap(ctx context.Context, n int) error {
	t := time.NewTimer(time.Second << n)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// check is the general check.
func check(resp *http.Response) error {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return fmt.Errorf("unexpected answer: %s", resp.Status)
	}
	return nil
}

// finish closes, checks and decodes.
func finish(resp *http.Response) (*product, error) {
	defer resp.Body.Close()
	if err := check(resp); err != nil {
		return nil, err
	}
	p := new(product)
	if err := json.NewDecoder(resp.Body).Decode(p); err != nil {
		return nil, err
	}
	return p, nil
}

// settle closes and checks.
func settle(resp *http.Response) error {
	defer resp.Body.Close()
	return check(resp)
}

// into decodes whatever it reads.
func into(r io.Reader, v any) error {
	return json.NewDecoder(r).Decode(v)
}
