// Package priceimport uses the SDK.
package priceimport

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"

	"example.com/magazijn/restsdk/medipimsdk"
)

// ErrSkip tells the caller to go on.
var ErrSkip = errors.New("skip")

// One gets a product, and reads the response that came with the error.
func One(ctx context.Context, c *medipimsdk.Client, cnk string) (*medipimsdk.Product, error) {
	p, resp, err := c.Products.Get(ctx, cnk)
	if err == nil {
		return p, nil
	}
	if resp != nil && resp.StatusCode == http.StatusNotFound {
		return nil, ErrSkip
	}
	return nil, wrap(cnk, err)
}

// wrap compares the digit that BodyClass made of the body's number.
func wrap(cnk string, err error) error {
	var er *medipimsdk.ErrorResponse
	if !errors.As(err, &er) {
		return err
	}
	if er.BodyClass() == 5 { // want medipimstatus/branch
		return fmt.Errorf("%s: vendor: %w", cnk, err)
	}
	if er.Class() == 5 {
		return fmt.Errorf("%s: vendor: %w", cnk, err)
	}
	return fmt.Errorf("%s: %w", cnk, classify(er))
}

// classify parses the body's number and switches on it.
func classify(er *medipimsdk.ErrorResponse) error {
	n, err := er.Err.Status.Int64()
	if err != nil {
		return er
	}
	switch n { // want medipimstatus/branch
	case 401, 403:
		return fmt.Errorf("credentials: %w", er)
	}
	switch er.Response.StatusCode {
	case 401, 403:
		return fmt.Errorf("credentials: %w", er)
	}
	return er
}

// Report compares codes by several ways, and prints the rest.
func Report(er *medipimsdk.ErrorResponse) string {
	if strings.EqualFold(er.Err.Code, "access_denied") { // want medipimcode/unknown
		return "denied"
	}
	if strings.EqualFold(er.Err.Code, "NOT_AUTHORIZED") {
		return "denied"
	}
	if er.Err.Message == "Product not found." { // want medipimmessage/text
		return "gone"
	}
	if er.Err.Message != "" {
		log.Printf("%s %s %s", er.Err.Status, er.Err.Code, er.Err.Message)
	}
	return "other"
}

// Labels gives words for the codes, and one word for no code.
func Labels(er *medipimsdk.ErrorResponse) string {
	code := er.Err.Code
	if code == "" {
		code = "no_code"
	}
	if code == "no_code" {
		return "?"
	}
	return code
}
