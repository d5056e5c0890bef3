// Package outsiders sends through transports and functions of packages that are not seen.
package outsiders

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"example.com/clients/outside/httpx"
	"example.com/clients/outside/tracing"
)

const findURL = "https://api.medipim.be/v4/products/find"

func failed(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("medipim: %s", resp.Status)
	}
	return nil
}

// patient tries again after a while.
type patient struct{ next http.RoundTripper }

func (p *patient) RoundTrip(r *http.Request) (*http.Response, error) {
	for n := 1; ; n++ {
		resp, err := p.next.RoundTrip(r)
		if err != nil || n == 5 || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Duration(n) * time.Second)
	}
}

func newPatient(next http.RoundTripper) http.RoundTripper { return &patient{next} }

// What only counts hands the answer on.

func counted() error {
	c := &http.Client{Transport: tracing.NewTransport(http.DefaultTransport)}
	return failed(c.Get(findURL)) // want medipimretry/missing
}

func countedLiteral() error {
	c := &http.Client{Transport: &tracing.Transport{Base: http.DefaultTransport}}
	return failed(c.Get(findURL)) // want medipimretry/missing
}

func countedClient(ctx context.Context) error {
	c := tracing.NewClient(context.WithValue(ctx, tracing.Key{}, http.DefaultClient))
	return failed(c.Get(findURL)) // want medipimretry/missing
}

func countedCall(r *http.Request) error {
	return failed(tracing.Do(r)) // want medipimretry/missing
}

// What is counted tries again.

func countedPatience() error {
	c := &http.Client{Transport: tracing.NewTransport(newPatient(http.DefaultTransport))}
	return failed(c.Get(findURL))
}

func countedTwice() error {
	c := &http.Client{Transport: tracing.NewTransport(tracing.NewTransport(&patient{http.DefaultTransport}))}
	return failed(c.Get(findURL))
}

func patienceInside() error {
	c := &http.Client{Transport: &tracing.Transport{Base: &patient{http.DefaultTransport}}}
	return failed(c.Get(findURL))
}

func patienceAround() error {
	c := &http.Client{Transport: &patient{tracing.NewTransport(http.DefaultTransport)}}
	return failed(c.Get(findURL))
}

func setLater() error {
	t := tracing.NewTransport(nil)
	t.Base = newPatient(http.DefaultTransport)
	c := &http.Client{Transport: t}
	return failed(c.Get(findURL))
}

func inTheContext(ctx context.Context) error {
	inner := &http.Client{Transport: newPatient(http.DefaultTransport)}
	c := tracing.NewClient(context.WithValue(ctx, tracing.Key{}, inner))
	return failed(c.Get(findURL))
}

func chained() error {
	c := &http.Client{Transport: tracing.Chain(http.DefaultTransport, newPatient)}
	return failed(c.Get(findURL))
}

// What httpx does with a 429 cannot be told.

func company() error {
	return failed(httpx.NewClient().Get(findURL))
}

func companyTransport() error {
	c := &http.Client{Transport: &httpx.Transport{Base: http.DefaultTransport}}
	return failed(c.Get(findURL))
}

func companyDefault() error {
	return failed(httpx.Default.Get(findURL))
}

func companyCounted() error {
	c := &http.Client{Transport: tracing.NewTransport(&httpx.Transport{Base: http.DefaultTransport})}
	return failed(c.Get(findURL))
}

func companyFunction(r *http.Request) error {
	return failed(httpx.Do(r))
}

// Service gets the company's client from who makes it.
type Service struct{ HTTP *httpx.Client }

// Find sends through it.
func (s *Service) Find(r *http.Request) error { return failed(s.HTTP.Do(r)) }

// What the program does on a 429 itself is told all the same.
func hammering() error {
	for {
		resp, err := httpx.Default.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests { // want medipimretry/immediate
			return failed(resp, nil)
		}
	}
}

func skipping(urls []string) error {
	for _, u := range urls {
		resp, err := httpx.Default.Get(u)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusTooManyRequests { // want medipimretry/swallowed
			continue
		}
		if resp.StatusCode >= 300 {
			return fmt.Errorf("medipim: %s", resp.Status)
		}
	}
	return nil
}

// brokenOnly may rest on what the client does with a 429.
func brokenOnly() error {
	for n := range 5 {
		resp, err := httpx.Default.Get(findURL)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return failed(resp, nil)
		}
		time.Sleep(time.Duration(n) * time.Second)
	}
	return nil
}
