// Package medipimhash compares our media with Medipim's by their hashes.
package medipimhash

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const api = "https://api.medipim.fr/v4"

// Sum is a hash of a medium.
type Sum struct {
	ID     int    `json:"id"`
	SHA256 string `json:"sha256"`
}

func notOK(resp *http.Response) error {
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return nil
	}
	return fmt.Errorf("%s: unexpected status %s", resp.Request.URL.Path, resp.Status)
}

// Hasher asks for hashes.
type Hasher struct{ rc *retryablehttp.Client }

// New makes a Hasher that retries when the server is down.
func New() *Hasher {
	rc := retryablehttp.NewClient()
	rc.RetryMax = 6
	rc.Logger = nil
	rc.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			return true, nil
		}
		return resp.StatusCode == 0 || resp.StatusCode >= 500, nil // want medipimretry/incomplete
	}
	return &Hasher{rc}
}

// Sums asks for the hashes of some media.
func (h *Hasher) Sums(ctx context.Context, ids []int) ([]Sum, error) {
	body, err := json.Marshal(map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, api+"/media/hashes", body)
	if err != nil {
		return nil, err
	}
	resp, err := h.rc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := notOK(resp); err != nil {
		return nil, err
	}
	var out []Sum
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

// once is a client for calls that should not hang.
func once() *retryablehttp.Client {
	c := retryablehttp.NewClient() // want medipimretry/library
	c.RetryMax = 0
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler
	return c
}

// Known says if a hash is known.
func Known(sum string) (bool, error) {
	resp, err := once().Get(api + "/media/find?sha256=" + sum)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		return false, nil
	}
	return true, notOK(resp)
}

// politely leaves a throttled server alone, and does for the rest as the library does.
func politely(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/incomplete
		return false, nil
	}
	return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
}

// Stale lists media that changed.
func Stale(since time.Time) ([]Sum, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = politely
	resp, err := c.Post(api+"/media/query", "application/json", fmt.Appendf(nil, `{"updatedSince":%d}`, since.Unix()))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := notOK(resp); err != nil {
		return nil, err
	}
	var out []Sum
	err = json.NewDecoder(resp.Body).Decode(&out)
	return out, err
}

// Mixed has a client that retries, and one for the health check.
type Mixed struct {
	retrying *retryablehttp.Client
	plain    *http.Client
}

// NewMixed makes a Mixed.
func NewMixed() *Mixed {
	return &Mixed{retrying: retryablehttp.NewClient(), plain: &http.Client{Timeout: 3 * time.Second}}
}

// Count counts the media. It goes through the wrong one.
func (m *Mixed) Count(ctx context.Context) (int, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/media/count", nil)
	if err != nil {
		return 0, err
	}
	resp, err := m.plain.Do(req) // want medipimretry/missing
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if err := notOK(resp); err != nil {
		return 0, err
	}
	var n int
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// Total asks through the client inside the client, to see the raw answer.
func (m *Mixed) Total(ctx context.Context) (string, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, api+"/media/total", nil)
	if err != nil {
		return "", err
	}
	resp, err := m.retrying.HTTPClient.Do(req.Request) // want medipimretry/missing
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", notOK(resp)
	}
	b, err := io.ReadAll(resp.Body)
	return string(bytes.TrimSpace(b)), err
}

// Latest gives the newest hashes.
func Latest(ctx context.Context) ([]Sum, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, api+"/media/latest", nil)
	if err != nil {
		return nil, err
	}
	resp, err := retryablehttp.NewClient().Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	log.Printf("latest: %s", resp.Status)
	var out struct {
		Results []Sum `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil { // want medipimunchecked/unchecked
		return nil, err
	}
	return out.Results, nil
}

// ErrInvalid is a hash that the API does not take.
var ErrInvalid = errors.New("invalid hash")

// Register tells Medipim about a hash of ours.
func Register(s Sum) error {
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	resp, err := retryablehttp.Post(api+"/media/hashes", "application/json", b)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusUnprocessableEntity: // want medipimviolations/dropped
		return fmt.Errorf("%w: %s", ErrInvalid, s.SHA256)
	case resp.StatusCode >= 300:
		return notOK(resp)
	}
	return nil
}

type problem struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// Forget removes a hash.
func Forget(ctx context.Context, id int) error {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodDelete, fmt.Sprintf("%s/media/hashes/%d", api, id), nil)
	if err != nil {
		return err
	}
	resp, err := retryablehttp.NewClient().Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 == 2 {
		return nil
	}
	var p problem
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return notOK(resp)
	}
	if resp.StatusCode == http.StatusForbidden {
		if p.Error.Code == "authentication.api_key_is_not_active" { // want medipimpair/impossible
			return errors.New("ask for the key to be switched on")
		}
		return errors.New("not ours to remove")
	}
	if p.Error.Code == "404" { // want medipimcode/status
		return nil
	}
	return fmt.Errorf("forget %d: %s", id, p.Error.Message)
}
