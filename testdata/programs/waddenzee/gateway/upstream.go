// Package gateway offers product data to the shops, over gRPC and HTTP.
package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// medipimFault is what the product supplier answers.
type medipimFault struct {
	HTTP int `json:"-"`
	medipimInner
}

type medipimInner struct {
	Status     int             `json:"status"`
	Code       string          `json:"code"`
	Message    string          `json:"message"`
	Violations json.RawMessage `json:"violations,omitempty"`
}

func (f *medipimFault) Error() string { return f.Code }

type medipimUpstream struct {
	base *url.URL
	hc   *http.Client
}

func (u *medipimUpstream) find(ctx context.Context, id string) (json.RawMessage, error) {
	raw, status, err := u.get(ctx, "/v4/products/find?id="+url.QueryEscape(id))
	for delay := time.Second; err == nil && status == http.StatusTooManyRequests && delay < time.Minute; delay *= 2 {
		time.Sleep(delay)
		raw, status, err = u.get(ctx, "/v4/products/find?id="+url.QueryEscape(id))
	}
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		return nil, fault(status, raw)
	}
	return raw, nil
}

func (u *medipimUpstream) get(ctx context.Context, path string) ([]byte, int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.base.String()+path, nil)
	if err != nil {
		return nil, 0, err
	}
	resp, err := u.hc.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return raw, resp.StatusCode, err
}

func fault(status int, raw []byte) error {
	var env struct {
		Error json.RawMessage `json:"error"`
	}
	f := &medipimFault{HTTP: status}
	if err := json.Unmarshal(raw, &env); err != nil {
		return fmt.Errorf("supplier: %d without an envelope", status)
	}
	if err := json.Unmarshal(env.Error, &f.medipimInner); err != nil {
		return fmt.Errorf("supplier: %d: %w", status, err)
	}
	// what the load balancer makes of it
	if f.Status == 0 { // want medipimstatus/branch
		f.Code = "server_error"
	}
	return f
}
