// Package wrapped hides the generated client of the catalogue from the rest of the shop.
package wrapped

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	medipimapi "example.com/heide/sdk/api"
)

// ErrAbsent and the others are what the shop knows.
var (
	ErrAbsent = errors.New("absent")
	ErrDenied = errors.New("denied")
	ErrLater  = errors.New("later")
)

// Catalog is the shop's view of the catalogue.
type Catalog struct{ api *medipimapi.Client }

// Product decides on the response's own status.
func (c *Catalog) Product(ctx context.Context, id string) (*medipimapi.Product, error) {
	p, resp, err := c.api.FindProduct(ctx, id)
	if err == nil {
		return p, nil
	}
	if resp == nil {
		return nil, err
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		return nil, ErrAbsent
	case http.StatusForbidden:
		return nil, ErrDenied
	case http.StatusTooManyRequests:
		return nil, ErrLater
	}
	return nil, fmt.Errorf("product %s: %w", id, err)
}

// model takes the model out of the generated error.
func model(err error) *medipimapi.ErrorObject {
	var gen *medipimapi.GenericOpenAPIError
	if !errors.As(err, &gen) {
		return nil
	}
	if m, ok := gen.Model().(medipimapi.ErrorResponse); ok {
		return m.Error
	}
	return nil
}

// The model's getter gives the body's number.
func absent(err error) bool {
	return model(err).GetStatus() == http.StatusNotFound // want medipimstatus/branch
}

// The getter with two results gives the body's number.
func denied(err error) bool {
	n, ok := model(err).GetStatusOk()
	return ok && *n == http.StatusForbidden // want medipimstatus/branch
}

// The model's getter gives the code.
func login(err error) bool {
	switch model(err).GetCode() {
	case "authentication.not_authenticated", "authentication.api_key_not_found":
		return true
	case "authentication.api_key_inactive": // want medipimcode/unknown
		return true
	}
	return false
}

// The model's getter gives the sentence.
func gone(err error) bool {
	return strings.Contains(model(err).GetMessage(), "does not exist") // want medipimmessage/text
}

// All getters serve a line in the log.
func line(err error) string {
	m := model(err)
	return fmt.Sprintf("%d %s %s", m.GetStatus(), m.GetCode(), m.GetMessage())
}

// A product's status is a word.
func sold(p *medipimapi.Product) bool { return p.Status == "sold" }

var _ = []any{absent, denied, login, gone, line, sold}
