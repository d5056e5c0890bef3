package outcome

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// StatusError is any answer but a 2xx.
type StatusError struct {
	Code int
	Body []byte
}

func (e *StatusError) Error() string { return fmt.Sprintf("answer %d: %s", e.Code, e.Body) }

// Temporary is not reported: 429 is in it.
func (e *StatusError) Temporary() bool { return e.Code == 429 || e.Code >= 500 }

func fetchOnce(ctx context.Context, hc *http.Client, url string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
		return &StatusError{Code: resp.StatusCode, Body: b}
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

// Fetch is not reported: the error's own method tells that 429 passes, and the loop waits.
func Fetch(ctx context.Context, hc *http.Client, url string, into any) error {
	var last error
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		last = fetchOnce(ctx, hc, url, into)
		var tmp interface{ Temporary() bool }
		if !errors.As(last, &tmp) || !tmp.Temporary() {
			return last
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return errors.Join(last, ctx.Err())
		}
	}
	return last
}

// GatewayError is any answer but a 2xx, of the calls below.
type GatewayError struct {
	Code int
	Body []byte
}

func (e *GatewayError) Error() string { return fmt.Sprintf("answer %d: %s", e.Code, e.Body) }

// Retryable is reported: of all that passes by itself it leaves out 429.
func (e *GatewayError) Retryable() bool {
	switch e.Code {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout: // want medipimretry/incomplete
		return true
	}
	return false
}

func grabOnce(ctx context.Context, hc *http.Client, url string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		b, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
		return &GatewayError{Code: resp.StatusCode, Body: b}
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

// Grab is not reported itself: the method of the error is.
func Grab(ctx context.Context, hc *http.Client, url string, into any) error {
	var last error
	for wait := time.Second; wait < time.Minute; wait *= 2 {
		last = grabOnce(ctx, hc, url, into)
		var ge *GatewayError
		if !errors.As(last, &ge) || !ge.Retryable() {
			return last
		}
		time.Sleep(wait)
	}
	return last
}
