// Package operations hands closures to retry libraries that are made elsewhere, filtered, or share a request.
package operations

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	avast "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/gojek/heimdall/v7/httpclient"
	"github.com/sethvargo/go-retry"
)

type Shelf struct {
	hc  *http.Client
	url string
}

type StatusError struct{ Status int }

func (e *StatusError) Error() string { return http.StatusText(e.Status) }

func drained(resp *http.Response) error {
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return &StatusError{resp.StatusCode}
	}
	_, err := io.Copy(io.Discard, resp.Body)
	return err
}

// The closure is made by a method.
func (s *Shelf) attempt(body []byte) func() error {
	return func() error {
		resp, err := s.hc.Post(s.url, "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		return drained(resp)
	}
}

func (s *Shelf) Avast(body []byte) error { return avast.Do(s.attempt(body), avast.Attempts(5)) }

// Here it is, and looks at no status.
func (s *Shelf) blind(body []byte) backoff.Operation {
	return func() error {
		resp, err := s.hc.Post(s.url, "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

func (s *Shelf) Blind(body []byte) error {
	op := s.blind(body)
	return backoff.Retry(op, backoff.NewExponentialBackOff()) // want medipimretry/library
}

// Which of two it is, is decided at run time; both mark a 429.
func (s *Shelf) Marked(ctx context.Context, body []byte, twice bool) error {
	op := s.marked(body)
	if twice {
		op = s.marked(append(body, body...))
	}
	return retry.Do(ctx, retry.NewFibonacci(time.Second), op)
}

func (s *Shelf) marked(body []byte) retry.RetryFunc {
	return func(ctx context.Context) error {
		resp, err := s.hc.Post(s.url, "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		if resp.StatusCode == 429 {
			return retry.RetryableError(drained(resp))
		}
		return drained(resp)
	}
}

// The filter is a function with several returns.
func worth(err error) bool {
	var se *StatusError
	if !errors.As(err, &se) {
		return true
	}
	if se.Status < 500 { // want medipimretry/incomplete
		return false
	}
	return se.Status != http.StatusNotImplemented
}

func (s *Shelf) Filtered(body []byte) error {
	return avast.Do(func() error {
		resp, err := s.hc.Post(s.url, "application/json", bytes.NewReader(body))
		if err != nil {
			return err
		}
		return drained(resp)
	}, avast.RetryIf(worth), avast.Attempts(4))
}

// It is a method, and a switch.
func (s *Shelf) again(err error) bool {
	se, ok := errors.AsType[*StatusError](err)
	if !ok {
		return false
	}
	switch se.Status {
	case 429, 502, 503, 504:
		return true
	}
	return false
}

func (s *Shelf) FilteredWell(body []byte) error {
	return avast.Do(s.attempt(body), avast.RetryIf(s.again), avast.Attempts(4))
}

// The closure shares the reader with the function around it.
func (s *Shelf) Stale(text string) error {
	body := strings.NewReader(text)
	return avast.Do(func() error {
		resp, err := s.hc.Post(s.url, "application/json", body) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		return drained(resp)
	}, avast.Attempts(4))
}

// A request without a body may be shared.
func (s *Shelf) Bodiless(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url, nil)
	if err != nil {
		return err
	}
	return avast.Do(func() error {
		resp, err := s.hc.Do(req)
		if err != nil {
			return err
		}
		return drained(resp)
	}, avast.Attempts(4))
}

// The reader is set back.
func (s *Shelf) Fresh(text string) error {
	return avast.Do(func() error {
		resp, err := s.hc.Post(s.url, "application/json", strings.NewReader(text))
		if err != nil {
			return err
		}
		return drained(resp)
	}, avast.Attempts(4))
}

// This library puts the body of a request back, but not a reader that it is given.
func Again(hc *httpclient.Client, req *http.Request) error {
	for {
		resp, err := hc.Do(req)
		if err != nil {
			return err
		}
		if resp.StatusCode != 429 {
			return drained(resp)
		}
		time.Sleep(time.Second)
	}
}

func AgainRead(hc *httpclient.Client, url, text string) error {
	body := strings.NewReader(text)
	for {
		resp, err := hc.Post(url, body, nil) // want medipimretry/unrewound
		if err != nil {
			return err
		}
		if resp.StatusCode != 429 {
			return drained(resp)
		}
		time.Sleep(time.Second)
	}
}
