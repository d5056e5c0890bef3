// Package vendorapi is the outbound adapter.
package vendorapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"example.com/zeeduin/hex/internal/ports"
	"example.com/zeeduin/hex/internal/wire"
)

// Client implements ports.Finder.
type Client struct {
	HC          *http.Client
	Key, Secret string
	Log         *slog.Logger
}

var _ ports.Finder = (*Client)(nil)

// ErrMisrouted is a wrong path of ours.
var ErrMisrouted = errors.New("misrouted request")

func (c *Client) call(ctx context.Context, path string, payload any) ([]byte, error) {
	body, err := json.Marshal(payload)
	if err != nil {
		return nil, err
	}
	for attempt := 0; ; attempt++ {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, wire.BaseURL+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		req.SetBasicAuth(c.Key, c.Secret)
		resp, err := c.HC.Do(req)
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && attempt < 5 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(1<<attempt) * time.Second):
			}
			continue
		}
		if resp.StatusCode < 400 {
			return raw, nil
		}
		f := wire.Parse(resp, raw)
		if resp.StatusCode == http.StatusNotFound && f.Reason == "bad_request" { // want medipimpair/impossible
			return nil, fmt.Errorf("%w: %w", ErrMisrouted, f)
		}
		if resp.StatusCode == http.StatusNotFound && f.Reason == "endpoint_not_found" {
			return nil, fmt.Errorf("%w: %w", ErrMisrouted, f)
		}
		// The right side of || is asked for any other status.
		if resp.StatusCode == http.StatusMethodNotAllowed || f.Reason == "endpoint_not_found" {
			return nil, fmt.Errorf("%w: %w", ErrMisrouted, f)
		}
		return nil, f
	}
}

// FindByCNK looks up one product.
func (c *Client) FindByCNK(ctx context.Context, cnk string) (*ports.Product, error) {
	raw, err := c.call(ctx, "/products/query", map[string]any{"filter": map[string]any{"cnk": cnk}})
	if f, ok := errors.AsType[*wire.Fault](err); ok {
		known := f.Upstream != http.StatusNotFound // want medipimstatus/branch
		if !known {
			return nil, ports.ErrNotFound
		}
		return nil, f
	}
	if err != nil {
		return nil, err
	}
	var out struct {
		Results []ports.Product `json:"results"`
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, err
	}
	if len(out.Results) == 0 {
		return nil, ports.ErrNotFound
	}
	return &out.Results[0], nil
}

// Ping asks for one brand, and only tells what came.
func (c *Client) Ping(ctx context.Context) (healthy bool) {
	_, err := c.call(ctx, "/brands/query", map[string]any{"page": map[string]int{"size": 1}})
	f, ok := errors.AsType[*wire.Fault](err)
	if !ok {
		return err == nil
	}
	c.Log.Warn("ping", "document", f.Upstream, "line", f.HTTP, "fault", f)
	missing := f.HTTP == http.StatusNotFound
	return missing
}
