// Package veerpont carries the nightly export across. Everything that can go
// wrong under way is in its policies.
package veerpont

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

var origin = url.URL{Scheme: "https", Host: "api.au.medipim.com"}

// Ferry is the export's client.
type Ferry struct {
	fast, plain, guarded, own, gentle, old *http.Client
	exec                                   failsafe.Executor[*http.Response]
}

func hc(policies ...failsafe.Policy[*http.Response]) *http.Client {
	return &http.Client{Timeout: time.Minute, Transport: failsafehttp.NewRoundTripper(nil, policies...)}
}

// NewFerry builds it.
func NewFerry() *Ferry {
	policy := failsafehttp.NewRetryPolicyBuilder().Build() // want medipimretry/immediate

	server := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(r *http.Response, err error) bool {
			return err != nil || r.StatusCode >= 500 // want medipimretry/incomplete
		}).
		WithBackoff(time.Second, time.Minute).
		WithMaxRetries(4).
		Build()

	eager := retrypolicy.NewBuilder[*http.Response](). // want medipimretry/immediate
								HandleIf(func(r *http.Response, _ error) bool {
			return r != nil && (r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusServiceUnavailable)
		}).
		WithMaxAttempts(3).
		Build()

	gentle := failsafehttp.NewRetryPolicyBuilder().
		WithBackoff(time.Second, 30*time.Second).
		WithMaxRetries(5).
		OnRetry(func(e failsafe.ExecutionEvent[*http.Response]) { fmt.Println("again:", e.Attempts()) }).
		Build()

	every := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(r *http.Response, err error) bool { return err != nil || r.StatusCode > 299 }).
		WithDelay(5 * time.Second).
		Build()

	return &Ferry{
		fast:    hc(policy),
		plain:   hc(server),
		guarded: hc(circuitbreaker.NewWithDefaults[*http.Response]()),
		own:     hc(eager),
		gentle:  hc(gentle),
		exec:    failsafe.With(every),
		old:     &http.Client{Timeout: time.Minute},
	}
}

type export struct {
	Results []json.RawMessage `json:"results"`
}

func find(path string, q url.Values) string {
	u := origin
	u.Path, u.RawQuery = path, q.Encode()
	return u.String()
}

func read[T any](resp *http.Response, err error) (T, error) {
	var v T
	if err != nil {
		return v, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return v, fmt.Errorf("%s: %s", resp.Request.URL.Path, resp.Status)
	}
	err = json.NewDecoder(resp.Body).Decode(&v)
	return v, err
}

// Product gets a product at once.
func (f *Ferry) Product(id string) (export, error) {
	return read[export](f.fast.Get(find("/v4/products/find", url.Values{"id": {id}})))
}

// Brand gets a brand.
func (f *Ferry) Brand(id string) (export, error) {
	return read[export](f.plain.Get(find("/v4/brands/find", url.Values{"id": {id}})))
}

// Medium gets a medium.
func (f *Ferry) Medium(id string) (export, error) {
	return read[export](f.own.Get(find("/v4/media/find", url.Values{"id": {id}})))
}

// Label gets a label, unless the breaker is open.
func (f *Ferry) Label(id string) (export, error) {
	resp, err := f.guarded.Get(find("/v4/labels/find", url.Values{"id": {id}})) // want medipimretry/missing
	return read[export](resp, err)
}

// Dump returns a label as it came.
func (f *Ferry) Dump(id string) ([]byte, error) {
	resp, err := f.guarded.Get(find("/v4/labels/find", url.Values{"id": {id}})) // want medipimretry/missing
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body) // want medipimunchecked/unchecked
}

// Gently gets a product when there is time.
func (f *Ferry) Gently(id string) (export, error) {
	return read[export](f.gentle.Get(find("/v4/products/find", url.Values{"id": {id}})))
}

// Executed goes through the executor instead of a transport.
func (f *Ferry) Executed(ctx context.Context, id string) (export, error) {
	resp, err := f.exec.WithContext(ctx).GetWithExecution(func(e failsafe.Execution[*http.Response]) (*http.Response, error) {
		req, err := http.NewRequestWithContext(e.Context(), http.MethodGet, find("/v4/products/find", url.Values{"id": {id}}), nil)
		if err != nil {
			return nil, err
		}
		return f.old.Do(req)
	})
	return read[export](resp, err)
}

// Wrapped uses the library's own request type.
func (f *Ferry) Wrapped(ctx context.Context, id string) (export, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, find("/v4/products/find", url.Values{"id": {id}}), nil)
	if err != nil {
		return export{}, err
	}
	policy := failsafehttp.NewRetryPolicyBuilder().WithRandomDelay(time.Second, 3*time.Second).Build()
	return read[export](failsafehttp.NewRequest(req, f.old, policy).Do())
}
