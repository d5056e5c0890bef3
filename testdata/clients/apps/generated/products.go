package generated

import (
	"context"
	"errors"
	"time"
)

var errThrottled = errors.New("throttled")

// The generator set JSON404 from the HTTP status.
func products(ctx context.Context, c *ClientWithResponses, query []byte) ([]Product, error) {
	rsp, err := c.QueryProductsWithResponse(ctx, query) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if rsp.JSON404 != nil {
		return nil, nil
	}
	if rsp.JSON200 == nil || rsp.JSON200.Results == nil {
		return nil, errors.New(rsp.HTTPResponse.Status)
	}
	return *rsp.JSON200.Results, nil
}

func productsWithRetry(ctx context.Context, c *ClientWithResponses, query []byte) (*ProductPage, error) {
	for n := range 5 {
		rsp, err := c.QueryProductsWithResponse(ctx, query)
		switch {
		case err != nil:
			return nil, err
		case rsp.JSON429 != nil:
			time.Sleep(time.Second << n)
			continue
		case rsp.StatusCode() != 200:
			return nil, errors.New(rsp.HTTPResponse.Status)
		}
		return rsp.JSON200, nil
	}
	return nil, errThrottled
}

func missing(ctx context.Context, c *ClientWithResponses, query []byte) (bool, error) {
	rsp, err := c.QueryProductsWithResponse(ctx, query)
	if err != nil {
		return false, err
	}
	switch {
	case rsp.StatusCode() == 429:
		return false, errThrottled
	case rsp.JSON404 != nil && rsp.JSON404.Error.Code != nil:
		return *rsp.JSON404.Error.Code == "product_not_found", nil // want medipimcode/unknown
	}
	return false, nil
}
