// Package app holds the use cases.
package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"example.com/zeeduin/hex/internal/ports"
	"example.com/zeeduin/hex/internal/wire"
)

// Service prices baskets.
type Service struct {
	Finder ports.Finder
	Count  map[string]int
	Hist   func(name string, v int)
}

// ErrUnknown is for the user of the shop.
var ErrUnknown = errors.New("unknown article")

// Lookup finds an article.
func (s *Service) Lookup(ctx context.Context, cnk string) (*ports.Product, error) {
	p, err := s.Finder.FindByCNK(ctx, strings.TrimSpace(cnk))
	if err == nil {
		return p, nil
	}
	var f *wire.Fault
	if !errors.As(err, &f) {
		return nil, err
	}
	switch f.Upstream { // want medipimstatus/branch
	case http.StatusNotFound:
		return nil, ErrUnknown
	case http.StatusUnauthorized, http.StatusForbidden:
		return nil, ports.ErrAccess
	}
	return nil, err
}

// Explain is the text for the help desk.
func (s *Service) Explain(err error) string {
	var f *wire.Fault
	if !errors.As(err, &f) {
		return "something else"
	}
	s.Count[f.Reason]++
	s.Hist("catalogue_document_status", f.Upstream)
	switch f.HTTP {
	case http.StatusForbidden:
		if f.Reason == "authentication.api_key_is_not_active" { // want medipimpair/impossible
			return "ask the vendor to switch the key on again"
		}
		if f.Reason == wire.ReasonRefused {
			return "ask for more permissions"
		}
	case http.StatusUnauthorized:
		switch f.Reason {
		case "authentication.api_key_is_not_active":
			return "ask the vendor to switch the key on again"
		case "authentication.bad_credentials": // want medipimcode/unknown
			return "check key and secret"
		}
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		// One of both fits.
		if f.Reason == "http_method_not_allowed" {
			return "a bug of ours"
		}
	}
	if strings.Contains(f.Error(), "maintenance") { // want medipimmessage/text
		return "the catalogue is closed for maintenance"
	}
	if len(f.Text) > 120 {
		return f.Text[:120] + "…"
	}
	return fmt.Sprintf("%s [%d/%d]", f.Text, f.HTTP, f.Upstream)
}

// Category is the part of the reason before the dot, for the dashboard.
func Category(f *wire.Fault) string {
	head, tail, ok := strings.Cut(f.Reason, ".")
	if ok && tail == "expired" {
		return head + "/expired"
	}
	if head == "auth" {
		return "authentication"
	}
	return head
}

// Retryable is asked by the scheduler.
func Retryable(err error, reason string) bool {
	var f *wire.Fault
	if errors.Is(err, ports.ErrNotFound) || !errors.As(err, &f) {
		return false
	}
	// The configuration names the reason.
	return f.HTTP >= 500 || f.Reason == reason
}
