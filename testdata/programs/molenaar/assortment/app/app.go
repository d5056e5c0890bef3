// Package app is the core of the assortment service.
package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	adapter "example.com/molenaar/assortment/adapter/medipimhttp"
)

// Source is the port.
type Source interface {
	Load(ctx context.Context, id string) (string, error)
}

var _ Source = (*adapter.Source)(nil)

// Reject is how the core calls it.
type Reject = adapter.Rejection

// What the core knows.
var (
	ErrUnknown   = errors.New("unknown product")
	ErrForbidden = errors.New("not in our contract")
	ErrLocked    = errors.New("locked")
	ErrLater     = errors.New("later")
)

// DomainError has a code of its own.
type DomainError struct {
	Status string
	Code   string
	Err    error
}

func (d *DomainError) Error() string { return d.Status + "/" + d.Code }

// Unwrap gives the sentinel.
func (d *DomainError) Unwrap() error { return d.Err }

// Translate turns errors of the adapter into the core's.
func Translate(err error) error {
	if errors.Is(err, adapter.ErrCongested) {
		return &DomainError{"waiting", "congested", ErrLater}
	}
	rej, ok := errors.AsType[*Reject](err)
	if !ok {
		return err
	}
	if rej.Locked() {
		return &DomainError{"refused", "locked", ErrLocked}
	}
	switch {
	case rej.HTTP == http.StatusNotFound && rej.Code != "endpoint_not_found":
		return &DomainError{"refused", "unknown", ErrUnknown}
	case rej.Status == http.StatusForbidden: // want medipimstatus/branch
		return &DomainError{"refused", "forbidden", ErrForbidden}
	case rej.HTTP == http.StatusForbidden:
		return &DomainError{"refused", "forbidden", ErrForbidden}
	case strings.Contains(rej.Error(), "contract has ended"): // want medipimmessage/text
		return &DomainError{"refused", "forbidden", ErrForbidden}
	}
	return fmt.Errorf("unexpected (%d in the body): %w", rej.Status, rej)
}

// Explain is for the screen of the pharmacist.
func Explain(err error) string {
	var d *DomainError
	if !errors.As(err, &d) {
		return err.Error()
	}
	switch d.Code {
	case "unknown", "unauthorized", "forbidden":
		return "not available to you"
	case "congested":
		return "one moment"
	}
	if d.Status == "waiting" || strings.HasPrefix(d.Error(), "refused/") {
		return "sorry"
	}
	return d.Err.Error()
}

// Skip says what the refresh passes over.
func Skip(err error) bool {
	var rej *Reject
	if !errors.As(err, &rej) {
		return slices.ContainsFunc([]error{ErrUnknown, ErrLocked}, func(e error) bool { return errors.Is(err, e) })
	}
	if rej.HTTP == http.StatusBadRequest {
		return rej.Code == "http_method_not_allowed" // want medipimpair/impossible
	}
	return rej.HTTP == http.StatusNotFound
}
