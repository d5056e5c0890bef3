// Package ordering decides what happens with an order line.
package ordering

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"example.com/molenaar/internal/apicodes"
	"example.com/molenaar/internal/catalogapi"
)

// OrderError is this domain's own error.
type OrderError struct {
	code string
	line int
	err  error
}

func (o *OrderError) Error() string { return fmt.Sprintf("line %d: %s", o.line, o.code) }

// Unwrap gives the reason.
func (o *OrderError) Unwrap() error { return o.err }

// HasErrorCode compares, as everywhere in this code base.
func (o *OrderError) HasErrorCode(code string) bool { return o.code == code }

// Desk accepts order lines.
type Desk struct {
	catalog *catalogapi.CatalogService
	stock   map[string]int
}

// Line is one order line.
type Line struct {
	No      int
	Product string
	Pieces  int
}

// Accept checks a line against catalogue and stock.
func (d *Desk) Accept(ctx context.Context, l Line) (json.RawMessage, error) {
	raw, err := d.catalog.FindProduct(ctx, l.Product)
	if err != nil {
		return nil, &OrderError{code: d.why(err), line: l.No, err: err}
	}
	if d.stock[l.Product] < l.Pieces {
		return nil, &OrderError{code: apicodes.OutOfStock, line: l.No}
	}
	return raw, nil
}

func (d *Desk) why(err error) string {
	var missing *catalogapi.NotFoundException
	if errors.As(err, &missing) {
		return "unknown_product"
	}
	var ex *catalogapi.ApiException
	if !errors.As(err, &ex) {
		return "unreachable"
	}
	switch {
	case ex.GetErrorCode() == "io_error":
		return "unreachable"
	case ex.GetStatusCode() == 403: // want medipimstatus/branch
		return "not_ours"
	case ex.HasErrorCode("product_not_found"): // want medipimcode/unknown
		return "unknown_product"
	case ex.HasErrorCode("not_found"):
		return "unknown_product"
	case ex.GetErrorCode() == apicodes.Denied: // want medipimcode/unknown
		return "not_ours"
	case ex.HasAnyErrorCode(apicodes.ServerFault, "gateway_timeout"): // want medipimcode/unknown
		return "later"
	case ex.HasAnyErrorCode(apicodes.TooMany, "server_error"):
		return "later"
	case ex.GetErrorEnum() == catalogapi.UNAUTHORIZED:
		return "credentials"
	case ex.GetMessage() == "Product is archived": // want medipimmessage/text
		return "archived"
	case ex.GetMessage() == "":
		return "no reason given"
	}
	return "refused"
}

// Retriable says whether the order may be put back on the pile.
func Retriable(err error) bool {
	var oe *OrderError
	if !errors.As(err, &oe) {
		return false
	}
	return oe.HasErrorCode(apicodes.OutOfStock) || oe.HasErrorCode(apicodes.OverQuota) || oe.code == "later"
}

// Severity is read from the configuration, where the enum's names stand.
func Severity(err error, pages []string) string {
	var ex *catalogapi.ApiException
	if !errors.As(err, &ex) {
		return "info"
	}
	for _, name := range pages {
		if ex.GetErrorEnum() == catalogapi.EnumByName(name) {
			return "page"
		}
	}
	if ex.GetErrorEnum().String() == "INTERNAL" || ex.GetErrorEnum().String() == "UNAUTHORIZED" {
		return "warn"
	}
	return "info"
}
