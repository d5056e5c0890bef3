package failsafed

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

const endpoint = "https://api.sandbox.medipim.be/v4/products/query"

// Items is plain data.
type Items struct {
	Results []json.RawMessage `json:"results"`
}

// newRequest makes a fresh request on every call.
func newRequest(ctx context.Context, body []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
}

// items refuses what is not 200 in one general way.
func items(resp *http.Response) (*Items, error) {
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("items: %s", resp.Status)
	}
	it := new(Items)
	return it, json.NewDecoder(resp.Body).Decode(it)
}

// Rushed builds the library's policy as it comes, whose delay is zero without the header: reported on the builder.
func Rushed(ctx context.Context, body []byte) (*Items, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().WithMaxRetries(4).Build() // want medipimretry/immediate
	hc := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	req, err := newRequest(ctx, body)
	if err != nil {
		return nil, err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	return items(resp)
}

// Paced sets a delay that holds when the header is absent: silent.
func Paced(ctx context.Context, body []byte) (*Items, error) {
	policy := failsafehttp.NewRetryPolicyBuilder().WithBackoff(time.Second, 30*time.Second).Build()
	req, err := newRequest(ctx, body)
	if err != nil {
		return nil, err
	}
	resp, err := failsafehttp.NewRequest(req, http.DefaultClient, policy).Do()
	if err != nil {
		return nil, err
	}
	return items(resp)
}

// steady is made once, with a delay that is applied to the builder in a helper: silent for all who use it.
var steady = failsafe.With(slowed(failsafehttp.NewRetryPolicyBuilder()).Build())

// slowed puts the delay on a builder that it is given.
func slowed(b retrypolicy.Builder[*http.Response]) retrypolicy.Builder[*http.Response] {
	return b.WithDelay(2 * time.Second).WithMaxRetries(5)
}

// Steady goes through that executor: silent.
func Steady(ctx context.Context, body []byte) (*Items, error) {
	hc := &http.Client{Transport: failsafehttp.NewRoundTripperWithExecutor(http.DefaultTransport, steady)}
	req, err := newRequest(ctx, body)
	if err != nil {
		return nil, err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	return items(resp)
}

// Server handles trouble at the server alone: reported on the comparison in its predicate.
func Server(ctx context.Context, body []byte) (*Items, error) {
	policy := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(resp *http.Response, err error) bool {
			return resp != nil && resp.StatusCode > 499 // want medipimretry/incomplete
		}).
		WithBackoff(time.Second, time.Minute).
		Build()
	hc := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, policy)}
	req, err := newRequest(ctx, body)
	if err != nil {
		return nil, err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	return items(resp)
}

// worthAnother is the predicate of Both, and covers the rate limit and the server.
func worthAnother(resp *http.Response, err error) bool {
	if err != nil || resp == nil {
		return err != nil
	}
	return resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= http.StatusInternalServerError
}

// Both uses a named predicate that is complete: silent.
func Both(ctx context.Context, body []byte) (*Items, error) {
	policy := retrypolicy.NewBuilder[*http.Response]().HandleIf(worthAnother).WithDelay(time.Second).Build()
	resp, err := failsafe.With(policy).Get(func() (*http.Response, error) {
		req, err := newRequest(ctx, body)
		if err != nil {
			return nil, err
		}
		return http.DefaultClient.Do(req)
	})
	if err != nil {
		return nil, err
	}
	return items(resp)
}

// Unlooked hands a closure to a policy that sees errors only, and the closure looks at no status: reported on the call.
func Unlooked(ctx context.Context, body []byte) (*Items, error) {
	policy := retrypolicy.NewBuilder[*http.Response]().WithBackoff(time.Second, time.Minute).Build()
	resp, err := failsafe.With(policy).Get(func() (*http.Response, error) { // want medipimretry/library
		req, err := newRequest(ctx, body)
		if err != nil {
			return nil, err
		}
		return http.DefaultClient.Do(req)
	})
	if err != nil {
		return nil, err
	}
	return items(resp)
}

// Looked uses the same kind of policy, and its closure makes an error of every answer that is not 2xx: silent.
func Looked(ctx context.Context, body []byte) (*Items, error) {
	policy := retrypolicy.NewBuilder[*Items]().WithBackoff(time.Second, time.Minute).Build()
	return failsafe.With(policy).Get(func() (*Items, error) {
		req, err := newRequest(ctx, body)
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		return items(resp)
	})
}
