// Package medipimsync keeps the shop's product table in step with the catalogue.
package medipimsync

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
	"strconv"
	"time"
)

const maxAttempts = 6

// Client talks to the catalogue. do hands the answer up as it is: each method decides.
type Client struct {
	base string
	hc   *http.Client
	key  string
	sec  string
	log  *slog.Logger
}

type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type page[T any] struct {
	Results []T `json:"results"`
}

// ThrottledError says that the budget of this minute is used up.
type ThrottledError struct{ After time.Duration }

func (e *ThrottledError) Error() string { return "throttled, wait " + e.After.String() }

// StatusError is every other answer that is not 200.
type StatusError struct {
	Status int
	Raw    string
}

func (e *StatusError) Error() string { return fmt.Sprintf("status %d: %s", e.Status, e.Raw) }

func (c *Client) do(ctx context.Context, path string, in any) (*http.Response, error) {
	b, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(c.key, c.sec)
	req.Header.Set("Accept", "application/json")
	return c.hc.Do(req)
}

func expect200(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	return &StatusError{resp.StatusCode, string(raw)}
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func backoff(n int) time.Duration {
	return time.Second<<n + rand.N(500*time.Millisecond)
}

// Products retries in place.
func (c *Client) Products(ctx context.Context, no int) ([]Product, error) {
	for n := 0; ; n++ {
		resp, err := c.do(ctx, "/v4/products/query", map[string]any{"page": no})
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests && n < maxAttempts {
			resp.Body.Close()
			if err := pause(ctx, backoff(n)); err != nil {
				return nil, err
			}
			continue
		}
		defer resp.Body.Close()
		if err := expect200(resp); err != nil {
			return nil, err
		}
		var p page[Product]
		err = json.NewDecoder(resp.Body).Decode(&p)
		return p.Results, err
	}
}

// Brands does not.
func (c *Client) Brands(ctx context.Context) ([]string, error) {
	resp, err := c.do(ctx, "/v4/brands/query", struct{}{}) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := expect200(resp); err != nil {
		return nil, fmt.Errorf("brands: %w", err)
	}
	var p page[string]
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return nil, err
	}
	return p.Results, nil
}

// Find calls itself again.
func (c *Client) Find(ctx context.Context, gtin string) (*Product, error) {
	return c.find(ctx, gtin, 4)
}

func (c *Client) find(ctx context.Context, gtin string, left int) (*Product, error) {
	resp, err := c.do(ctx, "/v4/products/find", map[string]string{"gtin": gtin})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		p := new(Product)
		return p, json.NewDecoder(resp.Body).Decode(p)
	case http.StatusNotFound:
		return nil, nil
	case http.StatusTooManyRequests:
		if left == 0 {
			return nil, errors.New("find: no attempts left")
		}
		if err := pause(ctx, backoff(4-left)); err != nil {
			return nil, err
		}
		return c.find(ctx, gtin, left-1)
	default:
		return nil, expect200(resp)
	}
}

// Media asks again at once: the first answer was only bad luck, we thought.
func (c *Client) Media(ctx context.Context, id string) (json.RawMessage, error) {
	var last int
	for range maxAttempts {
		resp, err := c.do(ctx, "/v4/media/query", map[string]string{"product": id})
		if err != nil {
			return nil, err
		}
		last = resp.StatusCode
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
			continue
		}
		defer resp.Body.Close()
		if err := expect200(resp); err != nil {
			return nil, err
		}
		return io.ReadAll(resp.Body)
	}
	return nil, &StatusError{Status: last}
}

// Refresh leaves a product as it was when its answer is not there.
func (c *Client) Refresh(ctx context.Context, ids []string, save func(Product) error) error {
	for _, id := range ids {
		resp, err := c.do(ctx, "/v4/products/find", map[string]string{"id": id})
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			resp.Body.Close()
			c.log.Warn("busy, product skipped", "id", id)
			continue
		}
		if err := expect200(resp); err != nil {
			resp.Body.Close()
			return err
		}
		var p Product
		err = json.NewDecoder(resp.Body).Decode(&p)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if err := save(p); err != nil {
			return err
		}
	}
	return nil
}

// Rename hands the 429 up as what it is; the 422 as a bare sentence.
func (c *Client) Rename(ctx context.Context, id, name string) error {
	resp, err := c.do(ctx, "/v4/products/rename", map[string]string{"id": id, "name": name})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		s, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil {
			s = 60
		}
		return &ThrottledError{time.Duration(s) * time.Second}
	}
	if resp.StatusCode == http.StatusUnprocessableEntity { // want medipimviolations/dropped
		return fmt.Errorf("rename %s: the name was refused", id)
	}
	return expect200(resp)
}

// Relabel shows what was wrong with the labels.
func (c *Client) Relabel(ctx context.Context, id string, labels []string) error {
	resp, err := withRetry(ctx, func() (*http.Response, error) {
		return c.do(ctx, "/v4/products/labels", map[string]any{"id": id, "labels": labels})
	})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnprocessableEntity {
		var v struct {
			Error struct {
				Code    string `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
			Violations json.RawMessage `json:"violations"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
			return err
		}
		return fmt.Errorf("relabel %s: %s %s", id, v.Error.Message, v.Violations)
	}
	return expect200(resp)
}

// withRetry calls send again while the answer is 429.
func withRetry(ctx context.Context, send func() (*http.Response, error)) (*http.Response, error) {
	for n := 0; ; n++ {
		resp, err := send()
		if err != nil || resp.StatusCode != http.StatusTooManyRequests || n == maxAttempts {
			return resp, err
		}
		resp.Body.Close()
		if err := pause(ctx, backoff(n)); err != nil {
			return nil, err
		}
	}
}

// Export follows a job until it is done. The loop waits for the job, not for the limit.
func (c *Client) Export(ctx context.Context, job string) (string, error) {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	for {
		st, err := c.jobState(ctx, job)
		if err != nil {
			return "", err
		}
		if st.URL != "" {
			return st.URL, nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

type jobState struct {
	URL string `json:"url"`
}

func (c *Client) jobState(ctx context.Context, job string) (st jobState, err error) {
	resp, err := c.do(ctx, "/v4/exports/state", map[string]string{"job": job}) // want medipimretry/missing
	if err != nil {
		return st, err
	}
	defer resp.Body.Close()
	if err = expect200(resp); err != nil {
		return st, err
	}
	err = json.NewDecoder(resp.Body).Decode(&st)
	return st, err
}

// Descriptions trusts the answer.
func (c *Client) Descriptions(ctx context.Context, id string) (map[string]string, error) {
	resp, err := withRetry(ctx, func() (*http.Response, error) {
		return c.do(ctx, "/v4/descriptions/query", map[string]string{"id": id})
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		return nil, errors.New("descriptions: check the key")
	}
	var texts map[string]string
	if err := json.NewDecoder(resp.Body).Decode(&texts); err != nil { // want medipimunchecked/partial
		return nil, err
	}
	return texts, nil
}
