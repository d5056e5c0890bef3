// Package asked has predicates that only a library asks, and clients that functions get from several callers.
package asked

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/PuerkitoBio/rehttp"
	"github.com/avast/retry-go/v5"
	"github.com/cenkalti/backoff/v5"
)

const api = "https://api.medipim.be/v4"

type statusError struct{ code int }

func (e *statusError) Error() string { return fmt.Sprintf("HTTP %d", e.code) }

// patient is what the tries of Leaflets ask: nobody else does.
func patient(err error) bool {
	var se *statusError
	return errors.As(err, &se) && (se.code >= 500 || se.code == http.StatusTooManyRequests)
}

// Leaflets are asked for again after a 429.
func Leaflets(ctx context.Context) (out []string, err error) {
	err = retry.New(retry.Context(ctx), retry.Delay(time.Second), retry.RetryIf(patient)).Do(func() error {
		resp, err := http.Get(api + "/leaflets")
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return &statusError{resp.StatusCode}
		}
		return json.NewDecoder(resp.Body).Decode(&out)
	})
	return out, err
}

// Brand hands the same error up, for a 429 as for a 403.
func Brand(ctx context.Context) (string, error) {
	return backoff.Retry(ctx, func() (string, error) {
		resp, err := http.Get(api + "/brands/1")
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		switch code := resp.StatusCode; {
		case code == http.StatusOK:
			b, err := io.ReadAll(resp.Body)
			return string(b), err
		case code >= http.StatusInternalServerError: // want medipimretry/incomplete
			return "", &statusError{code}
		}
		return "", backoff.Permanent(&statusError{resp.StatusCode})
	}, backoff.WithMaxTries(4))
}

// count goes through the client of its caller.
func count(hc *http.Client) (n int, err error) {
	resp, err := hc.Get(api + "/count")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 400 {
		return 0, &statusError{resp.StatusCode}
	}
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// CountAgain retries around it.
func CountAgain(ctx context.Context) (int, error) {
	return backoff.Retry(ctx, func() (int, error) { return count(http.DefaultClient) }, backoff.WithMaxTries(4))
}

// CountSlowly has a transport that leaves 429 out, and retries around it.
func CountSlowly(ctx context.Context) (int, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(502)), rehttp.ConstDelay(time.Second))
	return backoff.Retry(ctx, func() (int, error) { return count(&http.Client{Transport: tr}) }, backoff.WithMaxTries(4))
}

// Count has nothing but a transport that leaves 429 out.
func Count() (int, error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(503)), rehttp.ConstDelay(time.Second)) // want medipimretry/incomplete
	return count(&http.Client{Transport: tr})
}

// stern refuses error answers; what it goes through is another client's transport.
type stern struct{ next http.RoundTripper }

func (s stern) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(req)
	if err == nil && resp.StatusCode >= 400 {
		resp.Body.Close()
		return nil, &statusError{resp.StatusCode}
	}
	return resp, err
}

func waiting() *http.Client {
	return &http.Client{Transport: rehttp.NewTransport(nil, rehttp.RetryAll(rehttp.RetryMaxRetries(3), rehttp.RetryStatuses(429)), rehttp.ConstDelay(time.Second))}
}

// Sternly goes through the transport of one client, not through all that the package has.
func Sternly() (n int, err error) {
	resp, err := (&http.Client{Transport: stern{next: waiting().Transport}}).Get(api + "/sternly")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}

// Warehouse is another API: its transport says nothing of Medipim's.
func Warehouse() (n int, err error) {
	tr := rehttp.NewTransport(nil, rehttp.RetryStatuses(502), rehttp.ConstDelay(time.Second))
	resp, err := (&http.Client{Transport: tr}).Get("https://warehouse.example.com/count")
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return n, json.NewDecoder(resp.Body).Decode(&n)
}
