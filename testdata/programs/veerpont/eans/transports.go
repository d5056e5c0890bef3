// Package eans resolves barcodes. It was moved from library to library; each transport below is still used by some tool.
package eans

import (
	"net/http"
	"slices"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/sethgrid/pester"
	"github.com/ybbus/httpretry"
)

// host of the production API.
const host = "https://api.medipim.be"

func medipimTransport() http.RoundTripper {
	return rehttp.NewTransport(nil,
		rehttp.RetryAll(
			rehttp.RetryMaxRetries(3),
			rehttp.RetryAny(rehttp.RetryStatuses(429, 502, 503), rehttp.RetryTemporaryErr()),
		),
		rehttp.ExpJitterDelay(time.Second, 20*time.Second))
}

func medipimGateway() http.RoundTripper {
	return rehttp.NewTransport(http.DefaultTransport,
		rehttp.RetryAll(
			rehttp.RetryMaxRetries(3),
			rehttp.RetryStatuses(502, 503, 504), // want medipimretry/incomplete
		),
		rehttp.ConstDelay(2*time.Second))
}

func medipimOwnFn() http.RoundTripper {
	return rehttp.NewTransport(nil, func(a rehttp.Attempt) bool {
		if a.Index >= 4 {
			return false
		}
		return a.Error != nil || a.Response.StatusCode >= 500 // want medipimretry/incomplete
	}, rehttp.ConstDelay(time.Second))
}

func medipimNoBody() http.RoundTripper {
	t := rehttp.NewTransport(nil, // want medipimretry/library
		rehttp.RetryAll(rehttp.RetryMaxRetries(2), rehttp.RetryStatuses(http.StatusTooManyRequests)),
		rehttp.ExpJitterDelay(time.Second, 10*time.Second))
	t.PreventRetryWithBody = true
	return t
}

func medipimInterval() http.RoundTripper {
	retry := rehttp.RetryAll(rehttp.RetryMaxRetries(5), rehttp.RetryStatusInterval(400, 600), rehttp.RetryHTTPMethods("post"))
	return rehttp.NewTransport(nil, retry, rehttp.ExpJitterDelay(500*time.Millisecond, time.Minute))
}

func medipimGuarded() http.RoundTripper {
	policy := failsafehttp.NewRetryPolicyBuilder().WithBackoff(time.Second, 30*time.Second).WithMaxRetries(5).Build()
	return failsafehttp.NewRoundTripper(nil, policy)
}

func medipimHasty() http.RoundTripper {
	policy := failsafehttp.NewRetryPolicyBuilder(). // want medipimretry/immediate
							WithMaxRetries(5).
							ReturnLastFailure().
							Build()
	return failsafehttp.NewRoundTripper(nil, policy)
}

func medipimPolicy() http.RoundTripper {
	policy := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(r *http.Response, err error) bool {
			return err != nil || r.StatusCode == http.StatusServiceUnavailable // want medipimretry/incomplete
		}).
		WithDelay(2 * time.Second).
		ReturnLastFailure().
		Build()
	return failsafehttp.NewRoundTripper(nil, policy)
}

// busy is the policy's predicate.
func busy(r *http.Response, _ error) bool {
	return r != nil && slices.Contains([]int{http.StatusTooManyRequests, http.StatusServiceUnavailable}, r.StatusCode)
}

func medipimNamed() http.RoundTripper {
	b := retrypolicy.NewBuilder[*http.Response]()
	b.HandleIf(busy)
	b.WithBackoff(time.Second, time.Minute)
	return failsafehttp.NewRoundTripper(http.DefaultTransport, b.Build())
}

// medipimAdds adds a 409 to what the builder covers already.
func medipimAdds() http.RoundTripper {
	return failsafehttp.NewRoundTripper(nil, failsafehttp.NewRetryPolicyBuilder().
		HandleIf(func(r *http.Response, _ error) bool { return r != nil && r.StatusCode == http.StatusConflict }).
		WithDelay(time.Second).
		Build())
}

func medipimPester() *pester.Client {
	c := pester.New() // want medipimretry/library
	c.Concurrency = 1
	c.MaxRetries = 5
	c.Backoff = pester.ExponentialJitterBackoff
	return c
}

func medipimPester429() *pester.Client {
	c := pester.NewExtendedClient(&http.Client{Timeout: 15 * time.Second})
	c.MaxRetries = 5
	c.Backoff = pester.ExponentialBackoff
	c.SetRetryOnHTTP429(true)
	return c
}

func medipimHTTPRetry() *http.Client {
	return httpretry.NewDefaultClient(httpretry.WithMaxRetryCount(3))
}

func medipimHTTPRetry5xx() *http.Client {
	return httpretry.NewCustomClient(&http.Client{},
		httpretry.WithMaxRetryCount(3),
		httpretry.WithRetryPolicy(func(status int, err error) bool {
			return err != nil || status >= 500 // want medipimretry/incomplete
		}))
}

func medipimHTTPRetryBusy() *http.Client {
	return httpretry.NewCustomClient(http.DefaultClient,
		httpretry.WithBackoffPolicy(httpretry.ExponentialBackoff(time.Second, time.Minute, time.Second)),
		httpretry.WithRetryPolicy(func(status int, err error) bool { return status == 429 }))
}
