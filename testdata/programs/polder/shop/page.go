// Package shop shows pages, and uses the catalogue through its client.
package shop

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"example.com/polder/pim/pimerr"
	"example.com/polder/pim/predicates"
)

// Page is what a visitor sees.
type Page struct {
	Status int
	Name   string
}

// statuses of the shop's own orders.
type order struct {
	Status int
	Code   string
	Error  struct{ Status int }
}

// An order's numbers are the shop's.
func (o order) open() bool { return o.Status == 1 && o.Code == "new" && o.Error.Status == 0 }

// render decides by what the client's error says.
func render(err error) Page {
	var pe *pimerr.Error
	switch {
	case err == nil:
		return Page{200, "product"}
	case predicates.AbsentLine(err), predicates.Denied(err):
		return Page{404, "absent"}
	case errors.As(err, &pe) && pe.Body == http.StatusTooManyRequests: // want medipimstatus/branch
		return Page{503, pimerr.ScreenClosed}
	case errors.As(err, &pe) && pe.HTTP == http.StatusUnauthorized:
		return Page{500, pimerr.ScreenLogin}
	case errors.As(err, &pe) && pe.Code == pimerr.ScreenClosed: // want medipimcode/unknown
		return Page{503, pimerr.ScreenClosed}
	}
	return Page{500, "error"}
}

// A page's own name is compared with a screen.
func (p Page) closed() bool { return p.Name == pimerr.ScreenClosed && p.Status == 503 }

// numbered is asked through an interface.
func numbered(err error) bool {
	var n predicates.Numbered
	return errors.As(err, &n) && n.StatusCode() >= 500 // want medipimstatus/branch
}

// choose takes the numbers of several errors.
func choose(errs ...*pimerr.Error) int {
	return slices.IndexFunc(errs, func(e *pimerr.Error) bool { return e.Body == 404 }) // want medipimstatus/branch
}

// chooseLine takes the line's numbers of several errors.
func chooseLine(errs ...*pimerr.Error) int {
	return slices.IndexFunc(errs, func(e *pimerr.Error) bool { return e.HTTP == 404 })
}

// sortable orders errors for a list.
func sortable(errs []*pimerr.Error) {
	slices.SortFunc(errs, func(a, b *pimerr.Error) int { return strings.Compare(a.Message, b.Message) })
}

var _ = []any{order.open, render, Page.closed, numbered, choose, chooseLine, sortable}
