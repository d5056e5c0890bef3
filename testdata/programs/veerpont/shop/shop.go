// Package shop shows products; it uses whichever adapter main gives it.
package shop

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"example.com/veerpont/hexa/domain"
)

// View is a page of the shop.
type View struct {
	Title  string
	Notice string
	Marked []string
}

// Page is the product page.
func Page(ctx context.Context, p domain.Products, id int) (View, error) {
	pr, err := p.Product(ctx, id)
	var r *domain.Rejected
	if errors.As(err, &r) {
		if r.HTTP == http.StatusNotFound {
			return View{Notice: "unknown"}, nil
		}
		slog.Warn("page", "status", r.Status(), "code", r.Code)
	}
	if err != nil {
		return View{}, err
	}
	return View{Title: pr.Title}, nil
}

// Teaser does the same with the getter.
func Teaser(ctx context.Context, p domain.Products, id int) (View, error) {
	pr, err := p.Product(ctx, id)
	if r, ok := errors.AsType[*domain.Rejected](err); ok && r.Status() == http.StatusNotFound { // want medipimstatus/branch
		return View{Notice: "unknown"}, nil
	}
	if err != nil {
		return View{}, err
	}
	return View{Title: pr.Title}, nil
}

// keyCodes are the codes for which the key has to be looked after.
var keyCodes = []string{
	"authentication.not_authenticated",
	"authentication.api_key_not_found",
	"authentication.api_secret_invalid", // want medipimcode/unknown
	"authentication.api_key_is_not_active",
}

// NeedsKey tells the operator.
func NeedsKey(err error) bool {
	r, ok := errors.AsType[*domain.Rejected](err)
	return ok && slices.Contains(keyCodes, r.Code)
}

// Missing has both.
func Missing(err error) bool {
	r, ok := errors.AsType[*domain.Rejected](err)
	return ok && r.HTTP == http.StatusNotFound && r.Code == "not_found"
}

// Misrouted asks for a pair that does not come.
func Misrouted(err error) bool {
	r, ok := errors.AsType[*domain.Rejected](err)
	return ok && r.HTTP == http.StatusMethodNotAllowed && r.Code == "endpoint_not_found" // want medipimpair/impossible
}

// Notice is for the visitor.
func Notice(err error) string {
	r, ok := errors.AsType[*domain.Rejected](err)
	if !ok {
		return "try again later"
	}
	switch r.HTTP {
	case http.StatusBadRequest:
		return "the search is not valid"
	case http.StatusForbidden:
		if strings.Contains(r.Text, "permission") { // want medipimmessage/text
			return "not for this shop"
		}
	}
	if r.Text == "" {
		return "no details"
	}
	return r.Text
}

// Form marks the fields that were refused.
func Form(err error) View {
	r, ok := errors.AsType[*domain.Rejected](err)
	if !ok {
		return View{}
	}
	switch r.Code {
	case "validation_failed":
		return View{Notice: r.Text, Marked: r.Fields}
	case "http_method_not_allowed", "endpoint_not_found":
		return View{Notice: "this is our mistake"}
	}
	return View{Notice: r.Text}
}
