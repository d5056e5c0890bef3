// Package medipimkits asks through clients of several libraries.
package medipimkits

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/dghubble/sling"
	"github.com/gojek/heimdall/v7"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/hashicorp/go-retryablehttp"
)

// Heimdall never retries a 429.
func Heimdall() error {
	c := httpclient.NewClient( // want medipimretry/library
		httpclient.WithHTTPTimeout(time.Minute),
		httpclient.WithRetryCount(4),
		httpclient.WithRetrier(heimdall.NewRetrier(heimdall.NewConstantBackoff(time.Second, time.Second))),
	)
	resp, err := c.Get("https://api.medipim.be/v4/ping", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}

// Sling gives the library a retrying client.
func Sling() (names []string, err error) {
	c := retryablehttp.NewClient().StandardClient()
	resp, err := sling.New().Client(c).Get("https://api.medipim.be/v4/brands").ReceiveSuccess(&names)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return names, nil
}

// SlingPlain gives it none.
func SlingPlain() (names []string, err error) {
	resp, err := sling.New().Get("https://api.medipim.be/v4/brands").ReceiveSuccess(&names) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		return nil, errors.New(resp.Status)
	}
	return names, nil
}

// Policy keeps the library's default for 429 out by hand.
func Policy(ctx context.Context) (map[string]any, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			return true, nil
		}
		return resp.StatusCode >= http.StatusInternalServerError, nil // want medipimretry/incomplete
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/ping", nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var out map[string]any
	err = json.NewDecoder(resp.Body).Decode(&out) // want medipimunchecked/unchecked
	return out, err
}

// PolicyDefault falls back on the library's.
func PolicyDefault(ctx context.Context) (map[string]any, error) {
	c := retryablehttp.NewClient()
	c.CheckRetry = func(ctx context.Context, resp *http.Response, err error) (bool, error) {
		if resp != nil && resp.StatusCode == http.StatusNotFound {
			return false, nil
		}
		return retryablehttp.DefaultRetryPolicy(ctx, resp, err)
	}
	req, err := retryablehttp.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/ping", nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	var out map[string]any
	return out, json.NewDecoder(resp.Body).Decode(&out)
}
