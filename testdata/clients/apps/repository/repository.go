// Package repository reads products for a shop: a port, its adapter, and errors of the domain.
package repository

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Errors of the domain.
var (
	ErrNotFound    = errors.New("repository: not found")
	ErrUnavailable = errors.New("repository: unavailable")
	ErrForbidden   = errors.New("repository: forbidden")
)

// Product is the shop's.
type Product struct {
	ID   string
	Name string
}

// Products is the port.
type Products interface {
	ByID(ctx context.Context, id string) (*Product, error)
}

// MedipimProducts is the adapter.
type MedipimProducts struct {
	baseURL string
	client  *http.Client
	backoff func(attempt int) time.Duration
}

// New returns an adapter that waits a second, two, four between its tries.
func New(baseURL string, options ...func(*MedipimProducts)) *MedipimProducts {
	m := &MedipimProducts{
		baseURL: baseURL,
		client:  &http.Client{Timeout: 30 * time.Second},
		backoff: func(attempt int) time.Duration { return time.Second << attempt },
	}
	for _, option := range options {
		option(m)
	}
	return m
}

// WithClient replaces the HTTP client.
func WithClient(c *http.Client) func(*MedipimProducts) {
	return func(m *MedipimProducts) { m.client = c }
}

type problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"message"`
}

func (p *problem) Error() string { return fmt.Sprintf("medipim %d: %s", p.Status, p.Code) }

// Unwrap says which error of the domain it is.
func (p *problem) Unwrap() error {
	switch p.Status { // want medipimstatus/branch
	case http.StatusNotFound:
		return ErrNotFound
	case http.StatusUnauthorized, http.StatusForbidden:
		return ErrForbidden
	}
	if p.Code == "service_unavailable" { // want medipimcode/unknown
		return ErrUnavailable
	}
	return nil
}

// ByID implements [Products].
func (m *MedipimProducts) ByID(ctx context.Context, id string) (*Product, error) {
	var out struct {
		Results []struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		} `json:"results"`
	}
	if err := m.query(ctx, map[string]any{"filter": map[string]any{"id": id}}, &out); err != nil {
		return nil, err
	}
	if len(out.Results) == 0 {
		return nil, ErrNotFound
	}
	return &Product{ID: out.Results[0].ID, Name: out.Results[0].Name}, nil
}

func (m *MedipimProducts) query(ctx context.Context, filter, out any) error {
	body, err := json.Marshal(filter)
	if err != nil {
		return err
	}
	for attempt := 0; ; attempt++ {
		err = m.once(ctx, body, out)
		var wait *retryable
		if !errors.As(err, &wait) || attempt == 4 {
			return err
		}
		timer := time.NewTimer(m.backoff(attempt))
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

type retryable struct{ error }

func (r *retryable) Unwrap() error { return r.error }

func (m *MedipimProducts) once(ctx context.Context, body []byte, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.baseURL+"/v4/products/query", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := m.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return json.NewDecoder(resp.Body).Decode(out)
	}
	p := m.problem(resp)
	if resp.StatusCode == http.StatusTooManyRequests {
		return &retryable{p}
	}
	return p
}

func (m *MedipimProducts) problem(resp *http.Response) error {
	var body struct {
		Error *problem `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil || body.Error == nil {
		return fmt.Errorf("%w: %s", ErrUnavailable, resp.Status)
	}
	return body.Error
}
