package behaviour

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func newBody() io.Reader { return strings.NewReader(query) }

// retryable makes a retryablehttp client with short waits, and changes it.
func retryable(change func(*retryablehttp.Client)) sender {
	return func(url string) (int, error) {
		c := retryableClient()
		change(c)
		return statusOf(c.Post(url, "application/json", newBody()))
	}
}

func retryableClient() *retryablehttp.Client {
	c := retryablehttp.NewClient()
	c.Logger = nil
	c.RetryWaitMin, c.RetryWaitMax = wait, wait
	return c
}

var retryablehttpRows = []row{
	{
		library: "go-retryablehttp", configuration: "default",
		send:  retryable(func(c *retryablehttp.Client) {}),
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "go-retryablehttp", configuration: "ErrorHandler passes through",
		send: retryable(func(c *retryablehttp.Client) {
			c.ErrorHandler = retryablehttp.PassthroughErrorHandler
		}),
		twice: recovers, forever: after(5), pause: waits,
	},
	{
		library: "go-retryablehttp", configuration: "ErrorPropagatedRetryPolicy",
		send: retryable(func(c *retryablehttp.Client) {
			c.CheckRetry = retryablehttp.ErrorPropagatedRetryPolicy
		}),
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "go-retryablehttp", configuration: "CheckRetry of 5xx",
		send: retryable(func(c *retryablehttp.Client) {
			c.CheckRetry = func(_ context.Context, resp *http.Response, err error) (bool, error) {
				return err != nil || resp.StatusCode >= 500, nil
			}
		}),
		twice: gives429, forever: gives429,
	},
	{
		library: "go-retryablehttp", configuration: "CheckRetry of 429",
		send: retryable(func(c *retryablehttp.Client) {
			c.CheckRetry = func(_ context.Context, resp *http.Response, err error) (bool, error) {
				return err == nil && resp.StatusCode == http.StatusTooManyRequests, nil
			}
		}),
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "go-retryablehttp", configuration: "CheckRetry with an error",
		send: retryable(func(c *retryablehttp.Client) {
			c.CheckRetry = func(context.Context, *http.Response, error) (bool, error) {
				return false, errors.New("not again")
			}
		}),
		twice: fails(1), forever: fails(1),
	},
	{
		library: "go-retryablehttp", configuration: "RetryMax 0",
		send:  retryable(func(c *retryablehttp.Client) { c.RetryMax = 0 }),
		twice: fails(1), forever: fails(1),
	},
	{
		library: "go-retryablehttp", configuration: "Backoff of zero",
		send: retryable(func(c *retryablehttp.Client) {
			c.Backoff = func(_, _ time.Duration, _ int, _ *http.Response) time.Duration { return 0 }
		}),
		twice: recovers, forever: fails(5), pause: immediate,
	},
	{
		library: "go-retryablehttp", configuration: "RetryWaitMin and RetryWaitMax 0",
		send: retryable(func(c *retryablehttp.Client) {
			c.RetryWaitMin, c.RetryWaitMax = 0, 0
		}),
		twice: recovers, forever: fails(5), pause: immediate,
	},
	{
		library: "go-retryablehttp", configuration: "RetryWaitMin 0",
		send:  retryable(func(c *retryablehttp.Client) { c.RetryWaitMin = 0 }),
		twice: recovers, forever: fails(5), pause: immediate,
	},
	{
		library: "go-retryablehttp", configuration: "RetryWaitMax 0",
		send:  retryable(func(c *retryablehttp.Client) { c.RetryWaitMax = 0 }),
		twice: recovers, forever: fails(5), pause: immediate,
	},
	{
		library: "go-retryablehttp", configuration: "LinearJitterBackoff, RetryWaitMax 0",
		send: retryable(func(c *retryablehttp.Client) {
			c.RetryWaitMax, c.Backoff = 0, retryablehttp.LinearJitterBackoff
		}),
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "go-retryablehttp", configuration: "literal without RetryMax",
		send: func(url string) (int, error) {
			c := &retryablehttp.Client{CheckRetry: retryablehttp.DefaultRetryPolicy, Backoff: retryablehttp.DefaultBackoff}
			return statusOf(c.Post(url, "application/json", newBody()))
		},
		twice: fails(1), forever: fails(1),
	},
	{
		library: "go-retryablehttp", configuration: "StandardClient",
		send: func(url string) (int, error) {
			return statusOf(retryableClient().StandardClient().Post(url, "application/json", newBody()))
		},
		twice: recovers, forever: fails(5), pause: waits,
	},
	{
		library: "go-retryablehttp", configuration: "RoundTripper",
		send: func(url string) (int, error) {
			c := &http.Client{Transport: &retryablehttp.RoundTripper{Client: retryableClient()}}
			return statusOf(c.Do(post(url)))
		},
		twice: recovers, forever: fails(5), pause: waits,
	},
}
