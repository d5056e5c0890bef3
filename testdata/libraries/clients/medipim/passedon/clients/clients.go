// Package clients makes clients for other packages.
package clients

import (
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/hashicorp/go-retryablehttp"
)

// Standard retries a 429.
func Standard() *http.Client {
	c := retryablehttp.NewClient()
	c.RetryMax = 6
	return c.StandardClient()
}

// Transport retries it too.
func Transport() http.RoundTripper {
	policy := failsafehttp.NewRetryPolicyBuilder().WithDelay(time.Second).Build()
	return failsafehttp.NewRoundTripper(nil, policy)
}

// Shared does as well.
var Shared = &http.Client{Transport: rehttp.NewTransport(nil, rehttp.RetryStatuses(429, 503), rehttp.ConstDelay(time.Second))}

// Plain retries nothing.
func Plain() *http.Client { return &http.Client{Timeout: time.Minute} }
