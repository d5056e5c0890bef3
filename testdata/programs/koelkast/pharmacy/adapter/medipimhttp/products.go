// Package medipimhttp is the adapter to the catalog.
package medipimhttp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"example.com/koelkast/pharmacy/core"
)

type dto struct {
	CNK   string `json:"cnk"`
	Label string `json:"label"`
}

// ProductGateway implements the port.
type ProductGateway struct {
	base *url.URL
	hc   *http.Client
}

var _ core.Source = (*ProductGateway)(nil)

// NewProductGateway has a client that only has a timeout.
func NewProductGateway(base *url.URL) *ProductGateway {
	return &ProductGateway{base: base, hc: &http.Client{Timeout: 5 * time.Second}}
}

// ByCNK maps each status to an error of the core, 429 too.
func (g *ProductGateway) ByCNK(ctx context.Context, cnk string) (core.Product, error) {
	u := g.base.JoinPath("v4", "products", "find")
	u.RawQuery = url.Values{"cnk": {cnk}}.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return core.Product{}, err
	}
	resp, err := g.hc.Do(req)
	if err != nil {
		return core.Product{}, err
	}
	defer resp.Body.Close()
	if err := toCore(resp.StatusCode); err != nil {
		return core.Product{}, fmt.Errorf("cnk %s: %w", cnk, err)
	}
	var d dto
	if err := json.NewDecoder(resp.Body).Decode(&d); err != nil {
		return core.Product{}, err
	}
	return core.Product{CNK: d.CNK, Name: d.Label}, nil
}

// toCore has an error for each status, and one made for 429.
func toCore(status int) error {
	switch {
	case status < 300:
		return nil
	case status == http.StatusNotFound:
		return core.ErrNotFound
	case status == http.StatusTooManyRequests:
		return core.ErrRateLimited
	}
	return fmt.Errorf("medipimhttp: http %d", status)
}

// ByEAN takes every failure for an absent product, 429 included, without knowing.
func (g *ProductGateway) ByEAN(ctx context.Context, ean string) (core.Product, error) {
	u := g.base.JoinPath("v4", "products", "find")
	u.RawQuery = url.Values{"ean": {ean}}.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return core.Product{}, err
	}
	resp, err := g.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return core.Product{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return core.Product{}, core.ErrNotFound
	}
	var d dto
	if err := json.NewDecoder(resp.Body).Decode(&d); err != nil {
		return core.Product{}, err
	}
	return core.Product{CNK: d.CNK, Name: d.Label}, nil
}

// Suggest maps the status after it has passed 5xx by, so a 4xx body becomes suggestions.
func (g *ProductGateway) Suggest(ctx context.Context, word string) ([]string, error) {
	u := g.base.JoinPath("v4", "suggest", word)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	resp, err := g.hc.Do(req) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		return nil, errors.New("medipimhttp: the catalog is down")
	}
	var words []string
	if err := json.NewDecoder(resp.Body).Decode(&words); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return words, nil
}
