package pim

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// Interface is what the controller needs.
type Interface interface {
	Get(ctx context.Context, id string) (*Brand, error)
	Apply(ctx context.Context, b *Brand) error
}

// Brand is a remote object.
type Brand struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// REST implements Interface.
type REST struct {
	Host string
	HTTP *http.Client
}

// roundTrip gives a throttled request a second, third and fourth chance after a wait.
func (r *REST) roundTrip(ctx context.Context, verb, path string, in []byte) (*http.Response, error) {
	backoff := 500 * time.Millisecond
	var last *http.Response
	for range 4 {
		req, err := http.NewRequestWithContext(ctx, verb, r.Host+path, bytes.NewReader(in))
		if err != nil {
			return nil, err
		}
		resp, err := r.HTTP.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return resp, nil
		}
		resp.Body.Close()
		last = resp
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(backoff):
			backoff *= 2
		}
	}
	return nil, &TransportError{Code: last.StatusCode}
}

// Get decodes only what came with a 200.
func (r *REST) Get(ctx context.Context, id string) (*Brand, error) {
	resp, err := r.roundTrip(ctx, http.MethodGet, "/v4/brands/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fromResponse(resp)
	}
	b := new(Brand)
	if err := json.NewDecoder(resp.Body).Decode(b); err != nil {
		return nil, err
	}
	return b, nil
}

// Apply keeps the raw body of what was refused.
func (r *REST) Apply(ctx context.Context, b *Brand) error {
	in, err := json.Marshal(b)
	if err != nil {
		return err
	}
	resp, err := r.roundTrip(ctx, http.MethodPost, "/v4/brands", in)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return &TransportError{Code: resp.StatusCode, Body: raw}
}
