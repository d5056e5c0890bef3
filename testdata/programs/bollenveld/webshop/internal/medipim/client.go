// Package medipim is the webshop's client for the product database.
package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const maxBody = 16 << 20

// Client talks to the product database. It is safe for concurrent use.
type Client struct {
	baseURL  string
	keyID    string
	secret   string
	maxTries int
	http     *http.Client
	log      *slog.Logger
}

// New returns a client; tries is how often a throttled request is sent at most.
func New(baseURL, keyID, secret string, tries int, timeout time.Duration, log *slog.Logger) *Client {
	return &Client{
		baseURL:  strings.TrimRight(baseURL, "/"),
		keyID:    keyID,
		secret:   secret,
		maxTries: max(tries, 1),
		http:     &http.Client{Timeout: timeout},
		log:      log,
	}
}

func (c *Client) newRequest(ctx context.Context, method, path string, payload []byte) (*http.Request, error) {
	var body io.Reader
	if payload != nil {
		body = bytes.NewReader(payload)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.baseURL+path, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.keyID, c.secret)
	req.Header.Set("Accept", "application/json")
	if payload != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// roundTrip sends one request and waits out the throttle.
func (c *Client) roundTrip(ctx context.Context, method, path string, payload []byte) (*http.Response, []byte, error) {
	for attempt := 1; ; attempt++ {
		req, err := c.newRequest(ctx, method, path, payload)
		if err != nil {
			return nil, nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, nil, fmt.Errorf("%s %s: %w", method, path, err)
		}
		body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
		resp.Body.Close()
		if err != nil {
			return nil, nil, fmt.Errorf("%s %s: reading the answer: %w", method, path, err)
		}
		if resp.StatusCode == http.StatusTooManyRequests && attempt < c.maxTries {
			d := delay(resp.Header, attempt)
			c.log.Warn("throttled", "path", path, "attempt", attempt, "wait", d)
			if err := sleep(ctx, d); err != nil {
				return nil, nil, err
			}
			continue
		}
		return resp, body, nil
	}
}

func (c *Client) do(ctx context.Context, method, path string, in, out any) error {
	var payload []byte
	if in != nil {
		var err error
		if payload, err = json.Marshal(in); err != nil {
			return err
		}
	}
	resp, body, err := c.roundTrip(ctx, method, path, payload)
	if err != nil {
		return err
	}
	switch {
	case resp.StatusCode == http.StatusNoContent:
		return nil
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return c.apiError(resp, body)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(body, out)
}

// delay honours Retry-After where there is one and backs off exponentially where not.
func delay(h http.Header, attempt int) time.Duration {
	if s, err := strconv.Atoi(h.Get("Retry-After")); err == nil && s > 0 {
		return time.Duration(s) * time.Second
	}
	base := time.Second << min(attempt, 6)
	return base/2 + rand.N(base/2)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Product is the part of a product that the shop uses.
type Product struct {
	ID     string            `json:"id"`
	CNK    string            `json:"cnk"`
	Name   map[string]string `json:"name"`
	Status string            `json:"status"`
	Brand  struct {
		ID   string `json:"id"`
		Code string `json:"code"`
	} `json:"brand"`
	Media []Media `json:"media"`
}

// Media is a photo or a leaflet.
type Media struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	Path string `json:"path"`
}

// Page is one page of a query.
type Page struct {
	Results []Product `json:"results"`
	Meta    struct {
		Total int `json:"total"`
		Page  struct {
			No   int `json:"no"`
			Size int `json:"size"`
		} `json:"page"`
	} `json:"meta"`
}

// Query returns one page of the products that changed since a moment.
func (c *Client) Query(ctx context.Context, since time.Time, no, size int) (*Page, error) {
	in := map[string]any{
		"filter": map[string]any{"updatedSince": since.Unix()},
		"page":   map[string]int{"no": no, "size": size},
	}
	var out Page
	if err := c.do(ctx, http.MethodPost, "/v4/products/query", in, &out); err != nil {
		return nil, fmt.Errorf("query page %d: %w", no, err)
	}
	return &out, nil
}

// ErrUnknownProduct says that the database has no such product.
var ErrUnknownProduct = errors.New("medipim: unknown product")

// Find looks one product up by its national code.
func (c *Client) Find(ctx context.Context, cnk string) (*Product, error) {
	resp, body, err := c.roundTrip(ctx, http.MethodGet, "/v4/products/find?cnk="+url.QueryEscape(cnk), nil)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		var env errorEnvelope
		if err := json.Unmarshal(body, &env); err != nil {
			return nil, c.apiError(resp, body)
		}
		// An unknown CNK is no reason to stop the import.
		if env.Error.Status == http.StatusNotFound { // want medipimstatus/branch
			return nil, ErrUnknownProduct
		}
		return nil, c.apiError(resp, body)
	}
	var out struct {
		Product *Product `json:"product"`
	}
	if err := json.Unmarshal(body, &out); err != nil {
		return nil, err
	}
	if out.Product == nil {
		return nil, ErrUnknownProduct
	}
	return out.Product, nil
}

// Brand is a brand name.
type Brand struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// ErrCredentials is returned by Brands, which the importer calls first.
var ErrCredentials = errors.New("medipim: credentials refused")

// Brands returns all brands; there are few enough for one page.
func (c *Client) Brands(ctx context.Context) ([]Brand, error) {
	resp, body, err := c.roundTrip(ctx, http.MethodPost, "/v4/brands/query", []byte(`{"page":{"no":0,"size":5000}}`))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, ErrCredentials
	}
	var out struct {
		Results []Brand `json:"results"`
	}
	if err := json.Unmarshal(body, &out); err != nil { // want medipimunchecked/partial
		return nil, fmt.Errorf("brands: %w", err)
	}
	return out.Results, nil
}
