// Package gentseweg has the jobs of the depot at the Gentseweg. Every job was
// written by somebody else, with the library of the year.
package gentseweg

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/eapache/go-resiliency/retrier"
	jitter "github.com/jpillora/backoff"
	"github.com/lestrrat-go/backoff/v2"
	"github.com/matryer/try"
	"github.com/sethvargo/go-retry"
)

const productsURL = "https://api.medipim.be/v4/products/query"

var hc = &http.Client{Timeout: 30 * time.Second}

// Row is a row of a job's answer.
type Row struct {
	ID  string `json:"id"`
	CNK string `json:"cnk"`
}

func post(ctx context.Context, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, productsURL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return req, nil
}

func rows(resp *http.Response) ([]Row, error) {
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return nil, fmt.Errorf("gentseweg: %s", resp.Status)
	}
	var out struct {
		Results []Row `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Inbound is of 2021.
func Inbound(ctx context.Context, body []byte) ([]Row, error) {
	var resp *http.Response
	b := retry.WithMaxRetries(3, retry.NewExponential(time.Second))
	err := retry.Do(ctx, b, func(ctx context.Context) error { // want medipimretry/library
		req, err := post(ctx, body)
		if err != nil {
			return err
		}
		if resp, err = hc.Do(req); err != nil {
			return retry.RetryableError(err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return rows(resp)
}

// Outbound is of 2022.
func Outbound(ctx context.Context, body []byte) (out []Row, err error) {
	err = retry.Fibonacci(ctx, 500*time.Millisecond, func(ctx context.Context) error {
		req, err := post(ctx, body)
		if err != nil {
			return err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return retry.RetryableError(err)
		}
		if resp.StatusCode >= 500 { // want medipimretry/incomplete
			resp.Body.Close()
			return retry.RetryableError(errors.New(resp.Status))
		}
		out, err = rows(resp)
		return err
	})
	return out, err
}

var policy = backoff.Exponential(
	backoff.WithMinInterval(time.Second),
	backoff.WithMaxInterval(time.Minute),
	backoff.WithJitterFactor(0.1),
)

// Returns is of 2023.
func Returns(ctx context.Context, body []byte) ([]Row, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var last string
	for c := policy.Start(ctx); backoff.Continue(c); {
		req, err := post(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			last = err.Error()
			continue
		}
		if resp.StatusCode == http.StatusBadGateway || resp.StatusCode == http.StatusServiceUnavailable { // want medipimretry/incomplete
			last = resp.Status
			resp.Body.Close()
			continue
		}
		return rows(resp)
	}
	return nil, errors.New("returns: " + last)
}

// Recalls is of 2024.
func Recalls(ctx context.Context, body []byte) ([]Row, error) {
	b := &jitter.Backoff{Min: 200 * time.Millisecond, Max: 20 * time.Second, Jitter: true}
	for b.Attempt() < 8 {
		req, err := post(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := hc.Do(req)
		if err != nil {
			return nil, err
		}
		switch {
		case resp.StatusCode == http.StatusTooManyRequests: // want medipimretry/immediate
			resp.Body.Close()
			b.Reset()
			continue
		case resp.StatusCode >= 500:
			resp.Body.Close()
			time.Sleep(b.Duration())
			continue
		}
		return rows(resp)
	}
	return nil, errors.New("recalls: given up")
}

// Shelf is of the trainee: try has no pauses of its own.
func Shelf(body []byte) (out []Row, err error) {
	err = try.Do(func(attempt int) (bool, error) {
		resp, err := hc.Post(productsURL, "application/json", bytes.NewReader(body))
		if err != nil {
			return false, err
		}
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/immediate
			resp.Body.Close()
			return attempt < 5, errors.New("throttled")
		}
		out, err = rows(resp)
		return false, err
	})
	return out, err
}

// Pallets is of the consultant.
func Pallets(ctx context.Context) ([]Row, error) {
	var resp *http.Response
	err := retrier.New(retrier.ExponentialBackoff(4, time.Second), nil).RunCtx(ctx, func(ctx context.Context) error { // want medipimretry/library
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/pallets", nil)
		if err != nil {
			return err
		}
		resp, err = hc.Do(req)
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows(resp)
}

// Docks is of the week before the holidays.
func Docks() []Row {
	resp, err := hc.Get("https://api.medipim.be/v4/docks")
	if err != nil {
		log.Print(err)
		return nil
	}
	if resp.StatusCode == 429 { // want medipimretry/fatal
		log.Fatalf("docks: throttled until %q", resp.Header.Get("Retry-After"))
	}
	out, err := rows(resp)
	if err != nil {
		log.Print(err)
	}
	return out
}

// Drivers was meant to be careful.
func Drivers(ctx context.Context, body []byte) (out []Row, err error) {
	req, err := post(ctx, body)
	if err != nil {
		return nil, err
	}
	err = retry.Constant(ctx, 2*time.Second, func(context.Context) error {
		resp, err := hc.Do(req) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			resp.Body.Close()
			return retry.RetryableError(errors.New("too fast"))
		}
		out, err = rows(resp)
		return err
	})
	return out, err
}
