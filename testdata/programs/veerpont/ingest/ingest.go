// Package ingest loads the nightly delta into the warehouse database.
package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const (
	queryURL  = "https://api.medipim.fr/v4/products/query"
	streamURL = "https://api.medipim.fr/v4/products/stream"
)

// Record is one line of the warehouse table.
type Record struct {
	ID      int64  `json:"id"`
	Updated string `json:"updatedAt"`
}

type response struct {
	Results []Record `json:"results"`
}

func bad(resp *http.Response) error {
	if resp.StatusCode < 400 {
		return nil
	}
	b, _ := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	return fmt.Errorf("ingest: %s: %s", resp.Status, b)
}

func post(ctx context.Context, c *retryablehttp.Client, body []byte) (*response, error) {
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, queryURL, body)
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if err := bad(resp); err != nil {
		return nil, err
	}
	out := new(response)
	return out, json.NewDecoder(resp.Body).Decode(out)
}

// Delta runs with the library's defaults, which retry a 429 four times.
func Delta(ctx context.Context, since string) ([]Record, error) {
	c := retryablehttp.NewClient()
	c.Logger = nil
	out, err := post(ctx, c, []byte(`{"since":"`+since+`"}`))
	if err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Full has longer waits, a field at a time.
func Full(ctx context.Context) ([]Record, error) {
	c := retryablehttp.NewClient()
	c.RetryMax = 10
	c.RetryWaitMin = 2 * time.Second
	c.RetryWaitMax = time.Minute
	c.Backoff = retryablehttp.LinearJitterBackoff
	c.CheckRetry = retryablehttp.ErrorPropagatedRetryPolicy
	out, err := post(ctx, c, []byte(`{}`))
	if err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Stubborn wraps the default policy: what it retries, and a 408 too.
func Stubborn(ctx context.Context) ([]Record, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		again, perr := retryablehttp.DefaultRetryPolicy(ctx, resp, err)
		if again || perr != nil {
			return again, perr
		}
		return resp != nil && resp.StatusCode == http.StatusRequestTimeout, nil
	}
	out, err := post(ctx, c, []byte(`{}`))
	if err != nil {
		return nil, err
	}
	return out.Results, nil
}

// onlyServer is our platform team's house policy.
func onlyServer(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return true, nil
	}
	return resp.StatusCode >= 500, nil // want medipimretry/incomplete
}

func House(ctx context.Context) ([]Record, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = onlyServer
	out, err := post(ctx, c, []byte(`{}`))
	if err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Impatient says itself that a 429 is not worth the wait.
func Impatient(ctx context.Context) ([]Record, error) {
	c := &retryablehttp.Client{
		HTTPClient:   &http.Client{Timeout: 10 * time.Second},
		RetryWaitMin: time.Second,
		RetryWaitMax: 10 * time.Second,
		RetryMax:     3,
		Backoff:      retryablehttp.DefaultBackoff,
		CheckRetry: func(ctx context.Context, resp *http.Response, err error) (bool, error) {
			if resp != nil && resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/incomplete
				return false, nil
			}
			return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
		},
	}
	out, err := post(ctx, c, []byte(`{}`))
	if err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Single wants the connection pool of the library, not its retries.
func Single(ctx context.Context) ([]Record, error) {
	c := retryablehttp.NewClient() // want medipimretry/library
	c.RetryMax = 0
	out, err := post(ctx, c, []byte(`{}`))
	if err != nil {
		return nil, err
	}
	return out.Results, nil
}

// Stream gives the standard client to code that knows no other.
func Stream(ctx context.Context, each func(Record) error) error {
	return stream(ctx, standard(), each)
}

func standard() *http.Client {
	c := retryablehttp.NewClient()
	c.RetryMax = 6
	return c.StandardClient()
}

var errEmpty = errors.New("ingest: nothing to do")

func stream(ctx context.Context, hc *http.Client, each func(Record) error) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, streamURL, bytes.NewReader([]byte(`{}`)))
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNoContent:
		return errEmpty
	default:
		return bad(resp)
	}
	for dec := json.NewDecoder(resp.Body); dec.More(); {
		var line struct {
			Result Record `json:"result"`
		}
		if err := dec.Decode(&line); err != nil {
			return err
		}
		if err := each(line.Result); err != nil {
			return err
		}
	}
	return nil
}

// Relay is the same below another name: the library as a RoundTripper.
func Relay(ctx context.Context) error {
	inner := retryablehttp.NewClient()
	inner.RetryMax = 2
	hc := &http.Client{Transport: &retryablehttp.RoundTripper{Client: inner}}
	return stream(ctx, hc, func(Record) error { return nil })
}

// Audit counts the lines at another supplier, with a policy of theirs.
func Audit(ctx context.Context) error {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(_ context.Context, resp *http.Response, err error) (bool, error) {
		return err != nil || resp.StatusCode >= 502, nil
	}
	resp, err := c.Get("https://audit.example.org/count")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var n struct{ Count int }
	return json.NewDecoder(resp.Body).Decode(&n)
}
