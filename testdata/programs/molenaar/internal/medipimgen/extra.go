// Package medipimgen is generated, but for this file.
package medipimgen

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Errors of the hand-written part.
var (
	ErrNone     = errors.New("no such products")
	ErrLocked   = errors.New("access locked")
	ErrInternal = errors.New("internal error")
)

// Products retries and sorts the answers.
func (c *Client) Products(ctx context.Context, body string) ([]map[string]any, error) {
	r, err := c.ProductsWithResponse(ctx, body)
	for n := 1; err == nil && r.JSON429 != nil && n <= 5; n++ {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(n) * time.Second):
		}
		r, err = c.ProductsWithResponse(ctx, body)
	}
	if err != nil {
		return nil, err
	}
	if r.JSON200 != nil {
		return r.JSON200.Results, nil
	}
	if r.JSON404 != nil {
		return nil, ErrNone
	}
	if d := r.JSONDefault; d != nil {
		if d.Error.Status == http.StatusForbidden { // want medipimstatus/branch
			return nil, ErrLocked
		}
		if r.StatusCode() == http.StatusInternalServerError {
			return nil, fmt.Errorf("%w: %s", ErrInternal, d.Error.Message)
		}
		switch d.Error.Code {
		case "authentication.api_key_is_not_active", "authentication.account_suspended": // want medipimcode/unknown
			return nil, ErrLocked
		}
	}
	return nil, fmt.Errorf("products: %d", r.StatusCode())
}
