// Package medipim is the adapter: it turns the API's answers into what the application wants to know.
package medipim

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Problem is every refusal.
type Problem struct {
	HTTP    int    // from the status line
	Said    int    // from the body
	Code    string // from the body
	Message string // from the body
}

func (p *Problem) Error() string {
	if p.Said != p.HTTP {
		return fmt.Sprintf("medipim: HTTP %d (the body says %d): %s", p.HTTP, p.Said, p.Code)
	}
	return fmt.Sprintf("medipim: HTTP %d: %s: %s", p.HTTP, p.Code, p.Message)
}

// Detailed is a Problem that kept what it came from.
type Detailed struct {
	Problem
	Raw json.RawMessage
}

// Throttled is true for what a retry did not cure.
func Throttled(err error) bool {
	var p *Problem
	return errors.As(err, &p) && p.HTTP == http.StatusTooManyRequests
}

// Gateway talks to the API.
type Gateway struct {
	Base   string
	Client *http.Client
}

func (g *Gateway) exchange(ctx context.Context, method, path string, in []byte) (int, []byte, error) {
	for n := 1; ; n++ {
		req, err := http.NewRequestWithContext(ctx, method, g.Base+path, bytes.NewReader(in))
		if err != nil {
			return 0, nil, err
		}
		resp, err := g.Client.Do(req)
		if err != nil {
			return 0, nil, err
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return 0, nil, err
		}
		if n > 4 || resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode < 502 {
			return resp.StatusCode, b, nil
		}
		select {
		case <-ctx.Done():
			return 0, nil, ctx.Err()
		case <-time.After(time.Duration(n*n) * time.Second):
		}
	}
}

func problem(status int, b []byte) *Problem {
	var env struct {
		Error struct {
			Status  int    `json:"status"`
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(b, &env); err != nil {
		return &Problem{HTTP: status, Message: string(b)}
	}
	return &Problem{HTTP: status, Said: env.Error.Status, Code: env.Error.Code, Message: env.Error.Message}
}

// Get decodes the answer to a GET.
func (g *Gateway) Get(ctx context.Context, path string, v any) error {
	status, b, err := g.exchange(ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return problem(status, b)
	}
	return json.Unmarshal(b, v)
}

// Put sends v.
func (g *Gateway) Put(ctx context.Context, path string, v any) error {
	in, err := json.Marshal(v)
	if err != nil {
		return err
	}
	status, b, err := g.exchange(ctx, http.MethodPut, path, in)
	if err != nil {
		return err
	}
	switch {
	case status/100 == 2:
		return nil
	case status == http.StatusUnprocessableEntity:
		return &Detailed{Problem: *problem(status, b), Raw: b}
	case status == http.StatusForbidden:
		p := problem(status, b)
		if p.Code == "authentication.api_key_is_not_active" { // want medipimpair/impossible
			return fmt.Errorf("ask the vendor to wake the key up: %w", p)
		}
		return p
	}
	return problem(status, b)
}
