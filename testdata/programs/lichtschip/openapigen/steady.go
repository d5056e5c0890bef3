package openapigen

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Executor is any of the generated request types.
type Executor[T any] interface {
	Execute() (*T, *http.Response, error)
}

// steady runs a generated request until the server has room for it.
func steady[T any](ctx context.Context, rq Executor[T]) (*T, error) {
	var last error
	for wait := time.Second; wait <= 32*time.Second; wait *= 2 {
		out, res, err := rq.Execute()
		if err == nil {
			return out, nil
		}
		if res == nil || res.StatusCode != http.StatusTooManyRequests {
			return nil, explain(res, err)
		}
		last = err
		tick := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			tick.Stop()
			return nil, errors.Join(ctx.Err(), err)
		case <-tick.C:
		}
	}
	return nil, fmt.Errorf("no room after a minute: %w", last)
}

// explain gives the generated error a face. The body's own status is for the text only.
func explain(res *http.Response, err error) error {
	gen, ok := errors.AsType[*GenericOpenAPIError](err)
	if !ok || res == nil {
		return err
	}
	env, ok := gen.Model().(ErrorEnvelope)
	if !ok {
		return fmt.Errorf("%s: unreadable answer: %w", res.Status, err)
	}
	switch res.StatusCode {
	case http.StatusUnauthorized:
		if env.Error.GetCode() == "authentication.api_key_not_found" {
			return fmt.Errorf("no such key: %w", err)
		}
		return fmt.Errorf("key or secret refused: %w", err)
	case http.StatusUnprocessableEntity:
		return fmt.Errorf("refused: %v: %w", env.Violations, err)
	}
	return fmt.Errorf("HTTP %d, body says %d/%s: %w", res.StatusCode, env.Error.GetStatus(), env.Error.GetCode(), err)
}

// ByBrand is the one query that this team needs.
func (c *APIClient) ByBrand(ctx context.Context, brand int) ([]map[string]interface{}, error) {
	rq := c.ProductsAPI.QueryProducts(ctx).Filter(map[string]interface{}{"brand": brand})
	got, err := steady[Products](ctx, rq)
	if err != nil {
		return nil, fmt.Errorf("brand %d: %w", brand, err)
	}
	return got.Results, nil
}
