// Package medipimkit holds the clients of a company.
package medipimkit

import (
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/hashicorp/go-retryablehttp"
)

// Wrong never retries.
var Wrong = newWrong()

func newWrong() *retryablehttp.Client {
	c := retryablehttp.NewClient() // want medipimretry/library
	c.RetryMax = 0
	return c
}

// Right retries.
var Right = retryablehttp.NewClient()

// Partly leaves 429 out.
var Partly = &http.Client{Transport: rehttp.NewTransport(nil,
	rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(502, 503)), // want medipimretry/incomplete
	rehttp.ExpJitterDelay(time.Second, 10*time.Second))}

// Whole covers it.
var Whole = &http.Client{Transport: rehttp.NewTransport(nil,
	rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 502, 503)),
	rehttp.ExpJitterDelay(time.Second, 10*time.Second))}

// NewPartly makes one of its own.
func NewPartly() *http.Client {
	return &http.Client{Transport: rehttp.NewTransport(nil,
		rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(500, 600)), // want medipimretry/incomplete
		rehttp.ExpJitterDelay(time.Second, 10*time.Second))}
}

// Plain retries nothing.
var Plain = &http.Client{Timeout: time.Minute}
