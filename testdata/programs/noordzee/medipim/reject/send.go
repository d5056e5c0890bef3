// Package reject is about what the catalog refuses.
package reject

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Desk sends corrections.
type Desk struct {
	Base string
	HC   *http.Client
}

// post waits for the limit; all else is for the caller.
func (d *Desk) post(ctx context.Context, path string, v any) (status int, body []byte, err error) {
	in, err := json.Marshal(v)
	if err != nil {
		return 0, nil, err
	}
	for wait := time.Second; ; wait *= 2 {
		resp, err := d.HC.Post(d.Base+path, "application/json", bytes.NewReader(in))
		if err != nil {
			return 0, nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && wait < time.Minute {
			resp.Body.Close()
			select {
			case <-time.After(wait):
				continue
			case <-ctx.Done():
				return 0, nil, ctx.Err()
			}
		}
		defer resp.Body.Close()
		body, err = io.ReadAll(resp.Body)
		return resp.StatusCode, body, err
	}
}

// problem lacks something.
type problem struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

func parse(b []byte) (p problem) {
	if err := json.Unmarshal(b, &p); err != nil {
		p.Error.Message = fmt.Sprintf("unreadable: %v", err)
	}
	return p
}

// fullProblem lacks nothing; the vendor does not say where the violations are.
type fullProblem struct {
	Error struct {
		Code       string          `json:"code"`
		Message    string          `json:"message"`
		Violations json.RawMessage `json:"violations"`
	} `json:"error"`
	Violations json.RawMessage `json:"violations"`
}

func (p *fullProblem) violations() json.RawMessage {
	if len(p.Violations) > 0 {
		return p.Violations
	}
	return p.Error.Violations
}
