// Package resilient has one client for each policy that was ever tried out
// here. Some of them talk to the warehouse, most to Medipim.
package resilient

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

const medipimAPI = "https://api.au.medipim.com/v4"

// Stocked is a product in stock.
type Stocked struct {
	ID    string `json:"id"`
	Count int    `json:"count"`
}

// medipimGet reads a list with a client.
func medipimGet(hc *http.Client, path string) ([]Stocked, error) {
	resp, err := hc.Get(medipimAPI + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("medipim: %s", resp.Status)
	}
	var out []Stocked
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

// MedipimBuilder is failsafe's own policy, with its count and no delay.
func MedipimBuilder() ([]Stocked, error) {
	rp := failsafehttp.NewRetryPolicyBuilder().WithMaxRetries(4).Build() // want medipimretry/immediate
	hc := &http.Client{Transport: failsafehttp.NewRoundTripper(nil, rp)}
	return medipimGet(hc, "/stock")
}

// MedipimHandle has a condition of its own.
func MedipimHandle() ([]Stocked, error) {
	rp := retrypolicy.NewBuilder[*http.Response]().
		HandleIf(func(r *http.Response, err error) bool {
			return err != nil || r.StatusCode >= 500 // want medipimretry/incomplete
		}).
		WithBackoff(time.Second, time.Minute).
		Build()
	return medipimGet(&http.Client{Transport: failsafehttp.NewRoundTripper(http.DefaultTransport, rp)}, "/stock?handle")
}

// MedipimAbort starts from the right policy, and aborts too much.
func MedipimAbort() ([]Stocked, error) {
	rp := failsafehttp.NewRetryPolicyBuilder().
		WithBackoff(500*time.Millisecond, 30*time.Second).
		AbortIf(func(r *http.Response, _ error) bool {
			return r != nil && r.StatusCode >= 400 && r.StatusCode < 500 // want medipimretry/incomplete
		}).
		Build()
	return medipimGet(&http.Client{Transport: failsafehttp.NewRoundTripper(nil, rp)}, "/stock?abort")
}

// MedipimDefaults has a policy that sees errors only.
func MedipimDefaults(ctx context.Context) (int, error) {
	ex := failsafe.With(retrypolicy.NewWithDefaults[*http.Response]()).WithContext(ctx)
	resp, err := ex.Get(func() (*http.Response, error) { // want medipimretry/library
		return http.Get(medipimAPI + "/stock/count")
	})
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("medipim: %s", resp.Status)
	}
	var n int
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// MedipimGateways retries what a gateway says.
func MedipimGateways() ([]Stocked, error) {
	tr := rehttp.NewTransport(
		nil,
		rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryAny(
			rehttp.RetryTimeoutErr(),
			rehttp.RetryStatuses(502, 503, 504), // want medipimretry/incomplete
		)),
		rehttp.ExpJitterDelay(time.Second, 20*time.Second),
	)
	return medipimGet(&http.Client{Transport: tr}, "/stock?gateways")
}

// MedipimServer retries what the server says.
func MedipimServer() ([]Stocked, error) {
	fn := rehttp.RetryStatusInterval(500, 600) // want medipimretry/incomplete
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(2), fn), rehttp.ConstDelay(time.Second))
	return medipimGet(&http.Client{Transport: tr}, "/stock?server")
}

func unavailable(a rehttp.Attempt) bool {
	return a.Error != nil || a.Index < 4 && a.Response.StatusCode == http.StatusServiceUnavailable // want medipimretry/incomplete
}

// MedipimUnavailable has a function of its own.
func MedipimUnavailable() ([]Stocked, error) {
	var hc http.Client
	hc.Transport = rehttp.NewTransport(http.DefaultTransport, unavailable, rehttp.ConstDelay(2*time.Second))
	return medipimGet(&hc, "/stock?unavailable")
}

// medipimPost sends a query with a client.
func medipimPost(ctx context.Context, hc *http.Client, q string) ([]Stocked, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, medipimAPI+"/stock/query", strings.NewReader(q))
	if err != nil {
		return nil, err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return nil, fmt.Errorf("medipim: %s", resp.Status)
	}
	var out []Stocked
	return out, json.NewDecoder(resp.Body).Decode(&out)
}

// MedipimThrifty saves memory, and with it the retries of what has a body.
func MedipimThrifty(ctx context.Context, q string) ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429, 503)), rehttp.ExpJitterDelay(time.Second, time.Minute)) // want medipimretry/library
	tr.PreventRetryWithBody = true
	return medipimPost(ctx, &http.Client{Transport: tr}, q)
}

// MedipimHasty does not wait.
func MedipimHasty() ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(9), rehttp.RetryStatuses(429)), rehttp.ConstDelay(0)) // want medipimretry/immediate
	return medipimGet(&http.Client{Transport: tr}, "/stock?hasty")
}

// MedipimTemporary retries temporary errors, which a status is not.
func MedipimTemporary() ([]Stocked, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryTemporaryErr()), rehttp.ConstDelay(time.Second)) // want medipimretry/library
	return medipimGet(&http.Client{Transport: tr}, "/stock?temporary")
}

func medipimPatient() *http.Client {
	return &http.Client{Transport: failsafehttp.NewRoundTripper(nil,
		failsafehttp.NewRetryPolicyBuilder().WithBackoff(time.Second, time.Minute).WithMaxRetries(5).Build())}
}

func into[T any](r io.Reader) (v T, err error) {
	err = json.NewDecoder(r).Decode(&v)
	return v, err
}

// MedipimTotals decodes with the helper of the package.
func MedipimTotals() (map[string]int, error) {
	resp, err := medipimPatient().Get(medipimAPI + "/stock/totals")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return into[map[string]int](resp.Body) // want medipimunchecked/unchecked
}

// MedipimNote reads a note.
func MedipimNote(id string) (string, error) {
	resp, err := medipimPatient().Get(medipimAPI + "/notes/" + id)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusInternalServerError {
		return "", fmt.Errorf("medipim: %s", resp.Status)
	}
	b, err := io.ReadAll(resp.Body)
	return string(b), err // want medipimunchecked/partial
}
