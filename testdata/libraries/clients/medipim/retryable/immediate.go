package retryable

import (
	"io"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func noWaits(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/immediate
	client.RetryWaitMin, client.RetryWaitMax = 0, 0
	return post(client, body)
}

// noShortest: the delay grows from nothing.
func noShortest(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/immediate
	client.RetryWaitMin = 0
	return post(client, body)
}

// noLongest: the delay is cut to nothing.
func noLongest(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/immediate
	client.RetryWaitMax = 0
	return post(client, body)
}

func ownBackoff(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/immediate
	client.Backoff = func(_, _ time.Duration, _ int, _ *http.Response) time.Duration { return 0 }
	return post(client, body)
}

// onlyAsTold waits as the API says, and it says nothing.
func onlyAsTold(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient() // want medipimretry/immediate
	client.Backoff = asTold
	return post(client, body)
}

func asTold(_, _ time.Duration, _ int, resp *http.Response) time.Duration {
	if resp != nil {
		if d, err := time.ParseDuration(resp.Header.Get("Retry-After") + "s"); err == nil {
			return d
		}
	}
	return 0
}

func bareLiteral(body io.Reader) (*page, error) {
	client := &retryablehttp.Client{RetryMax: 4, CheckRetry: retryablehttp.DefaultRetryPolicy, Backoff: retryablehttp.DefaultBackoff} // want medipimretry/immediate
	return post(client, body)
}

// What follows is not reported.

// linear: the shortest delay is what each try adds.
func linear(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.RetryWaitMax = 0
	client.Backoff = retryablehttp.LinearJitterBackoff
	return post(client, body)
}

// fromNothing draws a delay between nothing and the longest.
func fromNothing(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.RetryWaitMin = 0
	client.Backoff = retryablehttp.RateLimitLinearJitterBackoff
	return post(client, body)
}

func asToldOrASecond(body io.Reader) (*page, error) {
	client := retryablehttp.NewClient()
	client.RetryWaitMin = 0
	client.Backoff = func(_, _ time.Duration, attempt int, resp *http.Response) time.Duration {
		if d := asTold(0, 0, attempt, resp); d > 0 {
			return d
		}
		return time.Duration(attempt+1) * time.Second
	}
	return post(client, body)
}
