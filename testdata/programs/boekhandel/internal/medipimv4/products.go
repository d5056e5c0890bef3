package medipimv4

import (
	"context"
	"net/http"
	"strings"

	"github.com/pkg/errors"
)

// ErrNoSuchProduct is returned by Find.
var ErrNoSuchProduct = errors.New("no such product")

// Product is the part of a product that the shop shows.
type Product struct {
	ID   int               `json:"id"`
	CNK  string            `json:"cnk"`
	Name map[string]string `json:"name"`
}

type productPage struct {
	Results []Product `json:"results"`
}

// Query selects products.
func (c *Client) Query(ctx context.Context, filter map[string]any) ([]Product, error) {
	var page productPage
	err := c.call(ctx, "/v4/products/query", filter, &page)
	var ae *APIError
	if errors.As(err, &ae) {
		switch {
		case ae.HTTPStatus == http.StatusUnprocessableEntity:
			return nil, errors.Errorf("the filter was rejected: %s", ae.Violations)
		case ae.HTTPStatus == http.StatusUnauthorized && ae.Code == "not_authorized": // want medipimpair/impossible
			return nil, errors.Wrap(ae, "this key may not query")
		case strings.Contains(ae.Message, "not active"): // want medipimmessage/text
			return nil, errors.Wrap(ae, "ask the vendor to reactivate the key")
		}
	}
	return page.Results, err
}

// Find returns the product with that CNK.
func (c *Client) Find(ctx context.Context, cnk string) (*Product, error) {
	var page productPage
	err := c.call(ctx, "/v4/products/query", map[string]any{"filter": map[string]string{"cnk": cnk}}, &page)
	var ae *APIError
	switch {
	case errors.As(err, &ae) && ae.Code == "product_not_found": // want medipimcode/unknown
		return nil, ErrNoSuchProduct
	case err != nil:
		return nil, err
	case len(page.Results) == 0:
		return nil, ErrNoSuchProduct
	}
	return &page.Results[0], nil
}

// Validate sends a filter only to see what is wrong with it.
func (c *Client) Validate(ctx context.Context, filter map[string]any) error {
	err := c.call(ctx, "/v4/products/query", filter, &struct{}{})
	var ae *APIError
	if errors.As(err, &ae) && ae.HTTPStatus == http.StatusUnprocessableEntity {
		return errors.Wrap(ae, "filter rejected")
	}
	if errors.As(err, &ae) && ae.HTTPStatus == http.StatusForbidden && ae.Code == "not_authorized" {
		return errors.New("no permission to query")
	}
	return err
}
