package medipimhttp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// backoff is a transport that waits for 429 and rewinds the body.
type backoff struct {
	next http.RoundTripper
}

// RoundTrip tries up to five times.
func (b *backoff) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		if try > 1 && req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.Clone(req.Context())
			req.Body = body
		}
		resp, err := b.next.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || try == 5 {
			return resp, err
		}
		resp.Body.Close()
		select {
		case <-req.Context().Done():
			return nil, req.Context().Err()
		case <-time.After(time.Duration(try) * 2 * time.Second):
		}
	}
}

// LeafletGateway sends through the transport that waits.
type LeafletGateway struct {
	root string
	hc   *http.Client
}

// NewLeafletGateway sets the transport.
func NewLeafletGateway(root string) *LeafletGateway {
	return &LeafletGateway{root: root, hc: &http.Client{Transport: &backoff{next: http.DefaultTransport}}}
}

// Text needs no thought for 429 of its own.
func (g *LeafletGateway) Text(ctx context.Context, cnk string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.root+"/v4/leaflets/"+cnk, nil)
	if err != nil {
		return "", err
	}
	resp, err := g.hc.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("leaflet %s: %s", cnk, resp.Status)
	}
	text, err := io.ReadAll(resp.Body)
	return string(text), err
}

// Languages is waited for by the transport, and decodes any error body but that of wrong credentials as languages.
func (g *LeafletGateway) Languages(ctx context.Context, cnk string) ([]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.root+"/v4/leaflets/"+cnk+"/languages", nil)
	if err != nil {
		return nil, err
	}
	resp, err := g.hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden {
		return nil, fmt.Errorf("languages of %s: %s", cnk, resp.Status)
	}
	var langs []string
	err = json.NewDecoder(resp.Body).Decode(&langs) // want medipimunchecked/partial
	return langs, err
}

// gatewayOnly is a transport that waits for broken gateways and for nothing else.
type gatewayOnly struct {
	next http.RoundTripper
}

// RoundTrip leaves 429 out of what it tries again.
func (t gatewayOnly) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(req)
	for try := 0; try < 3; try++ {
		if err != nil || resp.StatusCode < 502 { // want medipimretry/incomplete
			break
		}
		resp.Body.Close()
		time.Sleep(time.Second << try)
		if req.GetBody != nil {
			again := req.Clone(req.Context())
			if again.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
			req = again
		}
		resp, err = t.next.RoundTrip(req)
	}
	return resp, err
}

// OrderGateway sends through the other transport.
type OrderGateway struct {
	root string
	hc   *http.Client
}

// NewOrderGateway sets the transport.
func NewOrderGateway(root string) *OrderGateway {
	return &OrderGateway{root: root, hc: &http.Client{Transport: gatewayOnly{next: http.DefaultTransport}}}
}

// Place relies on its transport, where the report stands; its refusal drops what was refused.
func (g *OrderGateway) Place(ctx context.Context, order string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.root+"/v4/orders", strings.NewReader(order))
	if err != nil {
		return err
	}
	resp, err := g.hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("order refused")
	}
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("order: %s", resp.Status)
	}
	return nil
}
