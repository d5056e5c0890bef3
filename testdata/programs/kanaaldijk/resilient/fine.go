package resilient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

// MedipimBackoff has a delay for the case without a header.
// ok: failsafehttp's policy with a backoff
func MedipimBackoff() ([]Stocked, error) { return medipimGet(medipimPatient(), "/stock") }

// MedipimDelay has a fixed one.
// ok: failsafehttp's policy with a delay
func MedipimDelay(ctx context.Context, q string) ([]Stocked, error) {
	rp := failsafehttp.NewRetryPolicyBuilder().WithMaxRetries(4).WithDelay(3 * time.Second).Build()
	return medipimPost(ctx, &http.Client{Transport: failsafehttp.NewRoundTripper(nil, rp)}, q)
}

// MedipimOwn has a condition with 429 in it.
// ok: HandleIf covers 429
func MedipimOwn() ([]Stocked, error) {
	rp := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(r *http.Response, err error) bool {
			if err != nil {
				return true
			}
			switch r.StatusCode {
			case http.StatusTooManyRequests, http.StatusServiceUnavailable:
				return true
			}
			return false
		}).
		WithBackoff(time.Second, time.Minute).
		WithJitterFactor(.25).
		Build()
	return medipimGet(&http.Client{Transport: failsafehttp.NewRoundTripper(nil, rp)}, "/stock")
}

// MedipimRequest uses a failsafe request.
// ok: failsafehttp.NewRequest with a policy that waits
func MedipimRequest(ctx context.Context) (n int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, medipimAPI+"/stock/count", nil)
	if err != nil {
		return 0, err
	}
	rp := failsafehttp.NewRetryPolicyBuilder().WithDelay(time.Second).Build()
	resp, err := failsafehttp.NewRequest(req, http.DefaultClient, rp).Do()
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, errors.New(resp.Status)
	}
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// MedipimAbortRight aborts on 4xx but for 429.
// ok: AbortIf leaves 429 to the policy
func MedipimAbortRight() ([]Stocked, error) {
	rp := failsafehttp.NewRetryPolicyBuilder().
		WithBackoff(500*time.Millisecond, 30*time.Second).
		AbortIf(func(r *http.Response, _ error) bool {
			return r != nil && r.StatusCode >= 400 && r.StatusCode < 500 && r.StatusCode != http.StatusTooManyRequests
		}).
		Build()
	return medipimGet(&http.Client{Transport: failsafehttp.NewRoundTripper(nil, rp)}, "/stock")
}

// MedipimRun makes an error of each error answer.
// ok: any error is retried, after a delay
func MedipimRun() (out []Stocked, err error) {
	rp := retrypolicy.NewBuilder[[]Stocked]().WithDelay(2 * time.Second).WithMaxAttempts(5).Build()
	return failsafe.With(rp).Get(func() ([]Stocked, error) {
		return medipimGet(http.DefaultClient, "/stock")
	})
}

// MedipimBoth retries both kinds.
// ok: 429 in one of the lists of RetryAny
func MedipimBoth(ctx context.Context, q string) ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(
		rehttp.RetryMaxRetries(5),
		rehttp.RetryAny(rehttp.RetryTemporaryErr(), rehttp.RetryStatuses(http.StatusTooManyRequests), rehttp.RetryStatusInterval(500, 600)),
	), rehttp.ExpJitterDelay(time.Second, time.Minute))
	return medipimPost(ctx, &http.Client{Transport: tr}, q)
}

// MedipimWide has an interval that 429 is in.
// ok: RetryStatusInterval from 425 on
func MedipimWide() ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatusInterval(425, 600)), rehttp.ConstDelay(5*time.Second))
	return medipimGet(&http.Client{Transport: tr}, "/stock")
}

// MedipimThriftyGet has no bodies.
// ok: PreventRetryWithBody does not matter to a GET
func MedipimThriftyGet() ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 503)), rehttp.ExpJitterDelay(time.Second, time.Minute))
	tr.PreventRetryWithBody = true
	return medipimGet(&http.Client{Transport: tr}, "/stock")
}

// MedipimFn has a function of its own.
// ok: the function covers 429
func MedipimFn(ctx context.Context, q string) ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, func(a rehttp.Attempt) bool {
		return a.Index < 5 && a.Response != nil && a.Response.StatusCode == http.StatusTooManyRequests
	}, func(a rehttp.Attempt) time.Duration {
		if d, err := time.ParseDuration(a.Response.Header.Get("Retry-After") + "s"); err == nil {
			return d
		}
		return time.Duration(a.Index+1) * time.Second
	})
	return medipimPost(ctx, &http.Client{Transport: tr}, q)
}

// strict turns every error answer into an error.
type strict struct{ next http.RoundTripper }

func (s strict) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", req.URL, resp.Status)
	}
	return resp, nil
}

// MedipimStrict decodes without a look of its own.
// ok: the round tripper above the retries turns error answers into errors
func MedipimStrict() (map[string]int, error) {
	hc := &http.Client{Transport: strict{next: medipimPatient().Transport}}
	resp, err := hc.Get(medipimAPI + "/stock/totals")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return into[map[string]int](resp.Body)
}

// Warehouse asks the warehouse, which never throttles.
// ok: another host, gateways only
func Warehouse(id string) (n int, err error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryStatuses(502, 503), rehttp.ConstDelay(time.Second))
	resp, err := (&http.Client{Transport: tr}).Get("https://warehouse.example.com/stock/" + id)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}
