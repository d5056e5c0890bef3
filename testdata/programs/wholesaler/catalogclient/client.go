// Package catalogclient is the client that wholesalers use.
package catalogclient

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"example.com/wholesaler/apierrors"
	"example.com/wholesaler/transport"
)

// Product is one article.
type Product struct {
	ID     string `json:"id"`
	Status int    `json:"status"`
	Code   string `json:"code"`
}

type page struct {
	Results []Product `json:"results"`
}

// Client queries products.
type Client struct {
	tr *transport.Client
}

// A constructor: nothing is tested.
func New(tr *transport.Client) *Client { return &Client{tr: tr} }

// The transport retries, and the real status is read before the data.
func (c *Client) Query(ctx context.Context, payload []byte) ([]Product, error) {
	resp, err := c.tr.Post(ctx, "/v4/products/query", payload)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		apiErr, err := apierrors.Decode(resp.Body)
		if err != nil {
			return nil, fmt.Errorf("query: status %d: %w", resp.StatusCode, err)
		}
		return nil, wrap("query", apiErr)
	}
	var p page
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// A product's own status and code are data of the domain.
func Active(products []Product) []string {
	var ids []string
	for _, p := range products {
		if p.Status == 404 || p.Code == "discontinued" {
			continue
		}
		ids = append(ids, p.ID)
	}
	return ids
}
