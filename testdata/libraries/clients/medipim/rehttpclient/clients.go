package rehttpclient

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
)

// post sends for all of them: what differs is the transport.
func post(ctx context.Context, transport http.RoundTripper, body io.Reader) (*page, error) {
	client := &http.Client{Transport: transport}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, products, body)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}

func gatewayStatuses(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil,
		rehttp.RetryAll(
			rehttp.RetryMaxRetries(3),
			rehttp.RetryStatuses(502, 503), // want medipimretry/incomplete
		),
		rehttp.ExpJitterDelay(time.Second, time.Minute),
	)
	return post(ctx, transport, body)
}

func serverErrors(ctx context.Context, body io.Reader) (*page, error) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(500, 600)) // want medipimretry/incomplete
	return post(ctx, rehttp.NewTransport(http.DefaultTransport, retry, rehttp.ConstDelay(time.Second)), body)
}

func ownFunction(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil, func(a rehttp.Attempt) bool {
		if a.Index >= 3 {
			return false
		}
		return a.Error != nil || a.Response.StatusCode >= 500 // want medipimretry/incomplete
	}, rehttp.ConstDelay(time.Second))
	return post(ctx, transport, body)
}

func errorsOnly(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryTemporaryErr()), rehttp.ConstDelay(time.Second)) // want medipimretry/library
	return post(ctx, transport, body)
}

// getsOnly covers 429, of another method.
func getsOnly(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryHTTPMethods(http.MethodGet), rehttp.RetryStatuses(429)), rehttp.ConstDelay(time.Second)) // want medipimretry/library
	return post(ctx, transport, body)
}

func withoutBodies(ctx context.Context, body io.Reader) (*page, error) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 503))
	transport := rehttp.NewTransport(nil, retry, rehttp.ConstDelay(time.Second)) // want medipimretry/library
	transport.PreventRetryWithBody = true
	return post(ctx, transport, body)
}

func hammering(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429)), rehttp.ConstDelay(0)) // want medipimretry/immediate
	return post(ctx, transport, body)
}

// What follows is not reported.

func listed(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil,
		rehttp.RetryAll(
			rehttp.RetryMaxRetries(3),
			rehttp.RetryStatuses(http.StatusTooManyRequests, http.StatusServiceUnavailable),
		),
		rehttp.ExpJitterDelay(time.Second, time.Minute),
	)
	return post(ctx, transport, body)
}

func anyOf(ctx context.Context, body io.Reader) (*page, error) {
	retry := rehttp.RetryAll(
		rehttp.RetryMaxRetries(3),
		rehttp.RetryHTTPMethods(http.MethodGet, http.MethodPost),
		rehttp.RetryAny(rehttp.RetryTemporaryErr(), rehttp.RetryStatuses(502, 503), rehttp.RetryStatuses(429)),
	)
	return post(ctx, rehttp.NewTransport(nil, retry, rehttp.ConstDelay(time.Second)), body)
}

func interval(ctx context.Context, body io.Reader) (*page, error) {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(429, 600))
	return post(ctx, rehttp.NewTransport(nil, retry, rehttp.ConstDelay(time.Second)), body)
}

func ownWords(ctx context.Context, body io.Reader) (*page, error) {
	transport := rehttp.NewTransport(nil, func(a rehttp.Attempt) bool {
		return a.Index < 3 && a.Response != nil && a.Response.StatusCode == http.StatusTooManyRequests
	}, func(a rehttp.Attempt) time.Duration { return time.Second << a.Index })
	return post(ctx, transport, body)
}

// find has no body, so that PreventRetryWithBody prevents nothing.
func find(ctx context.Context, id string) (*page, error) {
	transport := rehttp.NewTransport(nil,
		rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429)), rehttp.ConstDelay(time.Second))
	transport.PreventRetryWithBody = true
	client := &http.Client{Transport: transport}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.medipim.be/v4/products/find?id="+id, nil)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	return decode(resp)
}
