package medipimstock

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	backoff5 "github.com/cenkalti/backoff/v5"
)

// Fresh wants to be told how long to wait.
func Fresh(ctx context.Context) ([]Hint, error) {
	return backoff5.Retry(ctx, func() ([]Hint, error) {
		resp, err := client.Get(endpoint + "?fresh=1")
		if err != nil {
			return nil, err
		}
		if resp.StatusCode == http.StatusTooManyRequests {
			if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil { // want medipimretry/header
				resp.Body.Close()
				return nil, backoff5.RetryAfter(n)
			}
		}
		hints, err := decodeHints(resp)
		if err != nil {
			return nil, backoff5.Permanent(err)
		}
		return hints, nil
	}, backoff5.WithMaxTries(6))
}

// Raw gives up the response when the library has done what it can.
func Raw(ctx context.Context, day string) ([]Hint, error) {
	send := func() (*http.Response, error) { return client.Get(endpoint + "?day=" + day) }
	resp, err := backoff5.Retry(ctx, send, backoff5.WithMaxTries(3), backoff5.WithMaxElapsedTime(time.Minute)) // want medipimretry/library
	if err != nil {
		return nil, err
	}
	return decodeHints(resp)
}

var passing = []int{http.StatusRequestTimeout, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// Listed retries what is in the list.
func Listed(ctx context.Context) ([]Hint, error) {
	op := func() ([]Hint, error) {
		resp, err := client.Get(endpoint + "?listed=1")
		if err != nil {
			return nil, err
		}
		hints, err := decodeHints(resp)
		if err != nil {
			if slices.Contains(passing, resp.StatusCode) { // want medipimretry/incomplete
				return nil, err
			}
			return nil, backoff5.Permanent(err)
		}
		return hints, nil
	}
	return backoff5.Retry(ctx, op)
}

// Told waits as told, or as the library thinks.
// ok: RetryAfter with the header, the library's own backoff without
func Told(ctx context.Context, body []byte) ([]Hint, error) {
	return backoff5.Retry(ctx, func() ([]Hint, error) {
		resp, err := client.Post(endpoint, "application/json", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		hints, err := decodeHints(resp)
		he, ok := errors.AsType[*httpError](err)
		switch {
		case !ok:
			return hints, err
		case he.code == http.StatusTooManyRequests:
			if n, convErr := strconv.Atoi(resp.Header.Get("Retry-After")); convErr == nil {
				return nil, backoff5.RetryAfter(n)
			}
			return nil, err
		case he.code >= 500:
			return nil, err
		default:
			return nil, backoff5.Permanent(err)
		}
	}, backoff5.WithBackOff(backoff5.NewConstantBackOff(2*time.Second)))
}

// Op is something that can be tried again.
type Op[T any] func(context.Context) (T, error)

// Keep tries an operation until it is through.
func Keep[T any](ctx context.Context, op Op[T]) (T, error) {
	return backoff5.Retry(ctx, func() (T, error) { return op(ctx) }, backoff5.WithMaxTries(8))
}

// Wrapped goes through the package's own wrapper.
// ok: the operation's error answers are retryable errors
func Wrapped(ctx context.Context) ([]Hint, error) {
	return Keep(ctx, func(ctx context.Context) ([]Hint, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
		if err != nil {
			return nil, err
		}
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		return decodeHints(resp)
	})
}

var passingToo = append(slices.Clone(passing), http.StatusTooManyRequests)

// ListedToo retries what is in the longer list.
// ok: 429 joined the list
func ListedToo(ctx context.Context) ([]Hint, error) {
	return backoff5.Retry(ctx, func() ([]Hint, error) {
		resp, err := client.Get(endpoint + "?listed=2")
		if err != nil {
			return nil, err
		}
		hints, err := decodeHints(resp)
		if err != nil && !slices.Contains(passingToo, resp.StatusCode) {
			return nil, backoff5.Permanent(err)
		}
		return hints, err
	})
}
