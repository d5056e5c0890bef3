// Package webshop shows product sheets.
package webshop

import (
	"errors"
	"net/http"

	"example.com/waddenzee/sdk/mpim"
	"example.com/waddenzee/sdk/vocab"
)

// ShopError is what our templates know.
type ShopError struct {
	Code   string
	Status int
	Text   string
	cause  error
}

func (s *ShopError) Error() string { return s.Text }
func (s *ShopError) Unwrap() error { return s.cause }

func translate(err error) *ShopError {
	if a, ok := errors.AsType[*mpim.AuthError](err); ok {
		return &ShopError{Code: "unauthorized", Status: 502, Text: "no access", cause: a}
	}
	if _, ok := errors.AsType[*mpim.NotFoundError](err); ok {
		return &ShopError{Code: "gone", Status: 404, Text: "gone", cause: err}
	}
	e, ok := errors.AsType[*mpim.APIError](err)
	if !ok {
		return &ShopError{Code: "internal_error", Status: 500, Text: "our mistake", cause: err}
	}
	s := &ShopError{Code: "supplier", Status: http.StatusBadGateway, Text: "supplier", cause: e}
	switch string(e.Body.Code) {
	case vocab.NotFound, vocab.ServerError:
		s.Status = http.StatusServiceUnavailable
	case vocab.RateLimited: // want medipimcode/unknown
		s.Status = http.StatusServiceUnavailable
	}
	// mails from the sales people say so
	if e.Error() == "mpim: http 403: Forbidden" { // want medipimmessage/text
		s.Code = vocab.Forbidden
	}
	return s
}

// page chooses a template; the shop's codes and statuses are its own.
func page(s *ShopError) string {
	switch {
	case s.Code == "unauthorized", s.Code == vocab.Forbidden:
		return "support.html"
	case s.Status == http.StatusNotFound && s.Code == "gone":
		return "gone.html"
	case s.Status == http.StatusServiceUnavailable:
		return "later.html"
	case s.Text == "supplier":
		return "sorry.html"
	}
	if mpim.CodeOf(s).Family() == "server" {
		return "later.html"
	}
	return "error.html"
}

// cacheable says whether the CDN may keep an error.
func cacheable(err error) bool {
	e, ok := errors.AsType[*mpim.APIError](err)
	if !ok {
		return false
	}
	return isGone(e.Body.Status) && !e.Temporary() // want medipimstatus/branch
}

func cacheableNow(err error) bool {
	e, ok := errors.AsType[*mpim.APIError](err)
	return ok && isGone(e.StatusCode) && !e.Temporary()
}

func isGone(status int) bool { return status == http.StatusNotFound || status == http.StatusGone }

var _ = []any{translate, page, cacheable, cacheableNow}
