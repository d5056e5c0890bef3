package ogen

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// medipimInvoker is the part of ogen's Client that this service uses.
type medipimInvoker struct {
	serverURL *url.URL
	client    *http.Client
}

func (c *medipimInvoker) QueryProducts(ctx context.Context, request any) (res QueryProductsRes, err error) {
	body, err := json.Marshal(request)
	if err != nil {
		return res, fmt.Errorf("encode request: %w", err)
	}
	u := *c.serverURL
	u.Path += "/v4/products/query"
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return res, fmt.Errorf("create request: %w", err)
	}
	resp, err := c.client.Do(r)
	if err != nil {
		return res, fmt.Errorf("do request: %w", err)
	}
	defer resp.Body.Close()

	return decodeQueryProductsResponse(resp)
}

// ErrNoMatch says that the query's brand or category does not exist.
var ErrNoMatch = errors.New("no match")

// InvalidQuery has one line of JSON for each thing that is wrong.
type InvalidQuery struct{ Problems []json.RawMessage }

func (q InvalidQuery) Error() string { return fmt.Sprintf("invalid query: %s", q.Problems) }

// Find runs the query, and waits its turn when told to.
func Find(ctx context.Context, api *medipimInvoker, query any) ([]Product, error) {
	pauses := [...]time.Duration{time.Second, 3 * time.Second, 9 * time.Second, 27 * time.Second}
	for n := 0; ; n++ {
		res, err := api.QueryProducts(ctx, query)
		if err != nil {
			return nil, err
		}
		switch res := res.(type) {
		case *QueryProductsOK:
			return res.Results, nil
		case *QueryProductsNotFound:
			return nil, ErrNoMatch
		case *QueryProductsUnprocessableEntity:
			return nil, InvalidQuery{Problems: append(res.Violations, res.Error.Violations...)}
		case *QueryProductsTooManyRequests:
			if n == len(pauses) {
				return nil, fmt.Errorf("gave up after %d tries: %s", n+1, res.Error.Message)
			}
			select {
			case <-time.After(pauses[n]):
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		default:
			return nil, fmt.Errorf("unexpected %T", res)
		}
	}
}
