// Package httpx is what all our programs use for HTTP.
package httpx

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Send sends a request, once.
func Send(ctx context.Context, method, url string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return http.DefaultClient.Do(req)
}

// Patient is a client that retries what is worth it.
func Patient() *http.Client {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryMax = 5
	return c.StandardClient()
}

// Retry calls send again while the server is busy.
func Retry(ctx context.Context, times int, send func(context.Context) (*http.Response, error)) (*http.Response, error) {
	pause := time.Second
	for {
		resp, err := send(ctx)
		if err != nil || times == 0 {
			return resp, err
		}
		switch resp.StatusCode {
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			resp.Body.Close()
		default:
			return resp, nil
		}
		times--
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
}
