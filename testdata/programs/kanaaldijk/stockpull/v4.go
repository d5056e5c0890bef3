// Package medipimstock pulls stock hints.
package medipimstock

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v4"
)

const endpoint = "https://api.sandbox.medipim.be/v4/stock/query"

var client = &http.Client{Timeout: 20 * time.Second}

// Hint is what a wholesaler says about a product.
type Hint struct {
	CNK  string `json:"cnk"`
	Days int    `json:"days"`
}

type httpError struct {
	code int
	text string
}

func (e *httpError) Error() string { return e.text }

func newHTTPError(resp *http.Response) error {
	return &httpError{code: resp.StatusCode, text: "stock: " + resp.Status}
}

func decodeHints(resp *http.Response) ([]Hint, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, newHTTPError(resp)
	}
	var hints []Hint
	return hints, json.NewDecoder(resp.Body).Decode(&hints)
}

// Yesterday retries broken connections, and nothing else.
func Yesterday(ctx context.Context) ([]Hint, error) {
	var resp *http.Response
	err := backoff.Retry(func() error { // want medipimretry/library
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"?day=yesterday", nil)
		if err != nil {
			return backoff.Permanent(err)
		}
		resp, err = client.Do(req)
		return err
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4))
	if err != nil {
		return nil, err
	}
	return decodeHints(resp)
}

// Today also retries a server that is down.
func Today(ctx context.Context) (hints []Hint, err error) {
	operation := func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint+"?day=today", nil)
		if err != nil {
			return backoff.Permanent(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode >= http.StatusInternalServerError { // want medipimretry/incomplete
			resp.Body.Close()
			return newHTTPError(resp)
		}
		hints, err = decodeHints(resp)
		if err != nil {
			return backoff.Permanent(err)
		}
		return nil
	}
	err = backoff.Retry(operation, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
	return hints, err
}

// Tomorrow takes every 4xx for its own fault.
func Tomorrow(ctx context.Context) ([]Hint, error) {
	return backoff.RetryNotifyWithData(func() ([]Hint, error) {
		resp, err := client.Get(endpoint + "?day=tomorrow")
		if err != nil {
			return nil, err
		}
		hints, err := decodeHints(resp)
		var he *httpError
		if errors.As(err, &he) && he.code >= 400 && he.code < 500 { // want medipimretry/incomplete
			return nil, backoff.Permanent(err)
		}
		return hints, err
	}, backoff.WithContext(backoff.NewConstantBackOff(3*time.Second), ctx), func(err error, d time.Duration) {
		fmt.Println("stock: again in", d, "after", err)
	})
}

// Some asks for some products. The request is made once.
func Some(ctx context.Context, cnks []string) ([]Hint, error) {
	b, err := json.Marshal(map[string]any{"cnk": cnks})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return backoff.RetryWithData(func() ([]Hint, error) {
		resp, err := client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return nil, err
		}
		return decodeHints(resp)
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}

// Upload sends a file of ours: a new request each time, on the same reader.
func Upload(ctx context.Context, csv io.Reader) error {
	return backoff.Retry(func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, csv)
		if err != nil {
			return backoff.Permanent(err)
		}
		resp, err := client.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return newHTTPError(resp)
		}
		if resp.StatusCode >= 400 {
			return backoff.Permanent(newHTTPError(resp))
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

// All retries every error answer.
// ok: every non-2xx is a retryable error
func All(ctx context.Context) ([]Hint, error) {
	return backoff.RetryWithData(func() ([]Hint, error) {
		resp, err := client.Get(endpoint)
		if err != nil {
			return nil, err
		}
		return decodeHints(resp)
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
}

// Except takes 4xx for its own fault, but not that one.
// ok: the permanent errors leave 429 out
func Except(ctx context.Context, body []byte) ([]Hint, error) {
	var hints []Hint
	err := backoff.Retry(func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
		if err != nil {
			return backoff.Permanent(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			return err
		}
		hints, err = decodeHints(resp)
		var he *httpError
		if errors.As(err, &he) && he.code < 500 && he.code != http.StatusTooManyRequests {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
	return hints, err
}

// Rewound sends one request again and again, with a new body each time.
// ok: the body comes from GetBody before each try
func Rewound(req *http.Request) ([]Hint, error) {
	return backoff.RetryWithData(func() ([]Hint, error) {
		if req.GetBody != nil {
			b, err := req.GetBody()
			if err != nil {
				return nil, backoff.Permanent(err)
			}
			req.Body = b
		}
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		return decodeHints(resp)
	}, backoff.NewExponentialBackOff())
}

// Kept reads the reader once and sends copies of what it read.
// ok: the bytes are read before the closure
func Kept(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	op := func() error {
		resp, err := client.Post(endpoint, "text/csv", bytes.NewReader(b))
		if err != nil {
			return err
		}
		_, err = decodeHints(resp)
		return err
	}
	return backoff.Retry(op, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 5))
}

// Paced makes the loop itself and leaves the length of the pauses to the library.
// ok: a loop with NextBackOff
func Paced(ctx context.Context) ([]Hint, error) {
	bo := backoff.NewExponentialBackOff()
	for {
		resp, err := client.Get(endpoint + "?page=1")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return decodeHints(resp)
		}
		resp.Body.Close()
		d := bo.NextBackOff()
		if d == backoff.Stop {
			return nil, errors.New("stock: still throttled")
		}
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			d = time.Duration(s) * time.Second
		}
		select {
		case <-time.After(d):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
