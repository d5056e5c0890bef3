// Package medipimgql puts a GraphQL schema in front of the product API.
package medipimgql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Envelope is any answer that may have an error.
type Envelope[E any] struct {
	Error *E `json:"error"`
}

// Violation is one field.
type Violation struct {
	Path string `json:"path"`
	Text string `json:"message"`
}

// Fault is what the API says about a failure.
type Fault struct {
	Status     int         `json:"status"`
	Code       string      `json:"code"`
	Message    string      `json:"message"`
	Violations []Violation `json:"violations"`

	http int
}

func (f *Fault) Error() string { return fmt.Sprintf("%d %s: %s", f.http, f.Code, f.Message) }

// Upstream is the product API.
type Upstream struct {
	URL    string
	Client *http.Client
}

var errBusy = errors.New("upstream is busy")

func call[T any](ctx context.Context, u *Upstream, path string, in any) (T, error) {
	var out T
	payload, err := json.Marshal(in)
	if err != nil {
		return out, err
	}
	for i := range 6 {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.URL+path, bytes.NewReader(payload))
		if err != nil {
			return out, err
		}
		resp, err := u.Client.Do(req)
		if err != nil {
			return out, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			time.Sleep(time.Duration(i+1) * 700 * time.Millisecond)
			continue
		}
		defer resp.Body.Close()
		if resp.StatusCode >= http.StatusBadRequest {
			return out, decodeFault(resp)
		}
		return out, json.NewDecoder(resp.Body).Decode(&out)
	}
	return out, errBusy
}

func decodeFault(resp *http.Response) error {
	var env Envelope[Fault]
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil || env.Error == nil {
		return &Fault{http: resp.StatusCode}
	}
	env.Error.http = resp.StatusCode
	return env.Error
}
