// Package vervoer has the transports of the command line tools. Most are for any API; those that are for
// Medipim say so.
package vervoer

import (
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
)

// MedipimBase is the only host these transports are for.
const MedipimBase = "https://api.sandbox.medipim.be"

// Gateway retries what the load balancer says.
func Gateway(next http.RoundTripper) http.RoundTripper {
	return rehttp.NewTransport(next,
		rehttp.RetryAll(
			rehttp.RetryMaxRetries(3),
			rehttp.RetryAny(
				rehttp.RetryTemporaryErr(),
				rehttp.RetryStatuses(http.StatusBadGateway, http.StatusServiceUnavailable),
			),
		),
		rehttp.ExpJitterDelay(200*time.Millisecond, 5*time.Second),
	)
}

// MedipimGateway is Gateway for the one API that throttles.
func MedipimGateway(next http.RoundTripper) http.RoundTripper {
	return rehttp.NewTransport(next,
		rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(http.StatusBadGateway)), // want medipimretry/incomplete
		rehttp.ExpJitterDelay(200*time.Millisecond, 5*time.Second),
	)
}

// Flaky retries what the network does.
func Flaky(next http.RoundTripper) http.RoundTripper {
	return rehttp.NewTransport(next, rehttp.RetryAll(rehttp.RetryMaxRetries(5), rehttp.RetryTemporaryErr()), rehttp.ConstDelay(time.Second))
}

// Homemade is from before rehttp had RetryStatuses.
func Homemade(next http.RoundTripper) http.RoundTripper {
	again := func(at rehttp.Attempt) bool {
		if at.Error != nil || at.Index > 4 {
			return at.Index <= 4
		}
		return at.Response.StatusCode >= 500
	}
	return rehttp.NewTransport(next, again, rehttp.ExpJitterDelay(time.Second, time.Minute))
}

// Stubborn retries whatever is not a success.
func Stubborn(next http.RoundTripper) http.RoundTripper {
	notYet := func(at rehttp.Attempt) bool {
		return at.Error != nil || at.Response.StatusCode/100 != 2
	}
	return rehttp.NewTransport(next,
		rehttp.RetryAll(rehttp.RetryMaxRetries(6), notYet),
		rehttp.ExpJitterDelay(time.Second, time.Minute))
}

// Range retries what the range says.
func Range(next http.RoundTripper) http.RoundTripper {
	return rehttp.NewTransport(next,
		rehttp.RetryAll(rehttp.RetryMaxRetries(2), rehttp.RetryAny(rehttp.RetryIsErr(func(err error) bool { return err != nil }), rehttp.RetryStatusInterval(429, 600))),
		rehttp.ConstDelay(3*time.Second))
}
