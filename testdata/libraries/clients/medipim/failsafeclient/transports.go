package failsafeclient

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

// post sends for all of them: what differs is the policy.
func post(ctx context.Context, policy failsafe.Policy[*http.Response], body io.Reader) (*page, error) {
	client := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
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

func hammering(ctx context.Context, body io.Reader) (*page, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().Build() // want medipimretry/immediate
	return post(ctx, policy, body)
}

// jittered varies a delay that is not there.
func jittered(ctx context.Context, body io.Reader) (*page, error) {
	policy := failsafehttp.NewRetryPolicyBuilder(). // want medipimretry/immediate
							WithMaxRetries(5).
							WithJitterFactor(0.2).
							Build()
	return post(ctx, policy, body)
}

func errorsOnly(ctx context.Context, body io.Reader) (*page, error) {
	policy := retrypolicy.NewBuilder[*http.Response]().WithBackoff(time.Second, time.Minute).Build() // want medipimretry/library
	return post(ctx, policy, body)
}

func defaults(ctx context.Context, body io.Reader) (*page, error) {
	return post(ctx, retrypolicy.NewWithDefaults[*http.Response](), body) // want medipimretry/library
}

func noRetries(ctx context.Context, body io.Reader) (*page, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().WithMaxRetries(0).WithDelay(time.Second).Build() // want medipimretry/library
	return post(ctx, policy, body)
}

func brokenOnly(ctx context.Context, body io.Reader) (*page, error) {
	policy := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(resp *http.Response, err error) bool {
			return err != nil || resp.StatusCode >= 500 // want medipimretry/incomplete
		}).
		WithBackoff(time.Second, time.Minute).
		Build()
	return post(ctx, policy, body)
}

// What follows is not reported.

func delayed(ctx context.Context, body io.Reader) (*page, error) {
	return post(ctx, failsafehttp.NewRetryPolicyBuilder().WithDelay(time.Second).Build(), body)
}

func backedOff(ctx context.Context, body io.Reader) (*page, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().
		WithBackoff(time.Second, time.Minute).
		WithJitterFactor(0.2).
		WithMaxRetries(5).
		ReturnLastFailure().
		Build()
	return post(ctx, policy, body)
}

// conflictsToo adds to what the builder for HTTP covers: it takes nothing away.
func conflictsToo(ctx context.Context, body io.Reader) (*page, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().
		HandleIf(func(resp *http.Response, err error) bool {
			return resp != nil && resp.StatusCode == http.StatusConflict
		}).
		WithRandomDelay(time.Second, 3*time.Second).
		Build()
	return post(ctx, policy, body)
}

func ownWords(ctx context.Context, body io.Reader) (*page, error) {
	policy := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(resp *http.Response, err error) bool {
			return resp != nil && resp.StatusCode == http.StatusTooManyRequests
		}).
		WithDelayFunc(func(e failsafe.ExecutionAttempt[*http.Response]) time.Duration {
			return time.Second << e.Attempts()
		}).
		Build()
	return post(ctx, policy, body)
}
