package behaviour

import (
	"net/http"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

type httpPolicy = retrypolicy.Builder[*http.Response]

// failsafeTransport posts through an http.Client with a failsafe RoundTripper.
func failsafeTransport(b httpPolicy) sender {
	return func(url string) (int, error) {
		c := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, b.Build())}
		return statusOf(c.Do(post(url)))
	}
}

// failsafeRequest posts through a failsafehttp.Request.
func failsafeRequest(b httpPolicy) sender {
	return func(url string) (int, error) {
		return statusOf(failsafehttp.NewRequest(post(url), http.DefaultClient, b.Build()).Do())
	}
}

// failsafeGet posts in a closure that returns the bare response.
func failsafeGet(b httpPolicy) sender {
	return func(url string) (int, error) {
		return statusOf(failsafe.With(b.Build()).Get(func() (*http.Response, error) {
			return http.DefaultClient.Do(post(url))
		}))
	}
}

var failsafeRows = []row{
	{
		library: "failsafehttp", configuration: "NewRetryPolicyBuilder, RoundTripper",
		send:  failsafeTransport(failsafehttp.NewRetryPolicyBuilder()),
		twice: recovers, forever: fails(3), pause: immediate,
	},
	{
		library: "failsafehttp", configuration: "NewRetryPolicyBuilder, Request",
		send:  failsafeRequest(failsafehttp.NewRetryPolicyBuilder()),
		twice: recovers, forever: fails(3), pause: immediate,
	},
	{
		library: "failsafehttp", configuration: "ReturnLastFailure",
		send:  failsafeTransport(failsafehttp.NewRetryPolicyBuilder().ReturnLastFailure()),
		twice: recovers, forever: after(3), pause: immediate,
	},
	{
		library: "failsafehttp", configuration: "WithDelay",
		send:  failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithDelay(wait)),
		twice: recovers, forever: fails(3), pause: waits,
	},
	{
		library: "failsafehttp", configuration: "WithBackoff, Request",
		send:  failsafeRequest(failsafehttp.NewRetryPolicyBuilder().WithBackoff(wait, 4*wait)),
		twice: recovers, forever: fails(3), pause: waits,
	},
	{
		library: "failsafehttp", configuration: "WithRandomDelay",
		send:  failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithRandomDelay(wait, 2*wait)),
		twice: recovers, forever: fails(3), pause: waits,
	},
	{
		// Jitter varies a delay: of none it makes none.
		library: "failsafehttp", configuration: "WithJitterFactor alone",
		send:  failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithJitterFactor(.5)),
		twice: recovers, forever: fails(3), pause: immediate,
	},
	{
		library: "failsafehttp", configuration: "WithDelayFunc",
		send: failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithDelayFunc(
			func(failsafe.ExecutionAttempt[*http.Response]) time.Duration { return wait })),
		twice: recovers, forever: fails(3), pause: waits,
	},
	{
		library: "failsafehttp", configuration: "WithMaxRetries(0)",
		send:  failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithDelay(wait).WithMaxRetries(0)),
		twice: fails(1), forever: fails(1),
	},
	{
		// HandleIf adds to the builder's own condition.
		library: "failsafehttp", configuration: "HandleIf of 5xx beside the default",
		send: failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithDelay(wait).HandleIf(
			func(r *http.Response, err error) bool { return r != nil && r.StatusCode >= 500 })),
		twice: recovers, forever: fails(3), pause: waits,
	},
	{
		library: "failsafehttp", configuration: "AbortIf of 429",
		send: failsafeTransport(failsafehttp.NewRetryPolicyBuilder().WithDelay(wait).AbortIf(
			func(r *http.Response, err error) bool { return r != nil && r.StatusCode == 429 })),
		twice: gives429, forever: gives429,
	},
	{
		library: "failsafehttp", configuration: "retrypolicy.NewBuilder",
		send:  failsafeTransport(retrypolicy.NewBuilder[*http.Response]().WithDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "failsafehttp", configuration: "retrypolicy.NewBuilder, HandleIf of 429",
		send: failsafeTransport(retrypolicy.NewBuilder[*http.Response]().WithDelay(wait).HandleIf(
			func(r *http.Response, err error) bool { return r != nil && r.StatusCode == 429 })),
		twice: recovers, forever: fails(3), pause: waits,
	},
	{
		library: "failsafehttp", configuration: "retrypolicy.NewBuilder, HandleIf of 5xx",
		send: failsafeTransport(retrypolicy.NewBuilder[*http.Response]().WithDelay(wait).HandleIf(
			func(r *http.Response, err error) bool { return r != nil && r.StatusCode >= 500 })),
		twice: gives429, forever: gives429,
	},
	{
		library: "failsafe-go", configuration: "Get, NewRetryPolicyBuilder",
		send:  failsafeGet(failsafehttp.NewRetryPolicyBuilder().WithDelay(wait).ReturnLastFailure()),
		twice: recovers, forever: after(3), pause: waits,
	},
	{
		library: "failsafe-go", configuration: "Get, retrypolicy.NewBuilder",
		send:  failsafeGet(retrypolicy.NewBuilder[*http.Response]().WithDelay(wait)),
		twice: gives429, forever: gives429,
	},
	{
		library: "failsafe-go", configuration: "Run, no error on 429",
		send: closure(func(op func() error) error {
			return failsafe.With(retrypolicy.NewBuilder[any]().WithDelay(wait).Build()).Run(op)
		}, bare),
		twice: gives429, forever: gives429,
	},
	{
		library: "failsafe-go", configuration: "Run, an error on 429",
		send: closure(func(op func() error) error {
			return failsafe.With(retrypolicy.NewBuilder[any]().WithDelay(wait).Build()).Run(op)
		}, errorOn429),
		twice: recovers, forever: end{requests: 3, status: 429, failed: true}, pause: waits,
	},
	{
		library: "failsafe-go", configuration: "Run, NewWithDefaults has no delay",
		send: closure(func(op func() error) error {
			return failsafe.With(retrypolicy.NewWithDefaults[any]()).Run(op)
		}, errorOn429),
		twice: recovers, forever: end{requests: 3, status: 429, failed: true}, pause: immediate,
	},
}
